"""What a process gives up before it touches what others wrote; and how it is spoken to.

Standard library alone, and quick to import: processes that must start fast import this and little
else. Each measure is taken where the kernel offers it; none needs a privilege.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

LENGTH_BYTES = 8
"""A frame is a length in so many bytes, big-endian, and then as many bytes."""
JOINED = 1 << 16
"""Bytes up to which frames are written at once."""

GRACE_SECONDS = 2
"""Processor time beyond the limit: the parent kills first, this is for when it is gone."""

_START = (
    "import sys; from importlib import import_module; "
    "paths = sys.argv[2].split('\\n'); sys.path[:] = [*sys.path, *paths]; "
    "import_module(sys.argv[1]).main()"
)
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_X32 = 0x40000000
_REFUSED_CALLS = {
    "x86_64": (0xC000003E, (41, 41 | _X32, 425, 59, 322, 520 | _X32, 545 | _X32)),
    "aarch64": (0xC00000B7, (198, 425, 221, 281)),
}
"""By machine: how the kernel calls it, and its calls that open sockets (425 is io_uring_setup)
or start programs."""

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_WANTED, _PATH_BENEATH = 1, 1
_READ = 1 << 2 | 1 << 3
_RIGHTS_BY_VERSION = (13, 14, 15, 15, 16)
"""How many kinds of access to files Landlock knows, from its version 1 on."""
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/etc/ld.so.cache",
    "/dev/null",
)
"""Where libraries are loaded from while a process runs."""


def command(module: str, paths: Iterable[Path], *arguments: str) -> list[str]:
    """Give the command that runs `main` of a module in an isolated Python, without `site`.

    `paths` are where modules are found besides the standard library; `arguments` follow in
    `sys.argv` from 3 on. Starts in some 20 ms, and writes no byte code.
    """
    found = "\n".join(str(path) for path in paths)
    return [sys.executable, "-I", "-S", "-B", "-c", _START, module, found, *arguments]


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read a frame; None at the end of the stream."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    return stream.read(int.from_bytes(head, "big"))


def write_frames(stream: IO[bytes], *frames: bytes) -> None:
    """Write frames and flush."""
    parts = [part for each in frames for part in (len(each).to_bytes(LENGTH_BYTES, "big"), each)]
    if sum(map(len, parts)) < JOINED:
        parts = [b"".join(parts)]  # in one go, so that who waits is woken once
    for part in parts:
        stream.write(part)
    stream.flush()


def leave_network() -> None:
    """Move into a network of our own, where nothing is, if the kernel lets us."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def refuse_calls() -> None:
    """Let the kernel refuse every socket and every program from now on, on a Linux we know.

    Holds where `leave_network` does not.
    """
    found = _REFUSED_CALLS.get(platform.machine())
    if sys.platform != "linux" or found is None:
        return
    machine, calls = found
    # A seccomp filter (linux/seccomp.h, linux/filter.h): code, jump if true, if false, operand.
    steps = [(0x20, 0, 0, 4), (0x15, 0, len(calls) + 1, machine), (0x20, 0, 0, 0)]
    steps += [(0x15, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x00050000 | errno.EACCES)]
    content = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(content)
    program = struct.pack("HP", len(steps), ctypes.addressof(held))
    library = ctypes.CDLL(None)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    library.prctl(_SET_SECCOMP, _FILTER, program, 0, 0)


def leave_files(readable: Sequence[str]) -> None:
    """Let the kernel refuse all files but these and the system's libraries, which are only read.

    By Landlock (linux/landlock.h), where the kernel has it: folders are named with what is in
    them. Signals to other processes are refused too, where it can do that.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    version = library.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION_WANTED)
    if version < 1:
        return
    rights = _RIGHTS_BY_VERSION[min(version, len(_RIGHTS_BY_VERSION)) - 1]
    # Files; then no TCP, from version 4; then no signals and abstract sockets, from version 6.
    rules = struct.pack("QQQ", (1 << rights) - 1, 3, 3)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = library.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return
    for path in (*readable, *_SYSTEM):
        with contextlib.suppress(OSError):  # not every system has each of them
            _allow(library, ruleset, path)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    library.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(library: ctypes.CDLL, ruleset: int, path: str) -> None:
    folder = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    try:
        rights = _READ if Path(path).is_dir() else 1 << 2
        rule = struct.pack("=Qi", rights, folder)
        library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(folder)


def limit_process(memory_bytes: int) -> None:
    """Bound memory for good, and write no file and no core."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def limit_processor(seconds: float) -> None:
    """Bound the processor time from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + GRACE_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))

"""Build the image from the Dockerfile without a registry, and run it with all taken away.

    python -m bench.container [--work FOLDER] [--base FOLDER] [--volume HOST:PLACE:ro ...]

Needs root, and debootstrap, buildah and crun (Debian has them). The base image cannot be pulled
everywhere, so a Debian with its own Python is made by debootstrap, or given by --base; it stands
for python:3.12-slim. `--volume` is handed to the build, for its pip to find what it needs. Then
the container runs as `docker run --read-only --cap-drop ALL --security-opt no-new-privileges`
would: without a network but its own loopback, under Docker's rules for system calls, as a user
without a name. It is asked from inside, and stopped by SIGTERM. 1 where anything is not as it
should be.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.container.bundle import USER, configuration

ROOT = Path(__file__).resolve().parents[2]
PROFILE = Path("/usr/share/containers/seccomp.json")
BASE = "localhost/materiel-base"
IMAGE = "localhost/materiel"
NAME = "materiel-trial"
PACKAGES = "python3,python3-venv,ca-certificates"
ALONE = (
    *("unshare", "--mount", "sh", "-c"),
    'umount -l /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; exec crun "$@"',
    "crun",
)
"""crun refuses a machine that mixes both kinds of cgroups: it sees one kind, and uses none."""
START_SECONDS = 120
STOP_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """buildah with a storage of its own, so that nothing of this machine is touched."""

    work: Path

    def run(self, *words: str) -> str:
        """Run a command of it, and give what it prints."""
        places = ["--root", str(self.work / "storage"), "--runroot", str(self.work / "run")]
        return run("buildah", *places, "--storage-driver", "overlay", *words)

    def take(self, base: Path) -> None:
        """Make the base image out of a root file system."""
        made = self.run("from", "scratch").strip()
        mounted = self.run("mount", made).strip()
        run("cp", "-a", f"{base}/.", f"{mounted}/")
        self.run("umount", made)
        self.run("commit", "-q", "--rm", made, BASE)

    def build(self, volumes: Sequence[str]) -> None:
        """Build the image of the Dockerfile upon it."""
        given = [f"--volume={one}" for one in volumes]
        chosen = ["--isolation", "chroot", "--pull-never", "--layers", "--format", "docker"]
        self.run("bud", *chosen, *given, "--build-arg", f"BASE={BASE}", "-t", IMAGE, str(ROOT))

    @contextmanager
    def mounted(self) -> Iterator[Path]:
        """Mount a copy of the image for as long as the block lasts."""
        made = self.run("from", "--pull-never", IMAGE).strip()
        try:
            yield Path(self.run("mount", made).strip())
        finally:
            self.run("umount", made)
            self.run("rm", made)


def run(*words: str) -> str:
    """Run a command, and give what it prints."""
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def trial(rootfs: Path, work: Path) -> Iterator[tuple[str, bool, str]]:
    """Run the container; yield what was tried, whether it held, and what was seen."""
    bundle, data, state = work / "bundle", work / "data", str(work / "crun")
    for folder in (bundle, data):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    os.chown(data, USER, USER)
    profile = json.loads(PROFILE.read_text(encoding="utf-8"))
    config = configuration(rootfs, data, profile)
    (bundle / "config.json").write_text(json.dumps(config), encoding="utf-8")
    crun = [*ALONE, "--root", state, "--cgroup-manager=disabled"]
    with (work / "container.log").open("wb") as log:
        process = subprocess.Popen(
            [*crun, "run", "--bundle", str(bundle), NAME], stdout=log, stderr=log
        )
        try:
            yield from _asked(crun, process)
            run(*crun, "kill", NAME, "TERM")
            status = process.wait(timeout=STOP_SECONDS)
            yield "SIGTERM ends it with 0", status == 0, str(status)
        finally:
            if process.poll() is None:
                subprocess.run([*crun, "delete", "--force", NAME], check=False)
                process.kill()
                process.wait()
    kept = sorted(path.name for path in data.iterdir())
    yield "the archive is in /data", any("archive" in name for name in kept), " ".join(kept)


def _asked(
    crun: Sequence[str], process: subprocess.Popen[bytes]
) -> Iterator[tuple[str, bool, str]]:
    inside = [*crun, "exec", "--user", f"{USER}:{USER}", NAME]
    _wait(inside, process)
    code = Path(__file__).with_name("asked.py").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(run(*inside, "python", "-c", code, _key(inside)))
    for name, expected in (("readyz", 200), ("post", 201), ("supplies", 200), ("sparql", 200)):
        status, answer = told[name]
        yield f"{name} answers {expected}", status == expected, f"{status} {answer[:160]}"
    yield "a claim was read", '"Norway"' in told["supplies"][1], told["supplies"][1][:160]
    yield "the page answers 200", told["page"] == 200, str(told["page"])
    yield (
        "only /data and /tmp are written",
        told["writable"] == ["/data", "/tmp"],
        str(told["writable"]),
    )
    fenced = bool(told["readers"]) and min(told["readers"]) > told["filters"]
    yield "readers may open no socket", fenced, f"filters of readers: {told['readers']}"
    yield "it is nobody", told["who"] == [USER, USER], str(told["who"])
    status = run(*inside, "python", "-c", "print(open('/proc/1/status').read())")
    held = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    for name, expected_line in (
        *((kind, "0" * 16) for kind in ("CapEff", "CapPrm", "CapBnd", "CapAmb")),
        ("Uid", "\t".join([str(USER)] * 4)),
        ("NoNewPrivs", "1"),
        ("Seccomp", "2"),
    ):
        yield f"{name} is {expected_line}", held[name] == expected_line, held[name]


def _key(inside: Sequence[str]) -> str:
    """Make a key to write with: the service is bound to more than its own loopback."""
    command = [*inside, "materiel", "keys", "create", "--name", "trial", "--scope", "ingest"]
    told = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    found = re.search(r"mtl_\w+", told)
    return found[0] if found else ""


def _wait(inside: Sequence[str], process: subprocess.Popen[bytes]) -> None:
    probe = "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=9)"
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        command = [*inside, "python", "-c", probe]
        if not subprocess.run(command, check=False, capture_output=True).returncode:
            return
        time.sleep(1)
    raise RuntimeError("the container did not start; see container.log")


def main(argv: Sequence[str] | None = None) -> int:
    """Build, run and print one line for each thing tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, help="a folder to work in; kept, with the image")
    parser.add_argument("--base", type=Path, help="a root file system with Python and its venv")
    parser.add_argument("--mirror", default="", help="where debootstrap finds Debian")
    parser.add_argument("--volume", action="append", default=[])
    given = parser.parse_args(argv)
    if missing := [one for one in ("buildah", "crun") if shutil.which(one) is None]:
        parser.error(f"{', '.join(missing)} needed (Debian: apt-get install buildah crun)")
    with tempfile.TemporaryDirectory(prefix="container-") as folder:
        work = given.work or Path(folder)
        builder = Builder(work=work)
        base = given.base or work / "base"
        if not base.exists():
            words = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "stable"]
            run(*words, str(base), *filter(None, [given.mirror]))
        builder.take(base)
        builder.build(given.volume)
        with builder.mounted() as rootfs:
            seen = list(trial(rootfs, work))
    for what, held, detail in seen:
        print(f"{'held  ' if held else 'BROKEN'} {what}: {detail}")
    broken = sum(not held for _, held, _ in seen)
    print(f"container: {len(seen)} trials, {broken} broken")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())

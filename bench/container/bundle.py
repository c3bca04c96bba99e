"""How the container is run: `docker run --read-only --cap-drop ALL` in the words of OCI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

USER = 10001
PORT = 8000
MEMORY = 1 << 31
MACHINES = ("amd64", "x86_64", "x86", "x32")
ONLY_WITH_SYS_ADMIN = frozenset(
    {
        *("bpf", "clone", "clone3", "fanotify_init", "fsconfig", "fsmount", "fsopen", "fspick"),
        *("lookup_dcookie", "mount", "mount_setattr", "move_mount", "open_tree", "perf_event_open"),
        *("pivot_root", "quotactl", "setdomainname", "sethostname", "setns", "syslog", "umount"),
        *("umount2", "unshare", "name_to_handle_at"),
    }
)
"""What Docker's own profile refuses to a container without CAP_SYS_ADMIN; Podman's allows some."""
ENOSYS = 38
NEW_NAMESPACES = 0x7E020000
"""The flags of clone that no process without CAP_SYS_ADMIN may set."""


def configuration(rootfs: Path, data: Path, profile: Mapping[str, Any]) -> dict[str, Any]:
    """Write the configuration of the container: no capability, one folder and /tmp to write in."""
    hold: dict[str, list[str]] = {
        kind: [] for kind in ("bounding", "effective", "permitted", "inheritable", "ambient")
    }
    return {
        "ociVersion": "1.0.2",
        "process": {
            "terminal": False,
            "user": {"uid": USER, "gid": USER},
            "args": ["materiel", "serve", "--host", "0.0.0.0", "--port", str(PORT)],
            "env": [
                "PATH=/opt/materiel/bin:/usr/bin:/bin",
                "PYTHONDONTWRITEBYTECODE=1",
                "PYTHONUNBUFFERED=1",
                "MATERIEL_DATA=/data",
            ],
            "cwd": "/",
            "capabilities": hold,
            "noNewPrivileges": True,
        },
        "root": {"path": str(rootfs), "readonly": True},
        "hostname": "materiel",
        "mounts": list(_mounts(data)),
        "linux": {
            "namespaces": [
                {"type": kind} for kind in ("pid", "network", "ipc", "uts", "mount", "cgroup")
            ],
            "seccomp": seccomp(profile),
            "maskedPaths": ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/sys/firmware"],
            "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"],
        },
    }


def _mounts(data: Path) -> Iterator[dict[str, Any]]:
    closed = ["nosuid", "noexec", "nodev"]
    yield {"destination": "/proc", "type": "proc", "source": "proc", "options": closed}
    yield {
        "destination": "/dev",
        "type": "tmpfs",
        "source": "tmpfs",
        "options": ["nosuid", "strictatime", "mode=755", "size=65536k"],
    }
    for place, size in (("/dev/shm", 64), ("/tmp", 256)):
        yield {
            "destination": place,
            "type": "tmpfs",
            "source": "tmpfs",
            "options": [*closed, "mode=1777", f"size={size}m"],
        }
    yield {
        "destination": "/data",
        "type": "bind",
        "source": str(data),
        "options": ["rbind", "rw", "nosuid", "nodev"],
    }


def seccomp(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a profile of containers into that of one without capabilities, as strict as Docker's."""
    rules = [rule for each in profile["syscalls"] for rule in _rules(each)]
    rules.append({"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": ENOSYS})
    none_of = {"index": 0, "value": NEW_NAMESPACES, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}
    rules.append({"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [none_of]})
    return {
        "defaultAction": profile["defaultAction"],
        "defaultErrnoRet": 1,
        "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
        "syscalls": rules,
    }


def _rules(rule: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    includes: Mapping[str, Sequence[str]] = rule.get("includes") or {}
    excludes: Mapping[str, Sequence[str]] = rule.get("excludes") or {}
    if includes.get("caps") or set(excludes.get("arches") or ()) & set(MACHINES):
        return
    wanted = includes.get("arches")
    if wanted and not set(wanted) & set(MACHINES):
        return
    names = [name for name in rule["names"] if name not in ONLY_WITH_SYS_ADMIN]
    if names:
        kept = {key: rule[key] for key in ("action", "args", "errnoRet") if rule.get(key)}
        yield {"names": names, **kept}

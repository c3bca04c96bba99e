from pathlib import Path
from typing import Any

from bench.container.bundle import ENOSYS, configuration, seccomp

PROFILE: dict[str, Any] = {
    "defaultAction": "SCMP_ACT_ERRNO",
    "syscalls": [
        {"names": ["read", "unshare", "clone"], "action": "SCMP_ACT_ALLOW", "includes": {}},
        {"names": ["bpf"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_BPF"]}},
        {"names": ["ptrace"], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["s390x"]}},
        {"names": ["arch_prctl"], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["amd64"]}},
    ],
}


def test_calls_that_need_a_capability_are_not_allowed() -> None:
    rules = seccomp(PROFILE)["syscalls"]
    allowed = [
        name for rule in rules if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]
    ]
    assert allowed == ["read", "arch_prctl", "clone"]
    (clone,) = [rule for rule in rules if rule["names"] == ["clone"]]
    assert clone["args"][0]["op"] == "SCMP_CMP_MASKED_EQ", "threads, and no namespaces"
    assert {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": ENOSYS} in rules


def test_the_container_holds_nothing_and_writes_two_places() -> None:
    told = configuration(Path("rootfs"), Path("data"), PROFILE)
    process = told["process"]
    assert set(map(len, process["capabilities"].values())) == {0}
    assert process["noNewPrivileges"] is True
    assert process["user"] == {"uid": 10001, "gid": 10001}
    assert told["root"]["readonly"] is True
    writable = {one["destination"] for one in told["mounts"]} - {"/proc", "/dev", "/dev/shm"}
    assert writable == {"/data", "/tmp"}
    assert {"type": "network"} in told["linux"]["namespaces"]


def test_it_is_run_as_the_dockerfile_says() -> None:
    dockerfile = (Path(__file__).resolve().parents[4] / "Dockerfile").read_text(encoding="utf-8")
    process = configuration(Path("rootfs"), Path("data"), PROFILE)["process"]
    command = ", ".join(f'"{one}"' for one in process["args"][1:])
    assert f"CMD [{command}]" in dockerfile
    assert "USER 10001:10001" in dockerfile
    assert 'ENTRYPOINT ["materiel"]' in dockerfile

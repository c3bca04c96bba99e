"""What is said in deploy/ is what the program understands."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[1] / "deploy"


def documents(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["compose.yaml", "kubernetes.yaml"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+", (DEPLOY / name).read_text(encoding="utf-8")))
    assert {f"{PREFIX}ARCHIVE", f"{PREFIX}STORE"} <= named
    assert {each.removeprefix(PREFIX).lower() for each in named} <= set(Settings.model_fields)


def test_the_gateway_knows_all_replicas() -> None:
    (compose,) = documents("compose.yaml")
    replicas = {each for each in compose["services"] if each.startswith("materiel-")}
    asked = re.findall(r"server (materiel-\d+):8000", (DEPLOY / "nginx.conf").read_text())
    assert set(asked) == replicas
    assert len(replicas) == 3


def test_replicas_keep_nothing_and_may_do_nothing() -> None:
    (compose,) = documents("compose.yaml")
    for name in ("materiel-1", "materiel-2", "materiel-3"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "volumes" not in service
    deployment = next(each for each in documents("kubernetes.yaml") if each["kind"] == "Deployment")
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    probes = {container[f"{kind}Probe"]["httpGet"]["path"] for kind in ("readiness", "liveness")}
    assert probes == {"/readyz", "/healthz"}

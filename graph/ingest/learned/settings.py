"""The thresholds that go with the trained network (`model/settings.toml`)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

FOLDER = "graph.ingest.learned.model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How likely a claim must be, 0 to 1.

    `reach`: to be made of the network alone; `munition`: to be of this munition, given the pair;
    `veto`: not to be dropped although a rule made it.
    """

    reach: float
    munition: float
    veto: float


@functools.cache
def shipped_thresholds() -> Thresholds:
    """Read the thresholds, which were chosen on held-out rows."""
    content = resources.files(FOLDER).joinpath("settings.toml").read_text(encoding="utf-8")
    return Thresholds(**tomllib.loads(content)["thresholds"])

"""What goes with the trained network: thresholds and weights (`model/settings.toml`)."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

FOLDER = "graph.ingest.learned.model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How likely a claim must be, 0 to 1.

    `reach`: for the network to propose it; `munition`: to be of the likeliest munition of its
    sentence, given the pair; `further`: to be of another one too;
    `stage`: for the network's stage to count rather than the rules', where it sees a claim too;
    `stands`, `stands_negative`: for a claim that says yes, or no, to be kept. `weights` are those
    of the grounds that make up its confidence (`grounds.grounds_of`), with a `bias`.
    """

    reach: float
    munition: float
    further: float
    stage: float
    stands: float
    stands_negative: float
    weights: Mapping[str, float]


@functools.cache
def shipped_thresholds() -> Thresholds:
    """Read the thresholds and weights, which were chosen on rows that the network had not seen."""
    content = resources.files(FOLDER).joinpath("settings.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(content)
    return Thresholds(**tables["thresholds"], weights=tables["weights"])

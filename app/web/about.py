"""`/about`: what there is, how it was read, how well, and what is known to be wrong."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

import orjson
from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.deps import CurrentMateriel
from app.web.assets import PACKAGE
from app.web.shell import Page, give_page
from app.web.totals import read_totals

router = APIRouter(include_in_schema=False)

DESCRIPTION = (
    "What the graph of who arms whom holds, how articles are read and claims added up, how often "
    "the reader is right, and what is known to be wrong."
)
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
COUNTS = frozenset({"articles", "invented quotes"})
"""Figures that are numbers; the others are shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The words of the page (`about.toml`) and its figures by gold set (`figures.json`)."""

    method: Sequence[Mapping[str, str]]
    limits: Sequence[str]
    gold: Sequence[Mapping[str, str]]
    figures: Sequence[Mapping[str, str]]
    scored: Mapping[str, Mapping[str, float]]

    def told(self) -> dict[str, Any]:
        """Give them as JSON has them."""
        return {
            "method": [dict(one) for one in self.method],
            "limits": list(self.limits),
            "figures": [dict(one) for one in self.figures],
            "gold": [
                {
                    "title": one["title"],
                    "text": one["text"],
                    "articles": int(self.scored[one["name"]]["articles"]),
                    "figures": [self.figure(one["name"], each["name"]) for each in self.figures],
                }
                for one in self.gold
            ],
        }

    def figure(self, gold: str, name: str) -> str:
        """Write a figure: a share of one as percent."""
        value = self.scored[gold][name]
        return f"{value:.0f}" if name in COUNTS else f"{100 * value:.0f}%"


@router.get("/about", response_class=HTMLResponse)
def show_about(materiel: CurrentMateriel) -> HTMLResponse:
    """Show counts, method, figures and limits."""
    totals = read_totals(materiel)
    return give_page(
        Page(
            template="about.html",
            title="About the data",
            description=DESCRIPTION,
            described={
                "@context": "https://schema.org",
                "@type": "Dataset",
                "name": "Materiel: who arms whom",
                "description": DESCRIPTION,
                "license": LICENCE,
                "measurementTechnique": [one["title"] for one in load_about().method],
                "isAccessibleForFree": True,
            },
            filling={"totals": totals, "about": load_about().told()},
        ),
        materiel,
    )


@router.get("/about/told")
def tell_about(materiel: CurrentMateriel) -> dict[str, Any]:
    """Give the same as JSON, for the script."""
    return {"totals": read_totals(materiel).told(), **load_about().told()}


@functools.cache
def load_about() -> About:
    """Read the words and the figures; a set or figure that is missing raises KeyError."""
    folder = resources.files(PACKAGE)
    words = tomllib.loads(folder.joinpath("about.toml").read_text(encoding="utf-8"))
    scored = orjson.loads(folder.joinpath("figures.json").read_bytes())
    return About(
        method=words["method"],
        limits=[one["text"] for one in words["limit"]],
        gold=words["gold"],
        figures=words["figure"],
        scored=MappingProxyType(scored),
    )

"""`actors.ttl`: the register of actors, with names in the languages of `LANGUAGES`.

CLDR (through Babel) names the states of today; `actor_labels.csv` names the others, gives what
else actors are called, and stands above CLDR where both speak.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from graph.claims.actor import Actor, ActorKind, actors
from tools.turtle import FOLDER, PLACEHOLDER, block, document, parts, relative, text

LANGUAGES = ("en", "fr", "de", "es", "ru", "ar", "zh")

CLASSES = {
    ActorKind.STATE: "ma:State",
    ActorKind.HISTORICAL_STATE: "ma:HistoricalState",
    ActorKind.ORGANISATION: "ma:Organisation",
    ActorKind.NON_STATE: "ma:NonStateActor",
    ActorKind.NAMED: "ma:NamedActor",
}
HAS_ALPHA3 = frozenset({ActorKind.STATE, ActorKind.HISTORICAL_STATE})
STILTED = ("(", " - ", " SAR ", "&")
"""Marks of an English CLDR name that is made for lists, and that nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A row of `actor_labels.csv`; no label leaves it to CLDR, or in English to the register."""

    label: str
    others: list[str]


@functools.cache
def written_names() -> dict[tuple[str, str], Names]:
    """Read the names that are written by hand, by actor and language."""
    with (FOLDER / "actor_labels.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["id"], row["lang"]): Names(label=row["label"], others=parts(row["names"]))
            for row in csv.DictReader(lines)
        }


def names_of(actor: Actor, language: str) -> tuple[str, list[str]]:
    """Give an actor's name in a language, and its other names there.

    Raises ValueError when no source has one.
    """
    known = written_names().get((actor.id, language), Names(label="", others=[]))
    listed = _cldr_name(actor, language)
    label = known.label or (actor.label if language == "en" else listed)
    if not label:
        raise ValueError(f"{actor.id} has no name in {language}: add it to actor_labels.csv")
    stilted = language == "en" and any(mark in listed for mark in STILTED)
    others = [listed, *known.others] if listed and not stilted else known.others
    return label, [each for each in dict.fromkeys(others) if each != label]


def actors_turtle() -> str:
    """Write the register of actors."""
    return document(
        "The register of actors: states, states of the past, organisations, armed groups.",
        ("dcterms", "ma", "rdfs", "skos", "xsd"),
        [line for each in actors().values() for line in _actor(each)],
    )


def _cldr_name(actor: Actor, language: str) -> str:
    if actor.kind is not ActorKind.STATE or actor.alpha2 is None:
        return ""
    name = Locale.parse(language).territories.get(actor.alpha2, "")
    return str(name).replace("’", "'")


def _actor(actor: Actor) -> Iterator[str]:
    facts = [f'dcterms:identifier "{actor.id}"', f"rdfs:label {text(actor.label)}"]
    facts += _labels(actor)
    if actor.alpha2 is not None:
        facts.append(f'ma:alpha2 "{actor.alpha2}"')
    if actor.kind in HAS_ALPHA3:
        facts.append(f'ma:alpha3 "{actor.id}"')
    if actor.home is not None:
        facts.append(f"ma:homeState {relative(PLACEHOLDER.actor(actor.home).value)}")
    if actor.from_year is not None:
        facts.append(f'ma:fromYear "{actor.from_year:04}"^^xsd:gYear')
    if actor.until_year is not None:
        facts.append(f'ma:untilYear "{actor.until_year:04}"^^xsd:gYear')
    node = relative(PLACEHOLDER.actor(actor.id).value)
    yield from block(node, f"ma:Actor , {CLASSES[actor.kind]}", facts)


def _labels(actor: Actor) -> Iterator[str]:
    """Write one rdfs:label, in English, but a skos:prefLabel in every language.

    A query that asks for rdfs:label without a language thus gets one row for an actor, not seven.
    """
    for language in LANGUAGES:
        label, others = names_of(actor, language)
        yield f"skos:prefLabel {text(label, language)}"
        yield from (f"skos:altLabel {text(other, language)}" for other in others)

"""The reader's rules in words that a user understands (`reasons.toml`)."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType

_FRAME = re.compile(
    r"(?P<entry>[a-z-]+)\((?P<slots>[^()]*)\)(?:/(?P<stage>[a-z-]+))?(?P<joins>(?:[+&][a-z-]+)*)"
)
_GIFT = "gift"
_NETWORK = "network"
_NETWORK_STAGE = "network-stage"
_NESTED = re.compile(r"denied\.|alleged\.source")
_POSSESSOR = " possessor"


class About(StrEnum):
    """What a reason accounts for."""

    WORD = "word"
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    STAGE = "stage"
    STATUS = "status"
    NETWORK = "network"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One decision of the reader: what it is about, the rule's id as it came, and plain words."""

    about: About
    rule: str
    text: str


@functools.cache
def wordings() -> Mapping[str, Mapping[str, str]]:
    """Read the wordings, by section and rule id."""
    content = resources.files("app.schemas").joinpath("reasons.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(content))


def word(section: str, rule: str, /, **filled: str) -> str:
    """Write the line for a rule of a section; one that has none is shown as it is."""
    line = wordings()[section].get(rule)
    if line is None:
        return wordings()["other"]["unknown"].format(rule=rule)
    return line.format(**{"rule": rule, **filled})


def tell_rules(rules: Sequence[str], *, supplier: str, recipient: str) -> tuple[Reason, ...]:
    """Tell why a claim was made, in the order in which it was decided.

    `rules` are those of a weighed claim; `supplier` and `recipient` are the labels of its actors.
    """
    frame = _FRAME.fullmatch(rules[0]) if rules else None
    if frame is None:
        return tuple(_tell(rule, made_by=rules[0]) for rule in rules)
    told = [*_tell_frame(frame)]
    for about, name, place, rule in zip(
        (About.SUPPLIER, About.RECIPIENT), (supplier, recipient), _places(frame), rules[1:3],
        strict=False,
    ):  # fmt: skip
        told.append(Reason(about=about, rule=rule, text=_tell_party(rule, name, place)))
    told.extend(_tell_stage(frame))
    told.extend(_tell(rule, made_by=rules[0]) for rule in rules[3:])
    return tuple(told)


def _tell_frame(frame: re.Match[str]) -> Iterator[Reason]:
    yield Reason(about=About.WORD, rule=frame.group(), text=word("words", frame["entry"]))
    for entry in re.split("[+&]", frame["joins"])[1:]:
        text = word("other", "joined", text=word("words", entry))
        yield Reason(about=About.WORD, rule=entry, text=text)


def _tell_stage(frame: re.Match[str]) -> Iterator[Reason]:
    stage = frame["stage"]
    if stage is not None:
        yield Reason(about=About.STAGE, rule=stage, text=word("stages", stage))


def _places(frame: re.Match[str]) -> tuple[str, str]:
    """Say where supplier and recipient stand; a gift's rule tells the recipient's place alone."""
    giver, _, taker = frame["slots"].rpartition(",")
    if frame["entry"] == _GIFT:
        giver = "mod"
    return _place(giver), _place(taker)


def _place(slot: str) -> str:
    prepositions = wordings()["prepositions"]
    if slot in prepositions["words"].split():
        return prepositions["place"].format(rule=slot)
    return word("places", slot)


def _tell_party(rule: str, name: str, place: str) -> str:
    if rule.endswith(_POSSESSOR):
        owner = _tell_party(rule.removesuffix(_POSSESSOR), name, "before it")
        return word("parties", "possessor", place=place, owner=owner)
    return word("parties", rule, name=name, place=place)


def _tell(rule: str, *, made_by: str) -> Reason:
    """Tell a rule that stands by itself: of the network, of a list, or of the status."""
    others = wordings()["other"]
    family, _, rest = rule.partition(": ")
    if family == _NETWORK:
        return Reason(about=About.NETWORK, rule=rule, text=word("other", _NETWORK, words=rest))
    if family == _NETWORK_STAGE:
        return Reason(about=About.STAGE, rule=rule, text=word("other", family, words=rest))
    if rule in others:
        return Reason(about=About.LIST, rule=rule, text=word("other", rule))
    text = _tell_status(rule)
    if made_by.startswith(f"{_NETWORK}: "):
        text = word("other", "network-status", text=text)
    return Reason(about=About.STATUS, rule=rule, text=text)


def _tell_status(rule: str) -> str:
    family, _, rest = rule.partition(": ")
    source = _tell_source(rest) if _NESTED.match(family) else rest
    return word("status", family, words=rest, source=source)


def _tell_source(reason: str) -> str:
    """Tell the rule inside a rule: who said it, or the negation that a party's denial rests on."""
    family, _, rest = reason.partition(": ")
    section = "sources" if family in wordings()["sources"] else "status"
    return word(section, family, words=rest)

"""Divide labelled rows into folds so that no sentence, twin or document stands in two of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.ingest.read.segments import split_segments

GOLD = ("seed", "written", "real", "sentences", "train", "contrast")
"""The gold files, in the order in which they are divided."""
CALIBRATION = "calibration"
"""The labelled file of ours that no network is trained on: rules and network are weighed on it."""
FOLDS = 4
LEFT_OUT = 0
"""The fold of the gold that the shipped network was not trained on."""
_SHORTEST = 6
"""Words that a sentence must have, to say that two rows share a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A row to be put into a fold: with which others it belongs, and its text."""

    group: str
    text: str


def member_of(file: str, record: dict[str, Any]) -> Member:
    """Make a member of a row of a file (its name without ending)."""
    return Member(group=_group(file, record), text=record["text"])


def _group(file: str, record: dict[str, Any]) -> str:
    """Name what a row must not be parted from: its twins, or its document."""
    identity: str = record["id"]
    if "set" in record:
        return f"{file}:{record['set']}"
    if file == "contrast":  # twins have numbers that follow each other
        return f"{file}:{identity[:2]}{int(identity[3:6]) // 10}"
    return f"{file}:{record.get('origin') or identity}" if file == "train" else identity


def divide(members: Sequence[Member], folds: int = FOLDS) -> list[int]:
    """Give each member the number of its fold; the same members give the same folds."""
    leaders = list(range(len(members)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    first: dict[str, int] = {}
    for index, member in enumerate(members):
        for key in (member.group, *sorted(set(_sentences(member.text)))):
            leaders[leader(index)] = leader(first.setdefault(key, index))
    return [_number(members[leader(index)].group, folds) for index in range(len(members))]


def _sentences(text: str) -> Iterator[str]:
    lower = text.lower()
    for segment in split_segments(text):
        for one in segment.sentences:
            words = lower[one.start : one.end].split()
            if len(words) >= _SHORTEST:
                yield " ".join(words)


def _number(key: str, folds: int) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % folds

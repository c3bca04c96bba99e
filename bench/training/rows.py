"""Labelled rows as the reader sees them: outlines, with the claims laid on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.evaluate import article_of
from bench.training.folds import Member, member_of
from graph.ingest.learned.lines import munitions_at
from graph.ingest.read.gate import Outline, outline

_WORD = re.compile(r"[\w-]+")
_STOP = frozenset({"the", "a", "an", "of", "and", "with", "for", "in", "to", "its", "their"})
_LOCATED = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A gold claim on its article: indexes of sentences, and starts of munition mentions.

    `stage` is None where the gold does not tell; `optional` claims neither help nor harm.
    """

    supplier: str
    recipient: str
    sentences: tuple[int, ...]
    munitions: tuple[int, ...]
    stage: str | None
    status: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A labelled article of a file, laid out."""

    id: str
    file: str
    member: Member
    outline: Outline
    labels: tuple[Label, ...]
    record: Mapping[str, Any]


def load_rows(files: Sequence[Path]) -> Iterator[Row]:
    """Read labelled files, in order."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            laid = outline(article_of(record))
            yield Row(
                id=record["id"],
                file=file.stem,
                member=member_of(file.stem, record),
                outline=laid,
                labels=tuple(_label(claim, laid) for claim in record["claims"]),
                record=record,
            )


def _label(claim: Mapping[str, Any], laid: Outline) -> Label:
    start, end = claim.get(_LOCATED), claim.get("end")
    if start is None or end is None:
        start, end = 0, len(laid.article.text)
    sentences = tuple(
        index
        for index, sentence in enumerate(laid.sentences)
        if sentence.start < end and start < sentence.end
    )
    status = claim["status"]
    return Label(
        supplier=claim["supplier"],
        recipient=claim["recipient"],
        sentences=sentences,
        munitions=tuple(_munitions(claim, laid, sentences)),
        stage=claim.get("stage"),
        status="asserted" if status == "affirmed" else status,
        optional=bool(claim.get("optional")),
    )


def _munitions(claim: Mapping[str, Any], laid: Outline, sentences: Sequence[int]) -> Iterator[int]:
    """Find the mentions that share most words with each munition text of a claim; names first."""
    texts = claim.get("munition_text") or []
    near = [mention for index in sentences for mention in laid.munitions[index]]
    near += [one for index in sentences for one in munitions_at(laid, index) if one not in near]
    for text in [texts] if isinstance(texts, str) else texts:
        wanted = _words(text)
        shared = [(len(wanted & _words(mention.text)), mention.start) for mention in near]
        best = max((count for count, _ in shared), default=0)
        if best:
            yield next(start for count, start in shared if count == best)


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in _WORD.findall(text.lower())} - _STOP

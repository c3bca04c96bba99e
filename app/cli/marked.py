"""One article as a page of its own: the text with its quotes and names marked, and the claims.

The page needs nothing else and runs nothing; what stands between the marks is the text to the
letter.
"""

from __future__ import annotations

import functools
import unicodedata
from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from itertools import groupby

from jinja2 import Template

from app.cli.marking import Mark, Quote, Role, cut
from app.cli.printable import printable
from app.cli.telling import (
    tell_actor,
    tell_date,
    tell_munition,
    tell_parties,
    tell_quantity,
    tell_source,
    tell_value,
)
from app.schemas.claims import ClaimOut
from app.schemas.explained import ExplainAnswer, ExplainedClaim, SentenceOut
from app.templates import load_template
from graph.claims.claim import AFFIRMED, Stage
from graph.ingest.read.gate import Outline
from graph.ingest.read.segments import Segment, SegmentKind, split_segments

_ROW_QUOTES = 2
"""A paragraph is broken after this many, so that claims stand beside the words they rest on."""
_KEPT_CONTROLS = frozenset("\t\n\f\v\u00ad\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A claim on the page; `quote` is the number of the words that it rests on.

    `tone` is how it is to look: its status, or "suspension" where a stop is affirmed.
    """

    number: int
    quote: int
    tone: str
    claim: ClaimOut
    explained: ExplainedClaim


def show_page(outline: Outline, answer: ExplainAnswer) -> str:
    """Write the page of an article as HTML."""
    text = outline.article.text
    noted = tuple(_noted(answer.sentences))
    quotes = {one.quote: _quote(one) for one in noted}
    # Where nothing in it may tell of aid, the reader had no need to cut the text.
    lines = outline.segments or split_segments(text)
    starts = _row_starts(lines, [quote.start for quote in quotes.values()])
    rows = cut(text, starts, quotes.values(), _marks(answer.sentences))
    claims: dict[int, list[Noted]] = {}
    for one in noted:
        claims.setdefault(max(0, bisect_right(starts, one.claim.start) - 1), []).append(one)
    style = _style()
    return _template().render(
        article=answer.article,
        extractor=answer.extractor,
        noted=noted,
        by_quote={
            number: tuple(group) for number, group in groupby(noted, key=lambda one: one.quote)
        },
        rows=[(row, claims.get(index, ())) for index, row in enumerate(rows)],
        heads=_heads(lines, starts),
        broken=_broken(lines, starts),
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def _noted(sentences: Iterable[SentenceOut]) -> Iterator[Noted]:
    kept = (one for sentence in sentences for one in sentence.kept())
    ordered = sorted(kept, key=lambda one: (one.claim.start, one.claim.end))
    quotes: dict[tuple[int, int], int] = {}
    for number, one in enumerate(ordered, start=1):
        claim = one.claim
        place = (claim.start, claim.end)
        yield Noted(
            number=number,
            quote=quotes.setdefault(place, len(quotes) + 1),
            tone=_tone(claim),
            claim=claim,
            explained=one,
        )


def _tone(claim: ClaimOut) -> str:
    is_stop = claim.stage is Stage.SUSPENSION and claim.status in AFFIRMED
    return Stage.SUSPENSION.value if is_stop else claim.status.value


def _quote(noted: Noted) -> Quote:
    return Quote(start=noted.claim.start, end=noted.claim.end, number=noted.quote)


def _row_starts(lines: Sequence[Segment], quotes: Sequence[int]) -> list[int]:
    """List where rows begin: at each line, and within one at a quote that follows a few others."""
    starts = [0]
    opening = frozenset(quotes)
    for index, segment in enumerate(lines):
        if index:
            starts.append(segment.start)
        for sentence in segment.sentences:
            held = bisect_left(quotes, sentence.start) - bisect_left(quotes, starts[-1])
            if held >= _ROW_QUOTES and sentence.start in opening:
                starts.append(sentence.start)
    return starts


def _heads(lines: Sequence[Segment], starts: Sequence[int]) -> frozenset[int]:
    """Tell which rows, counted from 0, are lines that stand over others."""
    return frozenset(
        max(0, bisect_right(starts, segment.start) - 1)
        for segment in lines
        if segment.kind in (SegmentKind.TITLE, SegmentKind.HEADING)
    )


def _broken(lines: Sequence[Segment], starts: Sequence[int]) -> frozenset[int]:
    """Tell which rows, counted from 0, go on in the next: their line is not at its end."""
    begun = {line.start for line in lines[1:]}
    return frozenset(row for row, start in enumerate(starts[1:]) if start not in begun)


def _marks(sentences: Iterable[SentenceOut]) -> Iterator[Mark]:
    for sentence in sentences:
        claims = [one.claim for one in sentence.kept()]
        for actor in sentence.actors:
            named = {one.id for one in actor.actors}
            yield Mark(
                start=actor.start,
                end=actor.end,
                roles=tuple(_roles(named, claims)) or (Role.ACTOR,),
                title=", ".join(one.label for one in actor.actors),
            )
        passing = {claim.munition_text for claim in claims}
        for thing in sentence.munitions:
            yield Mark(
                start=thing.start,
                end=thing.end,
                roles=(Role.MUNITION if thing.text in passing else Role.THING,),
                title=thing.munition.label,
            )


def _roles(named: set[str], claims: Sequence[ClaimOut]) -> Iterator[Role]:
    if named & {claim.supplier for claim in claims}:
        yield Role.SUPPLIER
    if named & {claim.recipient for claim in claims}:
        yield Role.RECIPIENT
    if named & {actor for claim in claims for actor in claim.via}:
        yield Role.VIA


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text at characters that are not seen and may steer: yield ("", words) or (code, one).

    A page shows their codes and shuts them in, so that they turn nothing around.
    """
    if text.isprintable():
        yield "", text
        return
    for is_hidden, group in groupby(text, key=_is_hidden):
        if not is_hidden:
            yield "", "".join(group)
            continue
        for letter in group:
            yield f"U+{ord(letter):04X}", letter


def _is_hidden(letter: str) -> bool:
    return letter not in _KEPT_CONTROLS and unicodedata.category(letter) in _HIDDEN


@functools.cache
def _template() -> Template:
    return load_template(
        "app.cli",
        "marked.html",
        runs=runs,
        printable=printable,
        actor=tell_actor,
        date=tell_date,
        munition=tell_munition,
        parties=tell_parties,
        quantity=tell_quantity,
        source=tell_source,
        value=tell_value,
    )


@functools.cache
def _style() -> str:
    return resources.files("app.cli").joinpath("marked.css").read_text(encoding="utf-8")

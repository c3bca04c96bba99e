"""How an article was read, on a terminal: sentences, mentions, claims, and why."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.printable import printable
from app.cli.telling import (
    tell_date,
    tell_munition,
    tell_parties,
    tell_quantity,
    tell_source,
    tell_value,
)
from app.schemas.claims import ClaimOut
from app.schemas.explained import ExplainAnswer, ExplainedClaim, SentenceOut
from app.schemas.reasons import About, word
from graph.claims.claim import Stage, Status

WIDTH = 100
"""Longer lines are hard to read."""
_INDENT = 2
_ACTOR, _MUNITION, _DROPPED = "bold cyan", "bold magenta", "dim"
_STATUS_STYLES = {
    Status.ASSERTED: "bold green",
    Status.ALLEGED: "bold yellow",
    Status.HYPOTHETICAL: "bold blue",
    Status.NEGATED: "bold red",
    Status.DENIED: "bold red",
}


def show_explained(answer: ExplainAnswer, heading: str, *, to_terminal: bool) -> bytes:
    """Write how an article was read, in colour where it goes to a terminal."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        force_terminal=to_terminal and sys.stdout.isatty(),
        width=None if to_terminal and sys.stdout.isatty() else WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.width = min(console.width, WIDTH)
    for part in _parts(answer, heading):
        console.print(part)
    # Tables fill their lines with spaces, which would show in files and in comparisons.
    lines = (line.rstrip() for line in paper.getvalue().rstrip("\n").split("\n"))
    return "".join(f"{line}\n" for line in lines).encode()


def _parts(answer: ExplainAnswer, heading: str) -> Iterator[RenderableType]:
    yield Text(printable(heading), style="bold")
    yield Text(_counts(answer), style=_DROPPED)
    yield Text()
    for sentence in answer.sentences:
        yield _sentence(sentence)
        yield Text()


def _counts(answer: ExplainAnswer) -> str:
    claims = [one for sentence in answer.sentences for one in sentence.claims]
    kept = sum(one.kept for one in claims)
    told = [_count(kept, "claim")]
    if len(claims) > kept:
        told.append(f"{len(claims) - kept} dropped")
    if answer.all_sentences:
        found, cut = len(answer.sentences), _count(answer.all_sentences, "sentence")
        told.append(f"something found in {found} of {cut}")
    else:
        told.append(word("unclaimed", "nothing"))
    told.append(f"read by {answer.extractor.name} {answer.extractor.version}")
    return " · ".join(told)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _sentence(sentence: SentenceOut) -> RenderableType:
    style = "" if sentence.kept() else _DROPPED
    parts: list[RenderableType] = [
        _words(sentence, style),
        _indented(_mentions(sentence, style), 4),
    ]
    if sentence.note:
        parts.append(_indented(Text(sentence.note, style=_DROPPED), 4))
    ordered = sorted(sentence.claims, key=lambda one: not one.kept)
    for one in ordered:
        parts += [Text(), _indented(_claim(one), 4)]
    return Group(*parts)


def _indented(part: RenderableType, columns: int) -> Padding:
    return Padding(part, (0, 0, 0, columns), expand=False)


def _words(sentence: SentenceOut, style: str) -> RenderableType:
    words = Text(printable(sentence.text), style=style)
    found = [(one, _ACTOR) for one in sentence.actors] + [
        (one, _MUNITION) for one in sentence.munitions
    ]
    for mention, look in found:
        words.stylize(look, mention.start - sentence.start, mention.end - sentence.start)
    return _rows([(str(sentence.number), words)], 4, style)


def _mentions(sentence: SentenceOut, style: str) -> Text:
    """List words and what they name, in order of the text."""
    found = [
        (one.start, one.text, ", ".join(f"{a.label} ({a.id})" for a in one.actors))
        for one in sentence.actors
    ]
    found += [
        (one.start, one.text, f"{one.munition.label} ({one.munition.id})")
        for one in sentence.munitions
    ]
    told = (f"“{printable(words)}” → {named}" for _, words, named in sorted(found))
    return Text("; ".join(told), style=style or "italic")


def _claim(one: ExplainedClaim) -> RenderableType:
    opening = "" if one.kept else "dropped: "
    head = Text(
        printable(f"{opening}{tell_parties(one.claim)}: {tell_munition(one.claim)}"),
        style="bold" if one.kept else _DROPPED,
    )
    rows = []
    if one.dropped_because:
        rows.append(("dropped", Text(one.dropped_because)))
    rows += [(why.about.value, Text(printable(why.text))) for why in one.why]
    if one.probability is not None and all(why.about is not About.NETWORK for why in one.why):
        rows.append(("network", Text(f"probability {one.probability:.2f}")))
    says = _says(one.claim, kept=one.kept)
    return Group(
        head,
        *(
            _indented(part, _INDENT)
            for part in (says, _rows(rows, 10, "" if one.kept else _DROPPED))
        ),
    )


def _says(claim: ClaimOut, *, kept: bool) -> Text:
    """Say on one line what the claim says besides its parties and munition."""
    look = _STATUS_STYLES[claim.status] if kept else ""
    said = Text.assemble((claim.status.value, look), f" {claim.stage.value}")
    if claim.stage is Stage.SUSPENSION and kept:
        said.stylize("bold red")
    facts = (
        f"source: {tell_source(claim)}",
        tell_date(claim.date),
        tell_quantity(claim.quantity),
        tell_value(claim),
        f"confidence {claim.confidence:.2f}",
    )
    return said.append(printable("".join(f" · {fact}" for fact in facts if fact)))


def _rows(rows: Sequence[tuple[str, Text]], label_width: int, style: str) -> Table:
    table = Table.grid()
    table.add_column(width=label_width, style=_DROPPED)
    table.add_column(style=style)
    for label, text in rows:
        table.add_row(Text(label), text)
    return table

"""What the frames of a sentence lend each other, and what one frame has to share out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.ingest.read.frame import Frame
from graph.ingest.read.mentions import ActorForm
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import Filler
from graph.ingest.read.slots import of_themes
from graph.ingest.read.themes import Theme

_GAPS = frozenset({"conj", "appos", "nsubj", "dobj", "dep", "npadvmod"})


def split_frame(frame: Frame, parsed: ParsedSentence) -> Iterator[Frame]:
    """Give each munition its own supplier where several share a verb.

    "Chinese rockets and Egyptian rifles reach X" by modifiers; "Egypt supplied radars and Turkey
    drones" by gapping: an actor among the objects opens a new list of what it supplied.
    """
    by_modifier = "(theme-" in frame.rule
    gapped = {} if by_modifier else _gapped(frame, parsed)
    groups: list[tuple[tuple[Filler, ...], list[Theme]]] = [(frame.suppliers, [])]
    for theme in frame.themes:
        own = _modifiers(theme, parsed) if by_modifier else _gap_before(theme, gapped)
        if own and [f.actors for f in own] != [f.actors for f in groups[-1][0]]:
            groups.append((own, []))
        groups[-1][1].append(theme)
    for suppliers, themes in groups:
        if themes:
            yield replace(frame, suppliers=suppliers, themes=tuple(themes))


def _modifiers(theme: Theme, parsed: ParsedSentence) -> tuple[Filler, ...]:
    return of_themes("mod", [theme], parsed) or of_themes("poss", [theme], parsed)


def _gap_before(theme: Theme, gapped: Mapping[int, Filler]) -> tuple[Filler, ...]:
    return next(((filler,) for i, filler in gapped.items() if i < theme.token.i), ())


def _gapped(frame: Frame, parsed: ParsedSentence) -> dict[int, Filler]:
    """Find actors that stand as bare conjuncts among the objects, last first, by token."""
    if not frame.suppliers or frame.entry.default is not None:
        return {}
    places = [theme.token.i for theme in frame.themes]
    found: dict[int, Filler] = {}
    for index in range(max(places), min(places), -1):
        mention = parsed.actors.get(index)
        token = parsed.doc[index]
        if mention is None or mention.form is ActorForm.ADJECTIVE or token.dep_ not in _GAPS:
            continue
        found[index] = Filler(token=token, actors=mention.actors, mention=mention)
    return found


def join_frames(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Let frames of the same munition lend each other the role that one of them lacks."""
    for frame in frames:
        joined = frame
        for other in frames:
            if other is not frame and _starts(other) & _starts(frame):
                joined = _lent(joined, other)
        yield joined


def _lent(frame: Frame, other: Frame) -> Frame:
    rule = f"{frame.rule}+{other.entry.id}"
    if not frame.suppliers and other.suppliers and _apart(other.suppliers, frame.recipients):
        frame = replace(frame, suppliers=other.suppliers, rule=rule)
    if not frame.recipients and other.recipients and _apart(other.recipients, frame.suppliers):
        frame = replace(frame, recipients=other.recipients, rule=rule)
    return frame


def complete_frames(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Let a frame that knows only who gives, and one that knows only who gets, complete each other.

    "Iranian support, including drones, is part of a stream of aid to Moscow."
    """
    givers = [f for f in frames if f.suppliers and _lacks(f, "recipient")]
    takers = [f for f in frames if f.recipients and _lacks(f, "supplier")]
    if len(givers) != 1 or len(takers) != 1:
        return tuple(frames)
    giver, taker = givers[0], takers[0]
    if not _apart(giver.suppliers, taker.recipients):
        return tuple(frames)
    completed = {
        id(giver): replace(
            giver, recipients=taker.recipients, rule=f"{giver.rule}&{taker.entry.id}"
        ),
        id(taker): replace(taker, suppliers=giver.suppliers, rule=f"{taker.rule}&{giver.entry.id}"),
    }
    return tuple(completed.get(id(frame), frame) for frame in frames)


def _lacks(frame: Frame, role: str) -> bool:
    filled = frame.suppliers if role == "supplier" else frame.recipients
    return not filled and role not in frame.closed


def _starts(frame: Frame) -> set[int]:
    return {theme.mention.start for theme in frame.themes if theme.mention is not None}


def _apart(left: Sequence[Filler], right: Sequence[Filler]) -> bool:
    return not {f.token.i for f in left} & {f.token.i for f in right}

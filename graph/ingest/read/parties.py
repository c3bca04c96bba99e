"""Decide who the supplier and the recipient of a frame are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ingest.lexicons.cues import sentences_back
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.discourse import Surroundings
from graph.ingest.read.frame import Frame
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import Filler
from graph.ingest.resolve.reference import SUBJECTS, Discourse, referents

REFERRED = 0.15
"""What a party that is referred to, and not named, takes off a claim's confidence."""
IMPLIED = 0.3
"""The same for a party that the sentence does not mention at all."""
_CERTAIN = frozenset({"named", "publisher", "speaker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor in a role; `doubt` is what its finding takes off the confidence."""

    actor: str
    rule: str
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The suppliers and recipients of a frame, and through whom it passes."""

    suppliers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    via: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[Party, Party]]:
        """Yield every supplier with every recipient that is not itself."""
        for supplier in self.suppliers:
            for recipient in self.recipients:
                if supplier.actor != recipient.actor:
                    yield supplier, recipient


class PartyFinder:
    """Resolves the parties of frames in the order of the text; remembers the last ones."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._last: tuple[int, Parties] | None = None

    def find(self, index: int, frame: Frame, discourse: Discourse) -> Parties | None:
        """Decide the parties of a frame; None when one side stays unknown."""
        parsed = self._around.parsed[index]
        for filler in (*frame.suppliers, *frame.recipients):
            if not filler.actors and filler.token.dep_ in SUBJECTS:
                self._around.remember(index, filler.token.i, discourse)
        suppliers = _resolved(frame.suppliers, parsed, discourse, taken=frozenset())
        recipients = _resolved(frame.recipients, parsed, discourse, taken=_actors(suppliers))
        closed = frozenset() if discourse.topic else frame.closed
        if suppliers and not frame.recipients and "recipient" not in closed:
            recipients = self._implied_recipients(index, frame, suppliers, discourse)
        elif recipients and not frame.suppliers and "supplier" not in closed:
            suppliers = self._implied_suppliers(index, frame, recipients)
        if not suppliers or not recipients:
            return None
        known = _actors(suppliers) | _actors(recipients)
        via = tuple(a for f in frame.via for a in f.actors if a not in known)
        found = Parties(suppliers=suppliers, recipients=recipients, via=via)
        self._last = (index, found)
        return found

    def _implied_recipients(
        self, index: int, frame: Frame, suppliers: Sequence[Party], discourse: Discourse
    ) -> tuple[Party, ...]:
        """Find for whom it is where the sentence does not say: topic, line, publisher, article."""
        taken = _actors(suppliers)
        if found := _implied(discourse.topic, "topic", taken):
            return found
        if frame.entry.named_only:
            return ()
        if self._around.home in taken and (mate := self._mate(index, taken)) is not None:
            return _implied((mate,), "mate", taken)
        last = self._going_on(index)
        if last is not None:
            actors = tuple(party.actor for party in last.recipients)
            if found := _implied(actors, "continued", taken):
                return found
        if any(party.rule not in _CERTAIN for party in suppliers):
            return ()
        home = self._around.home
        if frame.entry.acquires and home is not None and home not in taken:
            return _implied((home,), "publisher", taken)
        leader = self._around.protagonist(taken | ({home} if home else set()))
        return _implied((leader,), "protagonist", taken) if leader else ()

    def _implied_suppliers(
        self, index: int, frame: Frame, recipients: Sequence[Party]
    ) -> tuple[Party, ...]:
        """Find from whom it is where the sentence does not say: publisher, maker, line."""
        taken = _actors(recipients)
        home = self._around.home
        if frame.entry.home:
            return _implied((home,), "publisher", taken) if home and home not in taken else ()
        if not frame.entry.acquires:
            return ()
        maker = self._maker(frame, taken)
        if maker is not None:
            return _implied((maker,), "maker", taken)
        last = self._going_on(index)
        if last is None:
            return ()
        return _implied(tuple(party.actor for party in last.suppliers), "continued", taken)

    def _mate(self, index: int, taken: frozenset[str]) -> str | None:
        """Find the only other actor of a government's own sentence, unless it opposes it."""
        parsed = self._around.parsed[index]
        words = reference_words()
        others = {actor for m in parsed.actors.values() for actor in m.actors} - taken
        opposed = any(
            above.lemma_.lower() in words.opposing
            for i in parsed.actors
            for above in parsed.doc[i].ancestors
            if not set(parsed.actors[i].actors) & taken
        )
        return others.pop() if len(others) == 1 and not opposed else None

    def _maker(self, frame: Frame, taken: frozenset[str]) -> str | None:
        """Find the one maker of what is bought, if the article names it."""
        makers = {p for theme in frame.themes if theme.mention for p in theme.mention.producer}
        if len(makers) != 1 or makers & taken:
            return None
        maker = makers.pop()
        return maker if self._around.names(maker) else None

    def _going_on(self, index: int) -> Parties | None:
        """Give the last parties, if they were in this line, a sentence or two ago."""
        if self._last is None:
            return None
        before, parties = self._last
        sentences = self._around.outline.sentences
        same_line = sentences[index].segment == sentences[before].segment
        return parties if same_line and index - before <= sentences_back() else None


def _actors(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.actor for party in parties)


def _implied(actors: Sequence[str], rule: str, taken: frozenset[str]) -> tuple[Party, ...]:
    return tuple(
        Party(actor=actor, rule=rule, doubt=IMPLIED) for actor in actors if actor not in taken
    )


def _resolved(
    fillers: Sequence[Filler],
    parsed: ParsedSentence,
    discourse: Discourse,
    *,
    taken: frozenset[str],
) -> tuple[Party, ...]:
    """Find the actors of fillers; a reference never stands for the other side."""
    found: dict[str, Party] = {}
    for filler in fillers:
        for actor in filler.actors:
            found.setdefault(actor, Party(actor=actor, rule="named", doubt=0.0))
        if filler.actors:
            continue
        for actors, rule in referents(filler.token, parsed, discourse):
            if not taken & set(actors):
                for actor in actors:
                    found.setdefault(actor, Party(actor=actor, rule=rule, doubt=REFERRED))
                break
    return tuple(found.values())

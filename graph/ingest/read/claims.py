"""Make claims of frames: resolve who is meant, and add status, source and attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from bisect import bisect_right
from dataclasses import dataclass, replace

from spacy.tokens import Span

from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage
from graph.ingest.read.actors import find_publisher_actors
from graph.ingest.read.frame import Frame
from graph.ingest.read.gate import Outline
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import Filler
from graph.ingest.read.themes import Theme
from graph.ingest.read.segments import Segment, SegmentKind
from graph.ingest.read.topics import protagonist
from graph.ingest.resolve.dates import DateMention, date_of, find_dates
from graph.ingest.resolve.quantities import QuantityMention, find_quantities, quantity_of
from graph.ingest.resolve.reference import (
    SUBJECTS,
    Discourse,
    Salient,
    home_of_publisher,
    referents,
    salient_of,
)
from graph.ingest.resolve.sources import Attribution, attribution_of
from graph.ingest.resolve.status import Judgement, judge
from graph.ingest.resolve.values import ValueMention, find_values, value_of

SURE = 0.9
"""Confidence of a claim whose parties and munition the sentence names outright."""
_FAR = 8
_HEADER_REACH = 600
_NEIGHBOURS = 3
_REFERRED = 0.15
_IMPLIED = 0.3
_SURE_RULES = frozenset({"named", "publisher", "speaker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor in a role; `doubt` is what its finding takes off the confidence."""

    actor: str
    rule: str
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """What a sentence says of when, how many and what worth; offsets count from the sentence."""

    dates: tuple[DateMention, ...]
    quantities: tuple[QuantityMention, ...]
    values: tuple[ValueMention, ...]


class ClaimMaker:
    """Collects the claims of one article, sentence by sentence."""

    def __init__(
        self,
        outline: Outline,
        parsed: Mapping[int, ParsedSentence],
        extractor: Extractor,
        *,
        back: int,
    ) -> None:
        self._outline = outline
        self._parsed = parsed
        self._extractor = extractor
        self._back = back
        self._home = home_of_publisher(
            outline.article.publisher, find_publisher_actors(outline.article)
        )
        self._starts = [sentence.start for sentence in outline.sentences]
        self._spoken: dict[int, list[Salient]] = {}
        self._index = 0
        self._around: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._last: tuple[int, dict[str, tuple[str, ...]]] | None = None
        self._claims: dict[tuple[object, ...], tuple[Claim, str]] = {}

    def claims(self) -> tuple[Claim, ...]:
        """Give the claims found so far, in order of the text."""
        return tuple(claim for claim, _ in self._claims.values())

    def reasons(self) -> tuple[tuple[Claim, str], ...]:
        """Give each claim with the rules that made it: frame, supplier, recipient, status."""
        return tuple(self._claims.values())

    def add(self, index: int, frames: Iterable[Frame]) -> None:
        """Add the claims of a sentence's frames."""
        self._index = index
        self._around = self._neighbours(index)
        parsed = self._parsed[index]
        discourse = self._discourse(index)
        facts = self._facts(index)
        made = len(self._claims)
        for frame in frames:
            self._remember(index, frame, parsed, discourse)
            for claim, reason in self._of_frame(frame, parsed, discourse, facts):
                self._keep(claim, reason)
        if len(self._claims) == made:
            self._inherit(index, facts)

    def _neighbours(self, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the texts of the sentences of the same line before and after."""
        sentences, text = self._outline.sentences, self._outline.article.text
        near = range(max(0, index - _NEIGHBOURS), min(len(sentences), index + _NEIGHBOURS + 1))
        line = [i for i in near if sentences[i].segment == sentences[index].segment]
        return (
            tuple(text[sentences[i].start : sentences[i].end] for i in line if i < index),
            tuple(text[sentences[i].start : sentences[i].end] for i in line if i > index),
        )

    def _keep(self, claim: Claim, reason: str) -> None:
        key = (
            claim.supplier, claim.recipient, claim.munition, claim.munition_text,
            claim.stage, claim.status, claim.passage.start,
        )  # fmt: skip
        self._claims.setdefault(key, (claim, reason))

    def _inherit(self, index: int, facts: SentenceFacts) -> None:
        """Let the items of a list take their parties from the line that opens it."""
        header = self._header(index)
        if header is None or not self._parsed[index].munitions:
            return
        before = [c for c, _ in self._claims.values() if c.passage.start < header.end]
        template = next((c for c in reversed(before) if c.is_supply), None)
        if template is None or template.passage.start < header.start - _HEADER_REACH:
            return
        parsed = self._parsed[index]
        for mention in dict.fromkeys(parsed.munitions.values()):
            span = parsed.spans.get(mention.start)
            claim = replace(
                template,
                munition=mention.munition,
                munition_text=mention.text,
                designation=mention.designation,
                quantity=quantity_of(span, facts.quantities) if span is not None else None,
                value=None,
                passage=Passage.of(
                    self._outline.article.text, parsed.sentence.start, parsed.sentence.end
                ),
                confidence=round(template.confidence - _REFERRED, 2),
            )
            self._keep(claim, "list item")

    def _header(self, index: int) -> Segment | None:
        """Find the line that opens the list in which a sentence is an item."""
        segments = self._outline.segments
        number = self._outline.sentences[index].segment
        if segments[number].kind is not SegmentKind.BULLET:
            return None
        while number >= 0 and segments[number].kind is SegmentKind.BULLET:
            number -= 1
        if number < 0:
            return None
        text = self._outline.article.text[segments[number].start : segments[number].end]
        return segments[number] if text.rstrip().endswith(":") else None

    def _remember(
        self, index: int, frame: Frame, parsed: ParsedSentence, discourse: Discourse
    ) -> None:
        """Keep whom a subject pronoun stood for: the next sentence may go on with it."""
        for filler in (*frame.suppliers, *frame.recipients):
            if filler.actors or filler.token.dep_ not in SUBJECTS:
                continue
            found = next(referents(filler.token, parsed, discourse), None)
            if found is not None:
                salient = Salient(actors=found[0], is_subject=True, is_person=True)
                self._spoken.setdefault(index, []).append(salient)

    def _discourse(self, index: int) -> Discourse:
        outline = self._outline
        sentence = outline.sentences[index]
        segment = outline.segments[sentence.segment]
        near = [
            i
            for i in range(index - 1, max(-1, index - 1 - self._back), -1)
            if outline.sentences[i].segment >= sentence.segment - 1
        ]
        return Discourse(
            before=[
                (*self._spoken.get(i, ()), *salient_of(self._parsed[i]))
                for i in near
                if i in self._parsed
            ],
            named=[
                mention
                for i in range(index - 1, max(-1, index - 1 - _FAR), -1)
                for mention in reversed(outline.actors[i])
            ],
            speaker=self._speaker(segment),
            home=self._home,
            topic=self._topic(segment),
        )

    def _speaker(self, segment: Segment) -> tuple[str, ...]:
        if segment.speaker is None:
            return ()
        start, end = segment.speaker
        first = bisect_right(self._starts, start) - 1
        return tuple(
            actor
            for mention in self._outline.actors[max(first, 0)]
            if start <= mention.start < end
            for actor in mention.actors
        )[:1]

    def _topic(self, segment: Segment) -> tuple[str, ...]:
        """Take the label that a line opens with ("Chad: ...") for its topic, if it is an actor."""
        if segment.speaker is None:
            return ()
        label = self._outline.article.text[slice(*segment.speaker)].strip()
        mentions = self._outline.actors[max(bisect_right(self._starts, segment.speaker[0]) - 1, 0)]
        return next((m.actors for m in mentions if m.text == label), ())

    def _facts(self, index: int) -> SentenceFacts:
        sentence = self._outline.sentences[index]
        text = self._outline.article.text[sentence.start : sentence.end]
        return SentenceFacts(
            dates=find_dates(text, self._outline.article.published),
            quantities=find_quantities(text),
            values=find_values(text),
        )

    def _of_frame(
        self, frame: Frame, parsed: ParsedSentence, discourse: Discourse, facts: SentenceFacts
    ) -> Iterator[tuple[Claim, str]]:
        suppliers = _parties(frame.suppliers, parsed, discourse, taken=())
        recipients = _parties(
            frame.recipients, parsed, discourse, taken=tuple(p.actor for p in suppliers)
        )
        closed = frame.closed if not discourse.topic else frozenset()
        if suppliers and not recipients and not frame.recipients and "recipient" not in closed:
            recipients = self._implied_recipients(frame, suppliers, discourse)
        if (
            recipients
            and not suppliers
            and not frame.suppliers
            and "supplier" not in closed
        ):
            suppliers = self._implied_suppliers(frame, recipients, discourse)
        if not suppliers or not recipients:
            return
        self._last = (
            self._index,
            {
                "supplier": tuple(party.actor for party in suppliers),
                "recipient": tuple(party.actor for party in recipients),
            },
        )
        names = {party.actor for party in (*suppliers, *recipients)}
        via = tuple(a for f in frame.via for a in f.actors if a not in names)
        for theme in frame.themes:
            for supplier in suppliers:
                for recipient in recipients:
                    if supplier.actor != recipient.actor:
                        yield from self._claim(
                            frame, theme, (supplier, recipient), via, (parsed, facts)
                        )

    def _implied_recipients(
        self, frame: Frame, suppliers: Sequence[Party], discourse: Discourse
    ) -> tuple[Party, ...]:
        taken = {party.actor for party in suppliers}
        sources = [("topic", discourse.topic)]
        if not frame.entry.named_only:
            sources.append(("continued", self._going_on("recipient")))
        for rule, actors in sources:
            found = tuple(
                Party(actor=actor, rule=rule, doubt=_IMPLIED)
                for actor in actors
                if actor not in taken
            )
            if found:
                return found
        if frame.entry.named_only or any(party.rule not in _SURE_RULES for party in suppliers):
            return ()
        if frame.entry.acquires and self._home is not None and self._home not in taken:
            return (Party(actor=self._home, rule="publisher", doubt=_IMPLIED),)
        if self._home is not None:
            taken.add(self._home)
        leader = self._protagonist(frozenset(taken))
        if leader is not None:
            return (Party(actor=leader, rule="protagonist", doubt=_IMPLIED),)
        return ()

    def _protagonist(self, besides: frozenset[str]) -> str | None:
        """Find whom the article is about, if it is long enough to tell."""
        mentions = [mention for mentions in self._outline.actors for mention in mentions]
        return protagonist(mentions, self._outline.title, besides=besides)

    def _going_on(self, role: str) -> tuple[str, ...]:
        """Give who had this role last, if it was in this line, at most two sentences ago."""
        if self._last is None:
            return ()
        index, parties = self._last
        here = self._outline.sentences[self._index]
        there = self._outline.sentences[index]
        if here.segment != there.segment or self._index - index > self._back:
            return ()
        return parties[role]

    def _implied_suppliers(
        self, frame: Frame, recipients: Sequence[Party], discourse: Discourse
    ) -> tuple[Party, ...]:
        taken = {party.actor for party in recipients}
        if frame.entry.home:
            if discourse.home is None or discourse.home in taken:
                return ()
            return (Party(actor=discourse.home, rule="publisher", doubt=_IMPLIED),)
        if not frame.entry.acquires:
            return ()
        maker = self._maker(frame, taken)
        if maker is not None:
            return (Party(actor=maker, rule="maker", doubt=_IMPLIED),)
        return tuple(
            Party(actor=actor, rule="continued", doubt=_IMPLIED)
            for actor in self._going_on("supplier")
            if actor not in taken
        )

    def _maker(self, frame: Frame, taken: set[str]) -> str | None:
        """Find the one maker of what is bought, if the article names it."""
        makers = {p for theme in frame.themes if theme.mention for p in theme.mention.producer}
        if len(makers) != 1 or makers & taken:
            return None
        maker = makers.pop()
        named = any(
            maker in mention.actors for mentions in self._outline.actors for mention in mentions
        )
        return maker if named else None

    def _claim(
        self,
        frame: Frame,
        theme: Theme,
        parties: tuple[Party, Party],
        via: tuple[str, ...],
        context: tuple[ParsedSentence, SentenceFacts],
    ) -> Iterator[tuple[Claim, str]]:
        parsed, facts = context
        span = _span_of(theme, parsed)
        before, after = self._around
        attribution = attribution_of(frame.predicate, before=before, after=after)
        judgement = judge(
            frame.predicate,
            attribution,
            munition=span,
            party=_is_party(attribution, parsed, parties),
            stage=frame.stage,
        )
        if frame.stage is Stage.APPROVAL and judgement.reason.startswith("open.word"):
            # Notices of sale call what has been approved "possible" or "proposed".
            judgement = replace(judgement, status=Status.ASSERTED, reason="approved")
        found: Judgement | None = judgement
        while found is not None:
            reason = "; ".join((frame.rule, *(party.rule for party in parties), found.reason))
            yield self._one(frame, theme, parties, via, context, found, span), reason
            found = found.also

    def _one(
        self,
        frame: Frame,
        theme: Theme,
        parties: tuple[Party, Party],
        via: tuple[str, ...],
        context: tuple[ParsedSentence, SentenceFacts],
        judgement: Judgement,
        span: Span,
    ) -> Claim:
        parsed, facts = context
        supplier, recipient = parties
        stage = Stage.SUSPENSION if judgement.suspended else frame.stage
        munition, text, designation = _munition(frame, theme)
        return Claim(
            supplier=supplier.actor,
            recipient=recipient.actor,
            munition=munition,
            munition_text=text,
            designation=designation,
            stage=stage,
            status=judgement.status,
            source=judgement.source,
            quantity=quantity_of(span, facts.quantities),
            value=value_of(frame.predicate, facts.values, munition=span),
            date=date_of(
                frame.predicate,
                facts.dates,
                munition=span,
                published=self._outline.article.published,
                stage=stage,
            ),
            via=via,
            passage=Passage.of(
                self._outline.article.text, parsed.sentence.start, parsed.sentence.end
            ),
            confidence=round(max(0.1, SURE - supplier.doubt - recipient.doubt), 2),
            extractor=self._extractor,
        )


def _is_party(
    attribution: Attribution, parsed: ParsedSentence, parties: tuple[Party, Party]
) -> bool | None:
    """Tell whether the source is one of the parties; None when it names no actor."""
    if attribution.source is None or attribution.start < 0:
        return None
    named = {
        actor
        for index, mention in parsed.actors.items()
        if attribution.start <= parsed.doc[index].idx < attribution.end
        for actor in mention.actors
    }
    return bool(named & {party.actor for party in parties}) if named else None


def _parties(
    fillers: Sequence[Filler], parsed: ParsedSentence, discourse: Discourse, taken: tuple[str, ...]
) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for filler in fillers:
        if filler.actors:
            for actor in filler.actors:
                found.setdefault(actor, Party(actor=actor, rule="named", doubt=0.0))
            continue
        for actors, rule in referents(filler.token, parsed, discourse):
            if not set(actors) & set(taken):
                for actor in actors:
                    found.setdefault(actor, Party(actor=actor, rule=rule, doubt=_REFERRED))
                break
    return tuple(found.values())


def _span_of(theme: Theme, parsed: ParsedSentence) -> Span:
    if theme.mention is not None and theme.mention.start in parsed.spans:
        return parsed.spans[theme.mention.start]
    return parsed.doc[theme.token.i : theme.token.i + 1]


def _munition(frame: Frame, theme: Theme) -> tuple[str | None, str | None, str | None]:
    if theme.mention is None:
        return frame.entry.default, theme.token.text, None
    munition = frame.entry.munition or theme.mention.munition
    return munition, theme.mention.text, theme.mention.designation

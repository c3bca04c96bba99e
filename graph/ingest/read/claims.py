"""Make claims of frames: parties, status, source and attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Span

from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage
from graph.claims.munition import broader_munitions
from graph.ingest.lexicons.cues import relief_carriers, relief_words
from graph.ingest.read.discourse import Surroundings
from graph.ingest.read.frame import Frame
from graph.ingest.read.gate import Outline
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import REFERRED, Parties, Party, PartyFinder
from graph.ingest.read.themes import Theme
from graph.ingest.resolve.dates import DateMention, date_of, find_dates
from graph.ingest.resolve.quantities import QuantityMention, find_quantities, quantity_of
from graph.ingest.resolve.sources import Attribution, attribution_of
from graph.ingest.resolve.status import Judgement, judge
from graph.ingest.resolve.values import ValueMention, find_values, value_of

SURE = 0.9
"""Confidence of a claim whose parties and munition the sentence names outright."""
_LEAST = 0.1
_HEADER_REACH = 600
"""Code points between a list's head and the claim that its items take their parties from."""
_NEIGHBOURS = 3
"""Sentences of the same line, either way, in which a speaker is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A parsed sentence with what it says of when, how many and what worth."""

    index: int
    parsed: ParsedSentence
    dates: tuple[DateMention, ...]
    quantities: tuple[QuantityMention, ...]
    values: tuple[ValueMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Transfer:
    """One munition of a frame between two parties."""

    frame: Frame
    theme: Theme
    span: Span
    supplier: Party
    recipient: Party
    via: tuple[str, ...]


class ClaimMaker:
    """Collects the claims of one article, sentence by sentence."""

    def __init__(
        self, outline: Outline, parsed: Mapping[int, ParsedSentence], extractor: Extractor
    ) -> None:
        self._outline = outline
        self._around = Surroundings(outline, parsed)
        self._finder = PartyFinder(self._around)
        self._extractor = extractor
        self._made: dict[tuple[object, ...], tuple[Claim, str]] = {}

    def claims(self) -> tuple[Claim, ...]:
        """Give the claims found so far, in order of the text."""
        return tuple(claim for claim, _ in self._made.values())

    def reasons(self) -> tuple[tuple[Claim, str], ...]:
        """Give each claim with the rules that made it: frame, supplier, recipient, status."""
        return tuple(self._made.values())

    def add(self, index: int, frames: Iterable[Frame]) -> None:
        """Add the claims of a sentence's frames, or as an item of a list."""
        sentence = self._sentence(index)
        discourse = self._around.before(index)
        before = len(self._made)
        for frame in frames:
            parties = self._finder.find(index, frame, discourse)
            if parties is not None:
                for transfer in _transfers(frame, parties, sentence.parsed):
                    self._add_transfer(transfer, sentence)
        if len(self._made) == before:
            self._add_item(sentence)

    def _sentence(self, index: int) -> _Sentence:
        sentence = self._outline.sentences[index]
        text = self._outline.article.text[sentence.start : sentence.end]
        return _Sentence(
            index=index,
            parsed=self._around.parsed[index],
            dates=find_dates(text, self._outline.article.published),
            quantities=find_quantities(text),
            values=find_values(text),
        )

    def _add_transfer(self, transfer: _Transfer, sentence: _Sentence) -> None:
        frame = transfer.frame
        before, after = self._around.neighbours(sentence.index, _NEIGHBOURS)
        attribution = attribution_of(frame.predicate, before=before, after=after)
        judgement: Judgement | None = _judged(transfer, attribution, sentence.parsed)
        while judgement is not None:
            rules = (frame.rule, transfer.supplier.rule, transfer.recipient.rule, judgement.reason)
            self._keep(self._claim(transfer, sentence, judgement), "; ".join(rules))
            judgement = judgement.also

    def _claim(self, transfer: _Transfer, sentence: _Sentence, judgement: Judgement) -> Claim:
        frame, span, mention = transfer.frame, transfer.span, transfer.theme.mention
        stage = Stage.SUSPENSION if judgement.suspended else frame.stage
        doubt = transfer.supplier.doubt + transfer.recipient.doubt
        return Claim(
            supplier=transfer.supplier.actor,
            recipient=transfer.recipient.actor,
            munition=(frame.entry.munition or mention.munition) if mention else frame.entry.default,
            munition_text=mention.text if mention else transfer.theme.token.text,
            designation=mention.designation if mention else None,
            stage=stage,
            status=judgement.status,
            source=judgement.source,
            quantity=quantity_of(span, sentence.quantities),
            value=value_of(frame.predicate, sentence.values, munition=span),
            date=date_of(
                frame.predicate,
                sentence.dates,
                munition=span,
                published=self._outline.article.published,
                stage=stage,
            ),
            via=transfer.via,
            passage=self._passage(sentence),
            confidence=round(max(_LEAST, SURE - doubt), 2),
            extractor=self._extractor,
        )

    def _add_item(self, sentence: _Sentence) -> None:
        """Let the items of a list take their parties from the line that opens it."""
        parsed = sentence.parsed
        header = self._around.header(sentence.index)
        if header is None or not parsed.munitions:
            return
        known = [c for c in self.claims() if c.is_supply and c.passage.start < header.end]
        if not known or known[-1].passage.start < header.start - _HEADER_REACH:
            return
        for mention in dict.fromkeys(parsed.munitions.values()):
            span = parsed.spans.get(mention.start)
            item = replace(
                known[-1],
                munition=mention.munition,
                munition_text=mention.text,
                designation=mention.designation,
                quantity=quantity_of(span, sentence.quantities) if span is not None else None,
                value=None,
                passage=self._passage(sentence),
                confidence=round(max(_LEAST, known[-1].confidence - REFERRED), 2),
            )
            self._keep(item, "item of a list")

    def _passage(self, sentence: _Sentence) -> Passage:
        place = sentence.parsed.sentence
        return Passage.of(self._outline.article.text, place.start, place.end)

    def _keep(self, claim: Claim, reason: str) -> None:
        key = (
            claim.supplier, claim.recipient, claim.munition, claim.munition_text,
            claim.stage, claim.status, claim.passage.start,
        )  # fmt: skip
        self._made.setdefault(key, (claim, reason))


def _transfers(frame: Frame, parties: Parties, parsed: ParsedSentence) -> Iterator[_Transfer]:
    is_relief = relief_words().search(parsed.doc.text) is not None
    for theme in frame.themes:
        if is_relief and _carries(theme):
            continue
        for supplier, recipient in parties.pairs():
            yield _Transfer(
                frame=frame,
                theme=theme,
                span=_span_of(theme, parsed),
                supplier=supplier,
                recipient=recipient,
                via=parties.via,
            )


def _carries(theme: Theme) -> bool:
    """Tell whether a munition may be what carries relief, and does not stay."""
    if theme.mention is None:
        return False
    concept = theme.mention.munition
    return bool(relief_carriers() & {concept, *broader_munitions(concept)})


def _span_of(theme: Theme, parsed: ParsedSentence) -> Span:
    span = parsed.spans.get(theme.mention.start) if theme.mention is not None else None
    return span if span is not None else parsed.doc[theme.token.i : theme.token.i + 1]


def _judged(transfer: _Transfer, attribution: Attribution, parsed: ParsedSentence) -> Judgement:
    frame = transfer.frame
    judgement = judge(
        frame.predicate,
        attribution,
        munition=transfer.span,
        party=_is_party(attribution, parsed, transfer),
        stage=frame.stage,
    )
    if frame.stage is Stage.APPROVAL and judgement.reason.startswith("open.word"):
        # Notices of sale call what has been approved "possible" or "proposed".
        return replace(judgement, status=Status.ASSERTED, reason="approved")
    return judgement


def _is_party(attribution: Attribution, parsed: ParsedSentence, transfer: _Transfer) -> bool | None:
    """Tell whether the source is one of the parties; None when it names no actor."""
    if attribution.source is None or attribution.start < 0:
        return None
    named = {
        actor
        for index, mention in parsed.actors.items()
        if attribution.start <= parsed.doc[index].idx < attribution.end
        for actor in mention.actors
    }
    return bool(named & {transfer.supplier.actor, transfer.recipient.actor}) if named else None

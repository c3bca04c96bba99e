"""Make claims of frames: parties, status, source and attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage
from graph.ingest.read.discourse import Surroundings
from graph.ingest.read.frame import Frame
from graph.ingest.read.gate import Outline
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import REFERRED, PartyFinder
from graph.ingest.read.transfer import Transfer, transfers_of
from graph.ingest.resolve.dates import DateMention, date_of, find_dates
from graph.ingest.resolve.denials import find_denials
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
_DENIED_BACK = 2
"""Sentences back that a denial may reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A parsed sentence with what it says of when, how many and what worth."""

    index: int
    parsed: ParsedSentence
    dates: tuple[DateMention, ...]
    quantities: tuple[QuantityMention, ...]
    values: tuple[ValueMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A claim with the rules that made it, and where its parties meet: a sentence (an index).

    `mention` is the munition that the text names, None where the predicate implies it; `by_rules`
    is False for what the network proposed.
    """

    claim: Claim
    rules: tuple[str, ...]
    sentence: int
    mention: MunitionMention | None
    by_rules: bool


class ClaimMaker:
    """Collects the claims of one article, sentence by sentence."""

    def __init__(
        self, outline: Outline, parsed: Mapping[int, ParsedSentence], extractor: Extractor
    ) -> None:
        self._outline = outline
        self._around = Surroundings(outline, parsed)
        self._finder = PartyFinder(self._around)
        self._extractor = extractor
        self._made: dict[tuple[object, ...], Made] = {}

    def made(self) -> tuple[Made, ...]:
        """Give the claims found so far, in the order in which they were."""
        return tuple(self._made.values())

    def add(self, index: int, frames: Iterable[Frame]) -> None:
        """Add the claims of a sentence's frames, or as an item of a list."""
        discourse = self._around.before(index)
        before = len(self._made)
        for frame in frames:
            parties = self._finder.find(index, frame, discourse)
            if parties is not None:
                for transfer in transfers_of(frame, parties, self._around.parsed[index]):
                    self.add_transfer(index, transfer)
        if len(self._made) == before:
            self._add_item(self._sentence(index))

    def add_transfer(self, index: int, transfer: Transfer) -> None:
        """Add the claim of a transfer that a sentence tells, and of its denial if it tells that."""
        sentence = self._sentence(index)
        before, after = self._around.neighbours(index, _NEIGHBOURS)
        attribution = attribution_of(transfer.predicate, before=before, after=after)
        judgement: Judgement | None = _judged(transfer, attribution, sentence.parsed)
        while judgement is not None:
            self._keep(
                Made(
                    claim=self._claim(transfer, sentence, judgement),
                    rules=(*transfer.rules, judgement.reason),
                    sentence=index,
                    mention=transfer.mention,
                    by_rules=transfer.by_rules,
                )
            )
            judgement = judgement.also

    def add_denials(self, index: int) -> None:
        """Repeat as denied what a sentence denies by pointing back ("Oslo rejected the report")."""
        before, _ = self._around.neighbours(index, _NEIGHBOURS)
        for denial in find_denials(self._around.parsed[index].doc, before=before):
            for made in self._said_last(index):
                self._keep(
                    Made(
                        claim=replace(
                            made.claim,
                            status=Status.DENIED,
                            source=denial.attribution.source,
                            quantity=None,
                            value=None,
                            passage=self._passage(self._sentence(index)),
                        ),
                        rules=(f"denied.back: {denial.attribution.reason}",),
                        sentence=made.sentence,
                        mention=made.mention,
                        by_rules=made.by_rules,
                    )
                )

    def _said_last(self, index: int) -> list[Made]:
        """Give the affirmed claims of this sentence, or of the nearest before it that has any."""
        near = [
            made
            for made in self.made()
            if index - _DENIED_BACK <= made.sentence <= index and made.claim.is_supply
        ]
        last = max((made.sentence for made in near), default=index)
        return [made for made in near if made.sentence == last]

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

    def _claim(self, transfer: Transfer, sentence: _Sentence, judgement: Judgement) -> Claim:
        span = transfer.span
        stage = Stage.SUSPENSION if judgement.suspended else transfer.stage
        doubt = transfer.supplier.doubt + transfer.recipient.doubt
        return Claim(
            supplier=transfer.supplier.actor,
            recipient=transfer.recipient.actor,
            munition=transfer.munition,
            munition_text=transfer.words,
            designation=transfer.designation,
            stage=stage,
            status=judgement.status,
            source=judgement.source,
            quantity=quantity_of(span, sentence.quantities),
            value=value_of(transfer.predicate, sentence.values, munition=span),
            date=date_of(
                transfer.predicate,
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
        known = [
            made.claim
            for made in self.made()
            if made.claim.is_supply and made.claim.passage.start < header.end
        ]
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
            self._keep(
                Made(
                    claim=item,
                    rules=("item of a list",),
                    sentence=sentence.index,
                    mention=mention,
                    by_rules=True,
                )
            )

    def _passage(self, sentence: _Sentence) -> Passage:
        place = sentence.parsed.sentence
        return Passage.of(self._outline.article.text, place.start, place.end)

    def _keep(self, made: Made) -> None:
        claim = made.claim
        key = (
            claim.supplier, claim.recipient, claim.munition, claim.munition_text,
            claim.stage, claim.status, claim.passage.start,
        )  # fmt: skip
        self._made.setdefault(key, made)


def _judged(transfer: Transfer, attribution: Attribution, parsed: ParsedSentence) -> Judgement:
    judgement = judge(
        transfer.predicate,
        attribution,
        munition=transfer.span,
        party=_is_party(attribution, parsed, transfer),
        stage=transfer.stage,
    )
    if transfer.status is not None:
        return replace(judgement, status=transfer.status)
    if transfer.stage is Stage.APPROVAL and judgement.reason.startswith("open.word"):
        # Notices of sale call what has been approved "possible" or "proposed".
        return replace(judgement, status=Status.ASSERTED, reason="approved")
    return judgement


def _is_party(attribution: Attribution, parsed: ParsedSentence, transfer: Transfer) -> bool | None:
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

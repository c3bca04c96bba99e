"""One munition that passes between two parties, as a sentence tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Stage, Status
from graph.claims.munition import broader_munitions
from graph.ingest.lexicons.cues import pairing_words, relief_carriers, relief_words
from graph.ingest.read.frame import Frame
from graph.ingest.read.munitions import MunitionMention
from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.parties import Parties, Party
from graph.ingest.read.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What a claim is made of; `span` is where quantities and dates are looked for.

    `munition` is an id and `words` are the text's, both None when the sentence names nothing.
    `mention` is None where the munition is the predicate's own ("trains"). `rules` tell how it was
    found; `status` is given where it is known already. `by_rules` is False for what the network
    proposed.
    """

    predicate: Token
    stage: Stage
    munition: str | None
    words: str | None
    designation: str | None
    mention: MunitionMention | None
    span: Span
    supplier: Party
    recipient: Party
    via: tuple[str, ...]
    rules: tuple[str, ...]
    status: Status | None = None
    by_rules: bool = True


def transfers_of(frame: Frame, parties: Parties, parsed: ParsedSentence) -> Iterator[Transfer]:
    """Yield each munition of a frame between each two of its parties.

    Where the sentence says "respectively", lists of one length are read side by side.
    """
    is_relief = relief_words().search(parsed.doc.text) is not None
    length = _paired_length(frame, parties, parsed)
    for at, theme in enumerate(frame.themes):
        if is_relief and _carries(theme):
            continue
        for supplier, recipient in parties.pairs():
            places = (
                (len(frame.themes), at),
                (len(parties.suppliers), parties.suppliers.index(supplier)),
                (len(parties.recipients), parties.recipients.index(recipient)),
            )
            if len({place for count, place in places if count == length}) < 2:
                yield _transfer(frame, theme, parties, (supplier, recipient), parsed)


def _transfer(
    frame: Frame, theme: Theme, parties: Parties, pair: tuple[Party, Party], parsed: ParsedSentence
) -> Transfer:
    mention, (supplier, recipient) = theme.mention, pair
    return Transfer(
        predicate=frame.predicate,
        stage=frame.stage,
        munition=(frame.entry.munition or mention.munition) if mention else frame.entry.default,
        words=mention.text if mention else theme.token.text,
        designation=mention.designation if mention else None,
        mention=mention,
        span=_span_of(theme, parsed),
        supplier=supplier,
        recipient=recipient,
        via=parties.via,
        rules=(frame.rule, supplier.rule, recipient.rule),
    )


def _paired_length(frame: Frame, parties: Parties, parsed: ParsedSentence) -> int:
    """Give the length of the lists that a word sets side by side; 0 if none does."""
    lengths = {len(one) for one in (frame.themes, parties.suppliers, parties.recipients)} - {1}
    if len(lengths) != 1 or not any(token.lower_ in pairing_words() for token in parsed.doc):
        return 0
    return lengths.pop()


def _carries(theme: Theme) -> bool:
    """Tell whether a munition may be what carries relief, and does not stay."""
    if theme.mention is None:
        return False
    concept = theme.mention.munition
    return bool(relief_carriers() & {concept, *broader_munitions(concept)})


def _span_of(theme: Theme, parsed: ParsedSentence) -> Span:
    span = parsed.spans.get(theme.mention.start) if theme.mention is not None else None
    return span if span is not None else parsed.doc[theme.token.i : theme.token.i + 1]

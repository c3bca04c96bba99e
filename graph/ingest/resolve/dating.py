"""Which of the dates around a predicate is that of its event."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from graph.claims.claim import Stage
from graph.claims.edtf import bounds
from graph.ingest.resolve.lexicon import words

PAPER_STAGES = frozenset({Stage.COMMITMENT, Stage.ORDER, Stage.APPROVAL, Stage.REQUEST})
FAR = 99


class Dated(Protocol):
    """What is chosen from: a time expression with its two meanings."""

    @property
    def start(self) -> int:
        """First code point of the text that was searched."""

    @property
    def end(self) -> int:
        """The code point after the last."""

    @property
    def edtf(self) -> str:
        """What it means in past speech, in EDTF."""

    @property
    def later(self) -> str:
        """What it means when the future is spoken of, in EDTF."""


def choose(
    predicate: Token,
    dates: Sequence[Dated],
    *,
    published: date | None,
    munition: Span | None,
    stage: Stage | None,
    offset: int,
) -> str | None:
    """Take the date that hangs nearest on the predicate, and none that hangs on another verb.

    What hangs on a verb in the past is past ("ordered guns in December"), unless a word before it
    looks ahead ("by December"). Else the dates of papers, and of what will be, are to come.
    """
    best: tuple[int, int, str] | None = None
    ahead = stage in PAPER_STAGES or _is_coming(predicate)
    for mention in dates:
        span = _span(predicate.doc, mention.start - offset, mention.end - offset)
        if span is None:
            continue
        cost = _distance(span, predicate, munition)
        edtf = mention.later if ahead and not _is_past(span) else mention.edtf
        if cost >= FAR or (stage in PAPER_STAGES and _is_over(edtf, published)):
            continue
        option = (cost, abs(span.root.i - predicate.i), edtf)
        best = min(best, option) if best else option
    return best[2] if best else None


def _span(doc: Doc, start: int, end: int) -> Span | None:
    if start < 0 or end > len(doc.text):
        return None
    return doc.char_span(start, end, alignment_mode="expand")


def _is_over(edtf: str, published: date | None) -> bool:
    """Tell whether a paper's date is not still to come; a running year may be, a month is not."""
    first, last = bounds(edtf)
    if published is None or (last is None and "/.." not in edtf):
        return False
    if last is not None and last <= published:
        return True
    is_running = first is not None and first <= published
    return is_running and len(edtf.strip("./~")) > len("2025")


def _is_coming(predicate: Token) -> bool:
    coming = words("dates", "coming")
    near = [predicate, *predicate.children]
    head = predicate.head
    if predicate.dep_ in {"xcomp", "ccomp", "advcl"}:
        near += [head, *(child for child in head.children if child.dep_ in {"aux", "neg"})]
    return any(token.lemma_.lower() in coming for token in near)


def _is_past(span: Span) -> bool:
    """Tell whether the verb that a date hangs on is in the past, and the date not ahead of it."""
    looking_ahead = words("dates", "ahead")
    if {span[0].lower_, span.root.head.lower_} & looking_ahead:
        return False
    verb = next((token for token in span.root.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return False
    helping = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if not helping:
        return verb.tag_ in {"VBD", "VBN"}
    coming = words("dates", "coming")
    if verb.tag_ == "MD" or any(
        one.tag_ in {"MD", "TO"} or one.lemma_ in coming for one in helping
    ):
        return False
    return any(one.tag_ == "VBD" or one.lemma_ == "have" for one in helping)


def _climb(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors


def _is_anothers(span: Span, predicate: Token, governor: Token) -> bool:
    """Tell whether a date belongs to the verb above the predicate that it hangs on, and to it only.

    So it is with what somebody said or signed on that day, and in "sold guns in 1986 and has since
    provided tanks"; but a date before both verbs is of both.
    """
    if governor.i == predicate.i:
        return False
    if governor.lemma_.lower() in words("attribution", "verbs") | words("dates", "signing"):
        return True
    below = itertools.takewhile(lambda token: token.i != governor.i, _climb(predicate))
    follows = any(token.dep_ == "conj" and token.i > governor.i for token in below)
    return follows and span.start > governor.i


def _is_arrival(verb: Token) -> bool:
    return verb.lemma_.lower() in words("dates", "arriving")


def _distance(span: Span, predicate: Token, munition: Span | None) -> int:
    """Count the steps from the date's governor to the predicate; FAR when it is another's date."""
    papers = words("dates", "papers")
    line = {token.i: step for step, token in enumerate(_climb(predicate))}
    own = set(range(munition.start, munition.end)) if munition is not None else set()
    for step, token in enumerate(_climb(span.root)):
        if token.i in range(span.start, span.end):
            continue
        if token.i in line:
            return FAR if _is_anothers(span, predicate, token) else step + 2 * line[token.i]
        if token.i in own:
            return step
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in papers:
            return FAR
        if token.pos_ == "VERB" and not (token.dep_ in {"relcl", "acl"} and _is_arrival(token)):
            return FAR
    return FAR

"""Sort the reader's errors: why a gold pair was missed, and what a wrong pair is instead.

Claims are those of gold rows, or the records that `bench.evaluate` makes of the reader's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bench.scoring import SUPPLY, Key, Record, key_of, missed_keys, wrong_keys
from graph.ingest.read.actors import find_publisher_actors
from graph.ingest.read.gate import Outline

_CUT = 110
"""Characters of a quote that an example shows."""


class Missed(StrEnum):
    """Why a gold pair was missed; of a pair's claims the one nearest to being found counts."""

    KIND = "found there with another stage or status"
    REVERSED = "found there with the roles reversed"
    BOTH = "both actors and the munition in the sentence"
    ONE = "one actor in the sentence, one in another"
    NEITHER = "both actors in other sentences"
    MUNITION = "the munition's words in the quote not found"
    UNNAMED = "no words for the munition in the quote"
    ASIDE = "an actor in title or publisher only"
    ACTOR = "a state or listed actor never found"
    NAME = "a company or group of no list never found"


class Wrong(StrEnum):
    """What a wrong pair is instead; of a pair's claims the first class here counts."""

    EMPTY = "article without any claim"
    KIND = "in the gold with another stage or status"
    REVERSED = "roles reversed"
    CROSSED = "both parties right, but of two claims"
    BYSTANDER = "bystander: one party right"
    SENTENCE = "sentence without any claim"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairError:
    """A pair that was missed or is wrong, with its class and the words it rests on."""

    row: str
    key: Key
    sort: Missed | Wrong
    quote: str

    @property
    def negative(self) -> bool:
        """Tell whether the pair is one that the article does not affirm."""
        return self.key[2] != SUPPLY


def missed_errors(row: Record, found: Sequence[Record], laid: Outline) -> Iterator[PairError]:
    """Sort the missed pairs of an article."""
    order = list(Missed)
    right = {key_of(claim) for claim in row["claims"]}
    strays = [claim for claim in found if key_of(claim) not in right]
    for key in missed_keys(row["claims"], found):
        claims = [c for c in row["claims"] if key_of(c) == key and not c.get("optional")]
        sorts = [missed_class(claim, strays, laid) for claim in claims]
        sort, claim = min(zip(sorts, claims, strict=True), key=lambda one: order.index(one[0]))
        start, end = span_of(claim, row["text"])
        yield PairError(row=row["id"], key=key, sort=sort, quote=row["text"][start:end])


def wrong_errors(row: Record, found: Sequence[Record]) -> Iterator[PairError]:
    """Sort the wrong pairs of an article."""
    order = list(Wrong)
    for key in wrong_keys(row["claims"], found):
        claims = [claim for claim in found if key_of(claim) == key]
        sorts = [wrong_class(claim, row["claims"], row["text"]) for claim in claims]
        sort, claim = min(zip(sorts, claims, strict=True), key=lambda one: order.index(one[0]))
        yield PairError(row=row["id"], key=key, sort=sort, quote=claim["quote"])


def missed_class(claim: Record, strays: Sequence[Record], laid: Outline) -> Missed:
    """Tell why a gold claim was missed; `strays` are the claims that were found and are wrong."""
    supplier, recipient, _ = key_of(claim)
    start, end = span_of(claim, laid.article.text)
    near = {key_of(one)[:2] for one in strays if _overlap((start, end), one)}
    if (supplier, recipient) in near:
        return Missed.KIND
    if (recipient, supplier) in near:
        return Missed.REVERSED
    return _lost_actor({supplier, recipient}, laid) or _lost_place(claim, laid)


def wrong_class(claim: Record, gold: Sequence[Record], text: str) -> Wrong:
    """Tell what a found claim is, whose pair is not among an article's gold claims."""
    supplier, recipient, _ = key_of(claim)
    pairs = {key_of(one)[:2] for one in gold}
    if not pairs:
        return Wrong.EMPTY
    if (supplier, recipient) in pairs:
        return Wrong.KIND
    if (recipient, supplier) in pairs:
        return Wrong.REVERSED
    near = {key_of(one)[:2] for one in gold if _overlap(span_of(one, text), claim)}
    if not near:
        return Wrong.SENTENCE
    right = any(one[0] == supplier for one in near) + any(one[1] == recipient for one in near)
    return (Wrong.OTHER, Wrong.BYSTANDER, Wrong.CROSSED)[right]


def span_of(claim: Record, text: str) -> tuple[int, int]:
    """Give the place of a gold claim's quote; one without a quote rests on the whole text."""
    start, end = claim.get("start"), claim.get("end")
    return (0, len(text)) if start is None or end is None else (start, end)


def _overlap(span: tuple[int, int], found: Record) -> bool:
    return bool(found["start"] < span[1] and span[0] < found["end"])


def _lost_actor(wanted: set[str], laid: Outline) -> Missed | None:
    """Tell in which way one of the actors is nowhere in the text, if one is."""
    named = {actor for row in laid.actors for mention in row for actor in mention.actors}
    lost = wanted - named
    aside = (*laid.title, *find_publisher_actors(laid.article))
    never = lost - {actor for mention in aside for actor in mention.actors}
    if any(not actor.startswith("name:") for actor in never):
        return Missed.ACTOR
    if never:
        return Missed.NAME
    return Missed.ASIDE if lost else None


def _lost_place(claim: Record, laid: Outline) -> Missed:
    """Tell what the sentences of the quote lack, of actors that the text names."""
    start, end = span_of(claim, laid.article.text)
    lost = _lost_munition(claim, laid)
    if lost is not None:
        return lost
    here = {
        actor
        for sentence, mentions in zip(laid.sentences, laid.actors, strict=True)
        if sentence.start < end and start < sentence.end
        for mention in mentions
        for actor in mention.actors
    }
    present = len({claim["supplier"], claim["recipient"]} & here)
    return (Missed.NEITHER, Missed.ONE, Missed.BOTH)[present]


def _lost_munition(claim: Record, laid: Outline) -> Missed | None:
    """Tell whether the quote lacks the munition's words or they were not found there.

    Where the gold has no words, any munition in the quote will do.
    """
    start, end = span_of(claim, laid.article.text)
    text = laid.article.text[start:end]
    given = claim.get("munition_text")
    words = [one for one in ([given] if isinstance(given, str) else given or []) if one]
    places = [(at, at + len(one)) for one in words for at in _places(one, text)]
    has_one = any(
        mention.start - start < last and first < mention.start - start + len(mention.text)
        for row in laid.munitions
        for mention in row
        for first, last in (places if words else [(0, len(text))])
    )
    if has_one:
        return None
    return Missed.MUNITION if places else Missed.UNNAMED


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


_TABLES: tuple[tuple[str, type[Missed | Wrong], bool], ...] = (
    ("missed pairs", Missed, False),
    ("wrong pairs", Wrong, False),
    ("missed negative pairs", Missed, True),
    ("wrong negative pairs", Wrong, True),
)
"""Title, classes, and whether negative pairs are counted."""


def report(errors: Mapping[str, Sequence[PairError]], examples: int) -> Iterator[str]:
    """Write tables of classes by file, and so many examples of each class, as lines.

    `errors` are by file. The examples of a class are taken evenly from all that it has.
    """
    for title, sorts, negative in _TABLES:
        by_file = {
            name: [one for one in ones if isinstance(one.sort, sorts) and one.negative is negative]
            for name, ones in errors.items()
        }
        counts = {name: Counter(one.sort for one in ones) for name, ones in by_file.items()}
        yield ""
        yield _line(title, [*errors, "all"], [*errors])
        for sort in (*sorts, None):
            row = [c.total() if sort is None else c[sort] for c in counts.values()]
            if any(row) or sort is None:
                yield _line(sort or "all", [*row, sum(row)], [*errors])
        every = [one for ones in by_file.values() for one in ones]
        for sort in sorts if examples else ():
            yield from _examples(sort, [one for one in every if one.sort is sort], examples)


def _line(head: str, cells: Sequence[object], files: Sequence[str]) -> str:
    widths = [max(5, len(name)) for name in (*files, "all")]
    shown = [f"{cell!s:>{width}}" for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([f"{head:<45}", *shown])


def _examples(sort: str, errors: Sequence[PairError], count: int) -> Iterator[str]:
    if errors:
        yield f"  {sort}"
    shown = min(count, len(errors))
    for number in range(shown):
        error = errors[number * len(errors) // shown]
        supplier, recipient, kind = error.key
        pair = f"{supplier} > {recipient}" + ("" if kind == SUPPLY else f" ({kind})")
        quote = " ".join(error.quote.split())
        cut = quote if len(quote) <= _CUT else f"{quote[: _CUT - 1]}…"
        yield f"    {error.row}  {pair}  {cut}"

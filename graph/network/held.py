"""Claims as the network holds them: columns of numbers, in which a row is a claim."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from graph.claims.brief import BriefArticle, BriefClaim
from graph.claims.claim import Quantity, Stage, Status
from graph.claims.evidence import Source
from graph.claims.verdict import JudgedClaim
from graph.network.cells import CellKey, NetworkClaim, days_of, disputes, is_supply, stands
from graph.network.gists import GIST, PARTS
from graph.network.headings import HeldHeadings
from graph.network.interned import Interned
from graph.network.marks import ID, WORDS, claims_in
from graph.network.words import Words

Details: TypeAlias = tuple[str | None, Quantity | None, tuple[str, ...]]
"""What few claims tell: designation, quantity, and the actors that it goes through."""

Marks: TypeAlias = tuple[bytes, bytes, bytes]
"""Ids of claims, what stands for the words of their quotes, and their gists."""

Standing: TypeAlias = tuple[int, str, str, str | None]
"""The row of a claim that stands, with its supplier, recipient and munition."""

_KINDS = tuple((stage, status) for stage in Stage for status in Status)
_KIND = {kind: number for number, kind in enumerate(_KINDS)}
_IS_SUPPLY = tuple(is_supply(*kind) for kind in _KINDS)
_DISPUTES = tuple(disputes(*kind) for kind in _KINDS)


_NOBODY = array("Q", bytes(ID))


class HeldClaims:
    """All claims, those that were rejected too, by row; not safe for threads by itself.

    The claims of an article are in rows that follow one another. Rows that are free again are
    given to articles with as many claims. The cell of a claim is known to `CellIndex`.
    """

    def __init__(self, words: Words) -> None:
        self.headings = HeldHeadings(words)
        self._sources: Interned[Source | None] = Interned()
        self._details: Interned[Details] = Interned()
        self._dates: Interned[str | None] = Interned()
        self._sure: Interned[float] = Interned()
        self._article = array("I")
        self._kind = array("B")
        self._place = array("H")
        self._source = array("I")
        self._detail = array("I")
        self._date = array("I")
        self._confidence = array("I")
        self._start = array("I")
        self._end = array("I")
        self._words = array("Q")
        self._ids = array("Q")  # two for each
        self._gists = array("Q")  # three for each
        self._judged: dict[int, JudgedClaim] = {}
        self._free: dict[int, list[int]] = {}

    def add(self, briefs: Sequence[BriefArticle]) -> Iterator[Standing]:
        """Hold articles with their claims; give those of the claims that stand, with their rows.

        Articles that are held already must be removed first.
        """
        claims: list[BriefClaim] = []
        marks: list[Marks] = []
        first = self._room(briefs)
        articles: list[int] = []
        for brief in briefs:
            own, of_brief = _each_once(brief)
            start = first + len(claims)
            number = self.headings.add(brief, range(start, start + len(own)))
            for row, claim in enumerate(own, start) if brief.judged else ():
                if claim.place in brief.judged:
                    self._judged[row] = brief.judged[claim.place]
            claims += own
            articles += [number] * len(own)
            marks.append(of_brief)
        if claims:
            self._write(first, claims, articles)
            self._mark(first, marks)
        for row, claim in enumerate(claims, first):
            if not self._judged or stands(self._judged.get(row)):
                yield row, claim.supplier, claim.recipient, claim.munition

    def remove(self, article_id: str) -> None:
        """Let go of an article and its claims."""
        rows = self.headings.claims(article_id)
        self.headings.remove(article_id)
        for row in rows:
            self._ids[2 * row : 2 * row + 2] = _NOBODY
            self._judged.pop(row, None)
        if rows:
            self._free.setdefault(len(rows), []).append(rows.start)

    def rows(self, article_id: str) -> list[int]:
        """List the claims of an article that stand."""
        return [row for row in self.headings.claims(article_id) if stands(self._judged.get(row))]

    def count_statuses(self) -> dict[Status, int]:
        """Count the claims that stand by status: a few milliseconds for a million."""
        ids = np.frombuffer(self._ids, dtype=np.uint64)
        kinds = np.frombuffer(self._kind, dtype=np.uint8)[(ids[::2] | ids[1::2]) != 0]
        counted = np.bincount(kinds, minlength=len(_KINDS))
        for row, judged in self._judged.items():
            counted[self._kind[row]] -= not stands(judged)
        found = dict.fromkeys(Status, 0)
        for (_, status), number in zip(_KINDS, counted.tolist(), strict=True):
            found[status] += number
        return found

    def find(self, claim_id: str) -> int | None:
        """Find a claim by its id, by going through all of them: a millisecond for a million."""
        try:
            wanted = np.frombuffer(bytes.fromhex(claim_id), dtype=np.uint64)
        except ValueError:
            return None
        if len(wanted) != ID // wanted.itemsize:
            return None
        ids = np.frombuffer(self._ids, dtype=np.uint64)
        likely = np.flatnonzero(ids[::2] == wanted[0])
        return next((int(row) for row in likely if ids[2 * row + 1] == wanted[1]), None)

    def claim(self, row: int, key: CellKey) -> NetworkClaim:
        """Make the claim of a row, which falls into this cell."""
        stage, status = _KINDS[self._kind[row]]
        designation, quantity, via = self._details.things[self._detail[row]]
        edtf = self._dates.things[self._date[row]]
        earliest, latest = days_of(edtf)
        return NetworkClaim(
            article=self.headings.heading(self._article[row]),
            brief=BriefClaim(
                self._place[row],
                *key,
                designation,
                stage,
                status,
                self._sources.things[self._source[row]],
                quantity,
                edtf,
                via,
                self._start[row],
                self._end[row],
                self._sure.things[self._confidence[row]],
            ),
            earliest=earliest,
            latest=latest,
            is_supply=_IS_SUPPLY[self._kind[row]],
            judged=self._judged.get(row),
            known_id=self._ids[2 * row : 2 * row + 2].tobytes().hex(),
            known_words=self._words[row],
            known_gist=int.from_bytes(
                self._gists[PARTS * row : PARTS * (row + 1)].tobytes(), "little"
            ),
        )

    def rejected(self, row: int) -> NetworkClaim | None:
        """Make the claim of a row that has no cell, if it has none."""
        judged = self._judged.get(row)
        if judged is None or stands(judged):
            return None
        return self.claim(
            row, (judged.claim.supplier, judged.claim.recipient, judged.claim.munition)
        )

    def disputes(self, row: int) -> bool:
        """Tell whether a claim says no, or that the transfer was stopped."""
        return _DISPUTES[self._kind[row]]

    def _write(self, first: int, claims: Sequence[BriefClaim], articles: Sequence[int]) -> None:
        """Write claims into their columns, of which each is made at once."""
        place, _, _, _, model, stage, status, source, *others = zip(*claims, strict=True)
        quantity, day, via, start, end, confidence = others
        here = slice(first, first + len(claims))
        self._article[here] = array("I", articles)
        self._place[here] = array("H", place)
        kinds = zip(stage, status, strict=True)
        self._kind[here] = array("B", [_KIND[kind] for kind in kinds])
        self._source[here] = array("I", self._sources.give(source))
        details = zip(model, quantity, via, strict=True)
        self._detail[here] = array("I", self._details.give(details))
        self._date[here] = array("I", self._dates.give(day))
        self._confidence[here] = array("I", self._sure.give(confidence))
        self._start[here] = array("I", start)
        self._end[here] = array("I", end)

    def _mark(self, first: int, marks: Sequence[Marks]) -> None:
        words = array("Q", b"".join(words for _, words, _ in marks))
        self._words[first : first + len(words)] = words
        ids = array("Q", b"".join(ids for ids, _, _ in marks))
        self._ids[2 * first : 2 * first + len(ids)] = ids
        gists = array("Q", b"".join(gists for _, _, gists in marks))
        self._gists[PARTS * first : PARTS * first + len(gists)] = gists

    def _room(self, briefs: Sequence[BriefArticle]) -> int:
        """Find free rows that follow one another: those of an article that went, or the end."""
        free = self._free.get(len(briefs[0].claims)) if len(briefs) == 1 else None
        return free.pop() if free else len(self._kind)


def _each_once(brief: BriefArticle) -> tuple[Sequence[BriefClaim], Marks]:
    """Leave out what was read before, which has the same id; give what is left, and its marks."""
    claims = brief.claims
    marks = claims_in(brief.marks)
    ids, words, gists = marks
    own = [ids[at : at + ID] for at in range(0, len(ids), ID)]
    if len(own) == len(set(own)) == len(claims):
        return claims, marks
    once: dict[bytes, BriefClaim] = {}
    for claim in claims:
        once.setdefault(own[claim.place], claim)
    of_words = b"".join(words[one.place * WORDS :][:WORDS] for one in once.values())
    of_gists = b"".join(gists[one.place * GIST :][:GIST] for one in once.values())
    return tuple(once.values()), (b"".join(once), of_words, of_gists)

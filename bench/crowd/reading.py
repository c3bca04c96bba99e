"""Readers: each asks one list after the other, and now and then looks at several of a state."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from threading import Event

from bench.crowd.asking import SINCE, Answer, Client
from bench.crowd.judging import Book, rows_of

_TOGETHER = 40
"""One in so many questions is followed up."""
_PAGES = 30
_ROWS = 3
_STEP = 20
"""Readers that follow along ask from a multiple of this, so that their answers can be compared."""


class Reader:
    """Asks until told to stop; `seconds` are those of each list."""

    def __init__(
        self, address: str, asked: Mapping[str, Sequence[str]], book: Book, roll: int
    ) -> None:
        self._address = address
        self._asked = asked
        self._book = book
        self._rolls = Random(roll)
        self._sequence = 0
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.together = 0
        """How often answers of the same state were held against each other."""

    def read(self, stop: Event) -> None:
        """Ask and judge."""
        client = Client(self._address)
        names = list(self._asked)
        while not stop.is_set():
            name = self._rolls.choice(names)
            since = max(0, self._sequence - self._sequence % _STEP - _STEP)
            path = self._rolls.choice(self._asked[name]).replace(SINCE, str(since))
            try:
                answer = self._ask(client, path, name)
                if self._rolls.randrange(_TOGETHER) == 0 and answer.status == 200:
                    self._follow(client, name, answer)
            except (OSError, http.client.HTTPException) as error:
                self._book.note(f"{path}: {error!r}")
                client.close()
        client.close()

    def _ask(self, client: Client, path: str, name: str = "") -> Answer:
        began = time.perf_counter()
        answer = client.ask(path)
        if name:
            self.seconds[name].append(time.perf_counter() - began)
        self._sequence = self._book.judge(path, answer, self._sequence)
        return answer

    def _follow(self, client: Client, name: str, answer: Answer) -> None:
        if not answer.headers["content-type"].startswith("application/json"):
            return
        self._turn_pages(client, answer)
        if name.startswith("supplies"):
            self._count_claims(client, answer)

    def _turn_pages(self, client: Client, answer: Answer) -> None:
        """Follow `next`: as long as nothing changes, the pages have each row, and once."""
        first = page = answer.json()
        shown = list(map(str, rows_of(page)))
        for _ in range(_PAGES):
            if page["next"] is None:
                break
            page = self._ask(client, page["next"]).json()
            if page["sequence"] != first["sequence"] or page["total"] != first["total"]:
                return
            shown += map(str, rows_of(page))
        if page["next"] is None:
            self.together += 1
            if not len(set(shown)) == len(shown) == first["total"]:
                told = f"{len(shown)} rows, {len(set(shown))} different, of {first['total']}"
                self._book.note(f"pages at sequence {first['sequence']}: {told}")

    def _count_claims(self, client: Client, answer: Answer) -> None:
        """Hold what rows count against the list of the claims that they count."""
        page = answer.json()
        rows = rows_of(page)
        for row in self._rolls.sample(rows, min(_ROWS, len(rows))):
            claims = self._ask(client, row["claims_url"]).json()
            if claims["sequence"] != page["sequence"]:
                return
            self.together += 1
            if claims["total"] != row["claims"]:
                told = f"{claims['total']} claims, and the row counts {row['claims']}"
                self._book.note(f"{row['claims_url']} at {page['sequence']}: {told}")

"""Writers: articles posted one by one and in batches, claims judged, articles withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from threading import Event

import orjson

from bench.crowd.asking import Client
from bench.crowd.judging import Book

JSON, NDJSON = "application/json", "application/x-ndjson"
_BATCH = 5
_TEXT = "Story {number}. {supplier} delivered {many} {munition} to {recipient}, the army said."
_WHY = "It speaks of an exercise"


class Writer:
    """Writes until told to stop, with a pause after each; counts what was taken."""

    def __init__(self, address: str, book: Book, pause: float, roll: int) -> None:
        self._client = Client(address)
        self._book = book
        self._pause = pause
        self._rolls = Random(roll)
        self._actors = self._labels("actors")
        self._munitions = self._labels("munitions")
        self.articles = 0
        self.verdicts = 0
        self.withdrawals = 0

    def post(self, stop: Event) -> None:
        """Post articles, every other time as a batch."""
        is_batch = False
        while not stop.wait(self._pause):
            many = _BATCH if is_batch else 1
            stories = [orjson.dumps(self._story()) for _ in range(many)]
            if is_batch:
                answer = self._send("/v1/articles", b"\n".join(stories), NDJSON, {200})
                told = [orjson.loads(line) for line in answer.splitlines()]
            else:
                told = [{"status": 201, **orjson.loads(self._send("/v1/articles", stories[0]))}]
            if [one["status"] for one in told] != [201] * many:
                self._book.note(f"a batch of {many} was answered {told}")
            self._see(max(one["sequence"] for one in told))
            self.articles += many
            is_batch = not is_batch

    def decide(self, stop: Event) -> None:
        """Judge claims; now and then withdraw an article and restore it."""
        while not stop.wait(self._pause):
            claims = self._client.ask("/v1/claims?limit=100").json()["claims"]
            claim = self._rolls.choice(claims)
            if self._rolls.random() < 0.2:
                address = f"/v1/articles/{claim['article']}"
                self._send(f"{address}?why=exercise", b"", "", {200}, "DELETE")
                self._send(f"{address}/restore", orjson.dumps({"why": _WHY}), JSON, {200})
                self.withdrawals += 1
            else:
                decision = self._rolls.choice(("accept", "reject"))
                verdict = {"decision": decision, "who": "the desk", "why": _WHY}
                address = f"/v1/claims/{claim['id']}/verdicts"
                self._send(address, orjson.dumps(verdict), JSON, {200, 201})
                self.verdicts += 1

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _send(
        self,
        path: str,
        body: bytes,
        media_type: str = JSON,
        expected: Sequence[int] | set[int] = (201,),
        method: str = "POST",
    ) -> bytes:
        answer = self._client.ask(path, method=method, body=body, media_type=media_type)
        if answer.status not in expected:
            self._book.note(f"{method} {path}: status {answer.status} {answer.body[:200]!r}")
        return answer.body

    def _see(self, sequence: int) -> None:
        """Look whether lists follow what was acknowledged."""
        seen = self._client.ask("/v1/supplies?limit=1").json()["sequence"]
        if seen < sequence:
            self._book.note(f"acknowledged at {sequence}, but a list is answered at {seen}")

    def _story(self) -> dict[str, str]:
        supplier, recipient = self._rolls.sample(self._actors, 2)
        text = _TEXT.format(
            number=self._rolls.randrange(10**9),
            supplier=supplier,
            many=self._rolls.randint(2, 900),
            munition=self._rolls.choice(self._munitions),
            recipient=recipient,
        )
        return {"text": text, "published": "2024-03-05"}

    def _labels(self, name: str) -> list[str]:
        return [row["label"] for row in self._client.ask(f"/v1/{name}?limit=100").json()[name]]

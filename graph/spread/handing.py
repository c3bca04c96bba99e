"""Batches handed out to workers, a few at a time, and what becomes of those that are lost."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.claims.claim import Extractor
from graph.claims.reading import Reading
from graph.errors import ClusterError, InputError, UnreadableDocument
from graph.spread.crew import Crew, Done, Event, Joined, Left
from graph.spread.work import Batch, Broken, Item, Outcome, Refusal, Results, Written

DEPTH = 2
"""Batches that a worker has: one that it reads, and the next, so that it need not wait."""

DEATHS = 3
"""Workers that die reading one article alone before it counts as failed."""

NOTED = 1000
"""Lost batches that are told one by one."""

PATIENCE_SECONDS = 60.0
"""How long nobody may be there to read before that is an error."""

_STILLBORN = 5
"""Workers that die one after the other before they can read, while nobody reads, likewise."""
_LOOK_SECONDS = 0.5
_TIMES = {1: "once", 2: "twice", 3: "three times"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """Articles whose batch was lost, from the first to the last by name, and why."""

    first: str
    last: str
    articles: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Course:
    """How handing out went: workers that came, were lost and were sent away, batches lost.

    `retried` names the first of the lost batches, `batches` and `articles` count them all.
    """

    workers: int = 0
    lost: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    retried: list[Retried] = field(default_factory=list)
    batches: int = 0
    articles: int = 0

    def note(self, items: Sequence[Item], reason: str) -> None:
        """Note a batch that is read again."""
        self.batches += 1
        self.articles += len(items)
        if len(self.retried) < NOTED:
            names = items[0].name, items[-1].name
            self.retried.append(
                Retried(first=names[0], last=names[1], articles=len(items), reason=reason)
            )


class Handing:
    """Hands batches out to a crew, and yields what becomes of every article, once.

    A worker has at most DEPTH batches. Of those that a lost worker had, the one that it was reading
    is split into single articles, and the next is handed out as it was. Single articles are given
    to workers that have nothing else, so that nobody else's death is laid to them.
    """

    def __init__(self, crew: Crew, expected: Extractor | None, course: Course) -> None:
        """Prepare; workers with another extractor than expected are sent away (None: any does)."""
        self._crew = crew
        self._expected = expected
        self._course = course
        self._held: dict[str, deque[Batch]] = {}  # by worker, that which it reads first
        self._innocent: deque[Batch] = deque()
        self._suspects: deque[Batch] = deque()
        self._given = self._stillborn = 0
        self._is_exhausted = False
        self._deserted = time.monotonic()

    def read(self, incoming: Iterable[Sequence[Item]]) -> Iterator[list[Outcome]]:
        """Have everything read; yields what was read together, together.

        Takes from what comes in only what somebody is free for.

        Raises ClusterError when nobody is left to read.
        """
        coming = iter(incoming)
        while True:
            self._hand_out(coming)
            if self._is_exhausted and not self._is_underway():
                return
            for event in self._crew.next(_LOOK_SECONDS):
                outcomes = list(self._take(event))
                if outcomes:
                    yield outcomes
            self._require_somebody()

    def _is_underway(self) -> bool:
        return bool(self._innocent or self._suspects or any(self._held.values()))

    def _hand_out(self, coming: Iterator[Sequence[Item]]) -> None:
        """Give to whoever has room, and first to those that have nothing."""
        for depth in range(DEPTH):
            for worker, held in self._held.items():
                if len(held) > depth or any(batch.is_suspect for batch in held):
                    continue
                batch = self._choose(coming, is_free=not held)
                if batch is None:
                    return
                held.append(batch)
                self._crew.give(worker, batch)

    def _choose(self, coming: Iterator[Sequence[Item]], *, is_free: bool) -> Batch | None:
        if self._suspects:
            return self._suspects.popleft() if is_free else None  # until somebody is
        if self._innocent:
            return self._innocent.popleft()
        items = None if self._is_exhausted else next(coming, None)
        if items is None:
            self._is_exhausted = True
            return None
        return self._batch(items)

    def _batch(self, items: Sequence[Item], *, is_suspect: bool = False, killed: int = 0) -> Batch:
        self._given += 1
        return Batch(number=self._given, items=tuple(items), is_suspect=is_suspect, killed=killed)

    def _take(self, event: Event) -> Iterator[Outcome]:
        match event:
            case Joined():
                self._welcome(event)
            case Left():
                yield from self._mourn(event)
            case Done():
                held = self._held.get(event.worker, deque())
                batch = next((one for one in held if one.number == event.number), None)
                if batch is not None:  # else it was given up meanwhile
                    held.remove(batch)
                    self._stillborn = 0  # somebody reads, whoever dies loading
                    yield from self._settle(batch, event.results)

    def _welcome(self, joined: Joined) -> None:
        greeting = joined.greeting
        if isinstance(greeting, Broken):
            reason = f"the reader cannot be loaded there: {greeting.reason}"
        elif self._expected is not None and greeting.extractor != self._expected:
            reason = (
                f"it reads with {_named(greeting.extractor)}, and this is "
                f"{_named(self._expected)}: install the same Materiel on both"
            )
        else:
            self._held[joined.worker] = deque()
            self._course.workers += 1
            self._stillborn = 0
            return
        self._course.refused[joined.worker] = reason

    def _mourn(self, left: Left) -> Iterator[Outcome]:
        if self._course.refused.get(left.worker) is not None:
            return  # it was of no use
        self._course.lost += 1
        if left.worker not in self._held:
            self._stillborn += 1
            if self._stillborn > _STILLBORN:
                raise ClusterError(f"Workers die before they can read: {left.reason}")
            return
        held = self._held.pop(left.worker)
        if held:
            yield from self._accuse(held.popleft(), left.reason)
        self._innocent.extend(held)

    def _accuse(self, batch: Batch, reason: str) -> Iterator[Outcome]:
        """Read what a worker died of article by article, or give it up."""
        killed = batch.killed + batch.is_suspect
        if killed < DEATHS:
            self._course.note(batch.items, reason)
            self._suspect(batch, killed)
            return
        times = _TIMES.get(killed, f"{killed} times")
        error = UnreadableDocument(
            f"it killed the worker that read it, {times} ({reason})",
            field="text",
            remedy="Everything else is kept; `materiel extract` shows what reading it alone does",
        )
        yield Outcome(item=batch.items[0], result=error)

    def _suspect(self, batch: Batch, killed: int) -> None:
        for item in batch.items:
            self._suspects.append(self._batch([item], is_suspect=True, killed=killed))

    def _settle(self, batch: Batch, results: Results) -> Iterator[Outcome]:
        """Take what came back: a result for each article, in order, or none at all."""
        if not isinstance(results, Broken):
            if len(results) == len(batch.items):
                for item, result in zip(batch.items, results, strict=True):
                    yield Outcome(item=item, result=_read_back(item, result, self._expected))
                return
            results = Broken(reason=f"{len(results)} came back for {len(batch.items)} articles")
        if len(batch.items) > 1:
            self._course.note(batch.items, results.reason)
            self._suspect(batch, 0)
            return
        error = UnreadableDocument(
            f"the reader failed on it ({results.reason})",
            field="text",
            remedy="Everything else is kept; report it with the article, so that it is mended",
        )
        yield Outcome(item=batch.items[0], result=error)

    def _require_somebody(self) -> None:
        now = time.monotonic()
        if self._held or self._crew.starting():
            self._deserted = now
            return
        if self._course.refused:
            worker, reason = next(iter(self._course.refused.items()))
            raise ClusterError(f"No worker can be used. {worker}: {reason}")
        if now - self._deserted > PATIENCE_SECONDS:
            raise ClusterError(
                f"Nobody is there to read for {PATIENCE_SECONDS:.0f} s. Start workers and run it "
                "again: what was read is kept"
            )


def _read_back(
    item: Item, result: Written | Refusal, expected: Extractor | None
) -> Reading | InputError:
    if isinstance(result, Refusal):
        return result.error()
    if result.article_id != item.article.id or expected not in {None, result.extractor}:
        return UnreadableDocument("what came back is no reading of it", field="text")
    try:
        return result.reading()
    except UnreadableDocument as wrong:
        return wrong


def _named(extractor: Extractor) -> str:
    return f"{extractor.name} {extractor.version}"

"""Readers for other processes: quick to load, found by their names; some words harm them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator

from graph.claims.article import Article
from graph.claims.claim import Extractor
from graph.claims.evidence import Passage
from graph.claims.reading import Reading
from graph.errors import TooCostly
from tests.making import EXTRACTOR, make_claim

KILLS = "This kills whoever reads it."
BREAKS = "This breaks the reader."
COSTS = "This costs too much."
SLOW = "This takes a while."


class HarmedReader:
    """Takes one claim, always the same, from every article that does it no harm."""

    extractor = EXTRACTOR

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            yield self._read(article)

    def _read(self, article: Article) -> Reading:
        if KILLS in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if BREAKS in article.text:
            raise IndexError("no such token")
        if COSTS in article.text:
            raise TooCostly("reading the article takes too long", field="text", remedy="Split it")
        if SLOW in article.text:
            time.sleep(0.2)
        passage = Passage.of(article.text, 0, len(article.text))
        claim = make_claim(
            passage,
            supplier="POL",
            recipient="UKR",
            munition="battle-tank",
            extractor=self.extractor,
        )
        return Reading(article_id=article.id, extractor=self.extractor, claims=(claim,))


class OlderReader(HarmedReader):
    """One that reads otherwise."""

    extractor = Extractor(name="made", version="0")


def open_harmed() -> HarmedReader:
    """Open a reader."""
    return HarmedReader()


def open_older() -> HarmedReader:
    """Open a reader of another version."""
    return OlderReader()


def open_none() -> HarmedReader:
    """Fail to open a reader."""
    raise FileNotFoundError("pairs.onnx is not there")


def die_opening() -> HarmedReader:
    """Die of opening a reader."""
    os._exit(9)

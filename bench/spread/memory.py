"""How much memory the process has that hands out, while more and more articles go through it."""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from app import wiring
from app.cli.ingesting import ingest_all
from app.cli.summing import Summary
from app.settings import Settings
from app.wiring import Materiel, Whose, open_materiel
from bench.spread.articles import plain
from graph.claims.article import Article
from graph.claims.reading import Reading
from graph.ingest.extractor import EXTRACTOR
from graph.spread.ingesting import Happened

STEP = 10_000
_WORKERS = 2


class CheapReader:
    """Takes nothing from any article."""

    extractor = EXTRACTOR

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles."""
        for article in articles:
            yield Reading(article_id=article.id, extractor=EXTRACTOR, claims=())


def open_cheap() -> CheapReader:
    """Open the reader."""
    return CheapReader()


def measure(articles: int) -> int:
    """Ingest articles that are written on the way; print the memory at each step."""
    wiring.worker_opener = lambda: open_cheap
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "articles.jsonl.gz"
        with gzip.open(file, "wt", compresslevel=1) as lines:
            for number in range(articles):
                lines.write(json.dumps({"text": plain(number).text}) + "\n")
        settings = Settings(data=Path(place) / "data")
        with open_materiel(settings, store=False) as materiel:
            first, last = _ingest(materiel, file, articles)
    print(f"from {STEP:,} to {articles:,} articles: {last - first:+.1f} MB")
    return 0


def _ingest(materiel: Materiel, file: Path, articles: int) -> tuple[float, float]:
    marks: list[float] = []
    began = time.perf_counter()

    class Watched(Summary):
        """Looks at the memory now and then."""

        __slots__ = ()

        def tell(self, happened: Happened) -> None:
            """Count, and look."""
            super().tell(happened)
            if self.read % STEP == 0:
                marks.append(resident())
                rate = self.read / (time.perf_counter() - began)
                print(f"{self.read:>9,} articles  {marks[-1]:7.1f} MB  {rate:7.0f} articles/s",
                      flush=True)  # fmt: skip

    summary = Watched()
    ingest_all(materiel, [file], summary, Whose(workers=_WORKERS))
    print(summary.sentence())
    if summary.new != articles:
        sys.exit(f"{summary.new} were kept")
    return marks[0], marks[-1]


def resident() -> float:
    """Tell the memory of this process that is in use, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0

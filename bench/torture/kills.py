"""Kills a writer at random moments, and looks whether anything that it acknowledged is lost.

    python -m bench.torture.kills [--trials 200] [--served 20] [--seed S]

A process takes articles in one by one or in batches, withdraws and judges, rebuilds, or takes
backups, and says what is done as soon as it is. It is killed (SIGKILL). Then the archive must be
sound and hold all that was acknowledged, as it was; the store must open and, once it has caught
up, hold what the archive makes, whole; and every backup that is there must be whole. Some of the
restarts are those of a real service, which must be ready (`/readyz`) within 5 s; of the others,
opening and comparing is timed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from graph.archive.archive import FILE, Archive
from graph.archive.backups import Origin, find_backups, make_backup
from graph.archive.checking import check_archive
from graph.claims.article import Article, make_article
from graph.claims.evidence import Passage
from graph.claims.reading import Reading
from graph.claims.verdict import Decision, Ruling
from graph.errors import MaterielError
from graph.ingest.learned.weighing import Weighed
from graph.ingest.read.gate import lay_out
from graph.ingest.reader import Explained
from graph.network.network import Network
from graph.pipeline import Pipeline
from graph.quads.iris import Iris
from graph.store.checking import check_store
from graph.store.oxigraph import OxigraphStore
from tests.e2e.running import Service
from tests.making import EXTRACTOR, make_claim

IRIS = Iris()
STORE = "store"
SECONDS = 5.0
"""Within which a restart is to serve."""
WORK = ("ingest", "batch", "decide", "rebuild", "backup")
FRESH = 25
"""Kills after which a new data folder is begun."""


class Reader:
    """Takes two claims from every article; what the real one takes longer for is not at stake."""

    def read(self, article: Article) -> Reading:
        """Read an article."""
        half = len(article.text) // 2
        claims = tuple(
            make_claim(Passage.of(article.text, *span), supplier=supplier, recipient="UKR",
                       munition="battle-tank")
            for supplier, span in (("POL", (0, half)), ("NOR", (half, len(article.text))))
        )  # fmt: skip
        return Reading(article_id=article.id, extractor=EXTRACTOR, claims=claims)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read several."""
        return map(self.read, articles)

    def explain(self, article: Article) -> Explained:
        """Read an article, with nothing to tell of why."""
        claims = self.read(article).claims
        weighed = tuple(Weighed(claim=claim, rules=(), score=None) for claim in claims)
        return Explained(outline=lay_out(article), weighed=weighed)


def write(folder: Path, work: str, first: int) -> None:
    """Work until the end, and say what is done."""
    with (
        Archive.open(folder) as archive,
        closing(OxigraphStore.open(folder / STORE, IRIS)) as store,
    ):
        pipeline = Pipeline(archive=archive, store=store, network=Network(), reader=Reader())
        pipeline.catch_up()
        stories = (
            make_article(f"Notice {number}: " + "tanks were unloaded. " * (1 + number % 50))
            for number in itertools.count(first)
        )
        _say("ready", "")
        while True:
            _do(work, pipeline, folder, stories)


def _do(work: str, pipeline: Pipeline, folder: Path, stories: Iterator[Article]) -> None:
    count = 40 if work == "batch" else 3
    for ingested in pipeline.ingest_many(itertools.islice(stories, count)):
        _say("kept", ingested.read.article.id)
    if work == "decide":
        for story in itertools.islice(stories, 2):
            read = pipeline.ingest(story).read
            claim, _ = read.identified_claims()[0]
            ruling = Ruling(decision=Decision.REJECT)
            pipeline.judge(claim, ruling, who="Ada", why="It was a misprint")
            _say("judged", story.id)
        pipeline.withdraw(story.id, who=None, why="It was planted")
        _say("gone", story.id)
    if work == "rebuild":
        pipeline.rebuild()
    if work == "backup":
        origin = Origin(data=folder, made_by="torture", base_iri=IRIS.base)
        made = make_backup(origin, folder.parent / "backups")
        _say("backup", made.folder.name)


def _say(what: str, which: str) -> None:
    print(json.dumps([what, which]), flush=True)


@dataclass(slots=True)
class Promised:
    """What was acknowledged in a data folder."""

    kept: set[str] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    backup: set[str] = field(default_factory=set)

    def take(self, lines: Iterable[str]) -> None:
        """Take in what a writer said; a line that was cut was not said."""
        for line in lines:
            if line.endswith("\n"):
                what, which = json.loads(line)
                if what != "ready":
                    getattr(self, what).add(which)


@dataclass(slots=True)
class Counts:
    """What was found in all trials."""

    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    late: int = 0
    slowest: float = 0.0
    served: int = 0
    broken: list[str] = field(default_factory=list)


def kill(folder: Path, work: str, first: int, seconds: float) -> list[str]:
    """Let a writer work for so long after it is ready, kill it, and give what it said."""
    command = [
        sys.executable,
        "-m",
        "bench.torture.kills",
        "--write",
        str(folder),
        work,
        str(first),
    ]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines.append(writer.stdout.readline())
        hearing = threading.Thread(target=lines.extend, args=(writer.stdout,))
        hearing.start()
        time.sleep(seconds)
        writer.kill()
        hearing.join()
    return lines


def check(folder: Path, promised: Promised, counts: Counts) -> None:
    """Open what a killed process left, and compare it with what was promised."""
    began = time.perf_counter()
    with (
        Archive.open(folder) as archive,
        closing(OxigraphStore.open(folder / STORE, IRIS)) as store,
    ):
        pipeline = Pipeline(archive=archive, store=store, network=Network(), reader=Reader())
        found = pipeline.compare()
        taken = time.perf_counter() - began
        counts.slowest = max(counts.slowest, taken)
        if found is not None:
            counts.half += 1
            counts.broken.append(f"store: {found}")
        for each in promised.kept | promised.judged | promised.gone:
            read = archive.find(each)
            is_kept = read is not None and len(read.reading.claims) == 2
            is_gone = read is not None and (read.withdrawn is not None or each not in promised.gone)
            is_judged = read is not None and (bool(read.verdicts) or each not in promised.judged)
            if not (is_kept and is_gone and is_judged):
                counts.lost += 1
                counts.broken.append(f"lost: {each}")
        reads = list(archive.since(0))
    findings = [*check_archive(folder / FILE).findings, *check_store(folder / STORE, IRIS, reads)]
    counts.half += len(findings)
    counts.broken.extend(str(each) for each in findings)
    backups = folder.parent / "backups"
    whole = {one.folder.name for one in find_backups(backups)} if backups.is_dir() else set()
    counts.lost += len(promised.backup - whole)
    counts.broken.extend(f"backup lost: {name}" for name in promised.backup - whole)


def serve(folder: Path, counts: Counts) -> None:
    """Start a real service on what is left, and time until it is ready."""
    counts.served += 1
    began = time.perf_counter()
    with Service(folder) as service:
        while service.status("/readyz") != HTTPStatus.OK and time.perf_counter() - began < 60:
            time.sleep(0.05)
        taken = time.perf_counter() - began
        stat = Path(f"/proc/{service.process.pid}/stat").read_text(encoding="ascii").split()
        busy = (int(stat[13]) + int(stat[14])) / os.sysconf("SC_CLK_TCK")
    load = os.getloadavg()[0]
    print(
        f"     ready after {taken:.1f} s, {busy:.1f} s of processor (load {load:.1f})", flush=True
    )
    counts.late += taken > SECONDS


def run(trials: int, served: int, seed: int) -> Counts:
    """Kill so many times."""
    logging.getLogger("graph").setLevel(logging.CRITICAL)
    generator = random.Random(seed)
    counts = Counts()
    with tempfile.TemporaryDirectory() as place:
        folder, promised = Path(place) / "data", Promised()
        for number in range(trials):
            if number % FRESH == 0:
                shutil.rmtree(folder, ignore_errors=True)
                shutil.rmtree(folder.parent / "backups", ignore_errors=True)
                promised = Promised()
            work = WORK[number % len(WORK)]
            before = len(promised.kept)
            promised.take(kill(folder, work, number * 100_000, generator.uniform(0, 1.0)))
            counts.acknowledged += len(promised.kept) - before
            try:
                check(folder, promised, counts)
                if served and number % max(trials // served, 1) == 0:
                    serve(folder, counts)
            except MaterielError as failed:
                counts.half += 1
                counts.broken.append(f"{type(failed).__name__}: {failed}")
            told = f"{len(promised.kept)} kept, {len(counts.broken)} broken"
            print(f"{number + 1:>4} {work:<8} {told}", flush=True)
    return counts


def main(argv: Sequence[str] | None = None) -> int:
    """Kill, and tell what held; 1 if anything did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--served", type=int, default=20, help="restarts of a real service")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", nargs=3, metavar=("FOLDER", "WORK", "FIRST"))
    given = parser.parse_args(argv)
    if given.write:
        folder, work, first = given.write
        write(Path(folder), work, int(first))
        return 0
    counts = run(given.trials, given.served, given.seed)
    for line in counts.broken:
        print(line)
    print(f"opened and compared within {counts.slowest:.2f} s")
    print(
        f"acknowledged articles outlive a kill: {counts.acknowledged} trials, {counts.lost} broken"
    )
    print(f"a restart is ready within {SECONDS:g} s: {counts.served} trials, {counts.late} broken")
    print(f"kills leave nothing half-written: {given.trials} trials, {counts.half} broken")
    return 1 if counts.broken or counts.late else 0


if __name__ == "__main__":
    raise SystemExit(main())

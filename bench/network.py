"""Measure the network on 100,000 synthetic claims: `python -m bench.network [claims]`.

The claims are drawn with a fixed seed: 180 states, 60 munitions, 10 years, a few suppliers and
recipients much oftener than others (weight 1/rank), one to nine claims an article. Prints medians.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice

import networkx as nx

from bench.ratios import Goal, Ratio, Taken, seconds_of, tell
from graph.claims.actor import ActorKind, actors
from graph.claims.article import make_article
from graph.claims.claim import Claim, Extractor, Stage, Status
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.munition import munitions
from graph.claims.reading import ReadArticle, Reading
from graph.network.centrality import MEASURES, centrality
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.paths import find_paths, simple_routes
from graph.network.projection import build_digraph

CLAIMS = 100_000
SEED = 2025
STATES = 180
MUNITIONS = 60
FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
EXTRACTOR = Extractor(name="bench", version="1")
SENTENCE = "One state passes something to another, as {} says. "
WORDS = tuple(f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "st", "lo"))
"""What sentences are padded with, so that texts differ as those of a feed do."""
PADDING = 12
PAPERS = 400
PAIRS = 15
THREE_HOPS = Goal(number=100)
"""Times as fast as networkx."""
STATUSES = (Status.ASSERTED, Status.ALLEGED, Status.HYPOTHETICAL, Status.DENIED)
STATUS_WEIGHTS = (70, 20, 6, 4)
STAGES = (Stage.DELIVERY, Stage.COMMITMENT, Stage.ORDER, Stage.APPROVAL, Stage.SUSPENSION)
STAGE_WEIGHTS = (55, 20, 12, 9, 4)


def states() -> list[str]:
    """List the actors of the bench."""
    return [one.id for one in actors().values() if one.kind is ActorKind.STATE][:STATES]


def synthesise(claims: int) -> list[ReadArticle]:
    """Make articles with so many claims in all, the same every time."""
    return list(draw_reads(claims))


def draw_reads(claims: int, seed: int = SEED) -> Iterator[ReadArticle]:
    """Make them one by one; another seed makes others."""
    rolls = random.Random(seed)
    drawn = _draw(rolls)
    left, number = claims, 0
    while left > 0:
        size = min(left, rolls.randint(1, 9))
        left -= size
        number += 1
        yield _article(list(islice(drawn, size)), number, rolls)


def _draw(rolls: random.Random) -> Iterator[tuple[str, str, str]]:
    suppliers, recipients = states(), states()
    things = list(munitions())[:MUNITIONS]
    rolls.shuffle(suppliers)
    rolls.shuffle(recipients)
    weights = [1 / rank for rank in range(1, len(suppliers) + 1)]
    while True:
        for pair in zip(
            rolls.choices(suppliers, weights, k=1000),
            rolls.choices(recipients, weights, k=1000),
            rolls.choices(things, k=1000),
            strict=True,
        ):
            if pair[0] != pair[1]:
                yield pair


def _article(drawn: list[tuple[str, str, str]], number: int, rolls: random.Random) -> ReadArticle:
    published = FIRST_DAY + timedelta(days=rolls.randrange(DAYS))
    sentences = [SENTENCE.format(" ".join(rolls.choices(WORDS, k=PADDING))) for _ in drawn]
    text = "".join(sentences)
    article = make_article(
        text,
        title=f"Story {number}",
        published=published,
        publisher=f"Paper {rolls.randrange(PAPERS)}",
    )
    claims: list[Claim] = []
    start = 0
    for (supplier, recipient, munition), sentence in zip(drawn, sentences, strict=True):
        happened = published - timedelta(days=rolls.randrange(90))
        claims.append(
            Claim(
                supplier=supplier,
                recipient=recipient,
                munition=munition,
                munition_text="something",
                designation=None,
                stage=rolls.choices(STAGES, STAGE_WEIGHTS)[0],
                status=rolls.choices(STATUSES, STATUS_WEIGHTS)[0],
                source=Source(name=f"Source {rolls.randrange(300)}", kind=SourceKind.OFFICIAL),
                quantity=None,
                value=None,
                date=happened.isoformat()[: rolls.choice((7, 10))],
                via=(),
                passage=Passage.of(text, start, start + len(sentence)),
                confidence=0.9,
                extractor=EXTRACTOR,
            )
        )
        start += len(sentence)
    reading = Reading(article_id=article.id, extractor=EXTRACTOR, claims=tuple(claims))
    return ReadArticle(article=article, reading=reading, sequence=number)


def median(times: int, work: Callable[[], object]) -> float:
    """Time a piece of work several times; median in seconds."""
    return statistics.median(seconds_of(times, work))


def say(what: str, seconds: float, note: str = "") -> None:
    """Print a line of the table."""
    print(f"{what:58} {seconds * 1000:12.3f} ms  {note}")


def _build(reads: Iterable[ReadArticle]) -> Network:
    network = Network()
    network.add_many(reads)
    return network


def _measure_supplies(network: Network, known: list[str]) -> None:
    asked = iter(known * 3)
    say("supplies(recipient), first time", median(100, lambda: network.supplies(_next(asked))))
    rows = sum(len(network.supplies(Filter(recipient=one))) for one in known) / len(known)
    asked = iter(known * 3)
    again = median(300, lambda: network.supplies(_next(asked)))
    say("supplies(recipient), rows at hand", again, f"{rows:.0f} rows on average")
    since = date(2020, 1, 1)
    timed = (Filter(recipient=one, since=since) for one in known)
    say("supplies(recipient, since)", median(100, lambda: network.supplies(next(timed))))
    say("supplies(), first time", median(1, network.supplies), "all rows")


def _next(asked: Iterator[str]) -> Filter:
    return Filter(recipient=next(asked))


def _measure_adding(network: Network, reads: list[ReadArticle]) -> None:
    more = draw_reads(CLAIMS // 100, SEED + 1)
    busiest = Filter(recipient=reads[0].reading.claims[0].recipient)

    def add_and_ask() -> None:
        network.add(next(more))
        network.supplies(busiest)

    say("add one article", median(50, lambda: network.add(next(more))))
    say("add one article and ask for a recipient", median(50, add_and_ask))

    def add_and_edges() -> None:
        network.add(next(more))
        network.edges()

    say("add one article and take the edges", median(50, add_and_edges))


def compare_paths(network: Network) -> Ratio:
    """Find all simple paths of three hops between some pairs beside networkx: the same set."""
    rolls = random.Random(SEED)
    edges = network.edges().edges
    digraph = build_digraph(edges)
    pairs = [rolls.sample(sorted(digraph), 2) for _ in range(PAIRS)]
    ours, theirs, paths = [], [], []
    for a, b in pairs:
        start = time.perf_counter()
        mine = list(simple_routes(edges, a, b, 3))
        middle = time.perf_counter()
        other = list(nx.all_simple_paths(digraph, a, b, cutoff=3))
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
        paths.append(len(mine))
        if set(mine) != {tuple(path) for path in other} or len(mine) != len(other):
            raise SystemExit(f"paths from {a} to {b} differ from networkx's")
    return Ratio(
        what="three-hop paths from A to B",
        ours=Taken(name="materiel", amounts=ours),
        theirs=Taken(name="all_simple_paths", amounts=theirs),
        goal=THREE_HOPS,
        note=f"{statistics.median(paths):.0f} paths, {digraph.number_of_edges()} edges, same set",
    )


def measure(claims: int) -> Ratio:
    """Compare on a network of so many claims."""
    return compare_paths(_build(draw_reads(claims)))


def _measure_paths(network: Network, known: list[str]) -> None:
    tell([compare_paths(network)])
    rolls = random.Random(SEED)
    turns = iter([rolls.sample(known, 2) for _ in range(12)])
    ranked = median(9, lambda: find_paths(network, *next(turns), limit=100))
    say("find_paths(limit=100), ranked", ranked)
    five = median(3, lambda: find_paths(network, *next(turns), max_hops=5, limit=100))
    say("find_paths(max_hops=5, limit=100)", five)


def main() -> None:
    """Run all measurements."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    reads = synthesise(size)
    gc.freeze()
    say(f"build from {size} claims in {len(reads)} articles", median(5, lambda: _build(reads)))
    network = _build(reads)
    say("edges(), all of them stale", median(1, network.edges))
    known = sorted(network.edges().edges)
    print(network.counts())
    _measure_supplies(network, known)
    _measure_adding(network, reads)
    _measure_paths(network, known)
    for measure in MEASURES:
        say(f"centrality {measure}", median(1, partial(centrality, network, measure)))
    first = network.claims_of().claims[0].id
    say("claim(id), first time", median(1, lambda: network.claim(first)))
    say("claim(id)", median(100, lambda: network.claim(first)))


if __name__ == "__main__":
    main()

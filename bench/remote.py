"""Time a store on a server: filled beside curl, and fed beside the embedded store, in one run.

    python -m bench.remote [fill] [feed] [--articles N] [--fed N] [--repeats N] [--folder PATH]

Articles are synthesised as in `bench.network`. `fill` has an empty `oxigraph serve` filled by us
from a file of N-Quads and from the readings themselves, quads made on the way, and by curl from the
same file, posted to the same address; each time into a new server, in turns. `feed` lets the
embedded store, `oxigraph serve` and Virtuoso take in articles as a service does while it reads, in
batches of 32, each batch with its sequence number, into a store that holds some already. Prints
medians and the ratios with what is wanted. What is not installed is left out, and said so.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from bench.network import synthesise
from bench.ratios import Goal, Ratio, Taken, tell
from bench.running import SERVERS, missing
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.store.export import every_quad
from graph.store.oxigraph import OxigraphStore
from graph.store.protocol import Store
from graph.store.remote.endpoints import Endpoints
from graph.store.remote.filling import Filling
from graph.store.remote.store import RemoteStore

ARTICLES, FED, REPEATS = 20_000, 1_000, 3
PARTS = ("fill", "feed")
CLAIMS_EACH = 5
"""Claims for which about one article is synthesised."""
BATCH = 32
"""Articles that come at once, as from the pipeline."""
KNOWN = 100
"""Articles that a fed store holds before."""
LIKE_CURL = Goal(number=0.8)
LIKE_EMBEDDED = Goal(number=0.5)
"""Of the speed of curl, and of the embedded store."""
IRIS = Iris()


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Readings, and a file with the N-Quads of a store that holds them."""

    reads: Sequence[ReadArticle]
    file: Path
    quads: int


def numbered(count: int) -> list[ReadArticle]:
    """Synthesise so many articles, numbered as an archive would."""
    reads = synthesise(CLAIMS_EACH * count)
    while len(reads) < count:
        reads = synthesise(CLAIMS_EACH * count * count // len(reads) + CLAIMS_EACH)
    return [replace(read, sequence=place) for place, read in enumerate(reads[:count], start=1)]


def lay(folder: Path, count: int) -> Laid:
    """Lay down the articles' quads in a file."""
    reads = numbered(count)
    file, size = folder / "all.nq", 0
    with file.open("wb") as output:
        quads = list(every_quad(reads, IRIS))
        size = len(quads)
        serialize(quads, output, RdfFormat.N_QUADS)
    return Laid(reads=reads, file=file, quads=size)


def fill_by_us(laid: Laid, endpoints: Endpoints, folder: Path) -> float:
    """Fill an empty server from readings; gives the seconds."""
    with closing(RemoteStore.open(endpoints, IRIS, folder / "scratch")) as store:
        began = time.perf_counter()
        store.add_many(laid.reads)
        taken = time.perf_counter() - began
        check(store.count() == laid.quads, "not all quads are there")
    return taken


def send_by_us(laid: Laid, endpoints: Endpoints, folder: Path) -> float:
    """Read the file and send it to an empty server in our pieces; gives the seconds."""
    with closing(RemoteStore.open(endpoints, IRIS, folder / "scratch")) as store:
        began = time.perf_counter()
        Filling(store.client, IRIS).write(parse(path=laid.file, format=RdfFormat.N_QUADS))
        return time.perf_counter() - began


def fill_by_curl(laid: Laid, endpoints: Endpoints, _folder: Path) -> float:
    """Post the file to an empty server; gives the seconds."""
    address = f"{endpoints.graphs}?no_transaction"
    command = ["curl", "--silent", "--show-error", "--fail", "-X", "POST", "-T", str(laid.file)]
    headers = ["-H", "Content-Type: application/n-quads", "-H", "Expect:"]
    began = time.perf_counter()
    subprocess.run([*command, *headers, address], check=True)
    return time.perf_counter() - began


def fill(folder: Path, articles: int, repeats: int) -> Iterator[Ratio]:
    """Fill new servers in turns."""
    if why := missing("oxigraph serve") or (None if shutil.which("curl") else "curl is missing"):
        print(why, file=sys.stderr)
        return
    laid = lay(folder, articles)
    ways = {"readings": fill_by_us, "file": send_by_us, "curl": fill_by_curl}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(repeats):
        for name, way in ways.items():
            place = folder / f"{name}-{turn}"
            with SERVERS["oxigraph serve"](place) as endpoints:
                taken[name].append(way(laid, endpoints, place))
            shutil.rmtree(place)
    for name, source in (("file", "the N-Quads"), ("readings", "the readings")):
        yield Ratio(
            what=f"oxigraph serve filled with {source} of {articles:,} articles",
            ours=Taken(name=name, amounts=taken[name]),
            theirs=Taken(name="curl", amounts=taken["curl"]),
            goal=LIKE_CURL,
            note=f"{laid.quads:,} quads, {laid.file.stat().st_size / 1e6:.0f} MB",
        )


def feed(folder: Path, articles: int, repeats: int) -> Iterator[Ratio]:
    """Let each store take in the same articles, batch by batch, in turns."""
    reads = numbered(KNOWN + articles)
    taken: dict[str, list[float]] = {}
    with ExitStack() as opened:
        stores: dict[str, Store] = {}
        embedded = OxigraphStore.open(folder / "embedded", IRIS)
        stores["embedded"] = opened.enter_context(closing(embedded))
        for name, serve in SERVERS.items():
            if why := missing(name):
                print(why, file=sys.stderr)
                continue
            endpoints = opened.enter_context(serve(folder / name))
            remote = RemoteStore.open(endpoints, IRIS, folder / f"{name}-scratch")
            stores[name] = opened.enter_context(closing(remote))
        for _ in range(repeats):
            for name, store in stores.items():
                taken.setdefault(name, []).append(feed_once(store, reads))
    ours = Taken(name="embedded", amounts=taken.pop("embedded"))
    for name, seconds in taken.items():
        yield Ratio(
            what=f"{name} fed with {articles:,} articles",
            ours=Taken(name=name, amounts=seconds),
            theirs=ours,
            goal=LIKE_EMBEDDED,
            note=f"{articles / ours.median:,.0f} articles/s embedded",
        )


def feed_once(store: Store, reads: Sequence[ReadArticle]) -> float:
    """Empty a store, let it know some articles, and feed it the others; gives the seconds."""
    store.clear()
    store.add_many(reads[:KNOWN])
    began = time.perf_counter()
    for start in range(KNOWN, len(reads), BATCH):
        store.add_many(reads[start : start + BATCH])
    taken = time.perf_counter() - began
    check(store.sequence() == len(reads), "not all articles were taken in")
    return taken


def check(is_so: bool, why: str) -> None:  # noqa: FBT001  # reads as an assertion, and stays with -O
    """Stop when a measurement measured something else."""
    if not is_so:
        raise SystemExit(why)


def main() -> int:
    """Print all ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=PARTS, help="all by default")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--fed", type=int, default=FED)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    parts = given.parts or PARTS
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="remote-") as made:
        folder = Path(made)
        if "fill" in parts:
            tell(fill(folder, given.articles, given.repeats))
        if "feed" in parts:
            tell(feed(folder, given.fed, given.repeats))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Time the competency questions: `python -m bench.questions [claims]`.

On the demo corpus as a careful reader reads it, where each must stay under 200 ms, and on claims
synthesised as in `bench.network`, where the three questions that scripts ask most often are put of
actors with some hundred claims each. Prints milliseconds: the median of the repeats, and the
slowest, which is the first with a cold cache.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Quad, QuerySolutions, Store

from app.schemas.questions import examples
from bench.network import synthesise
from graph.claims.reading import ReadArticle
from graph.quads.iris import Iris
from graph.store.export import every_quad
from tests.golden.questions.corpus import IRIS, demo_reads

CLAIMS = 100_000
REPEATS = 7
LIMIT_MS = 200
RANK = 20
"""Suppliers and recipients with the most claims are put aside: this one down the list is asked."""


def main() -> None:
    """Print both tables."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    slowest = 0.0
    store = Store()
    store.bulk_extend(every_quad(demo_reads(), IRIS))
    print("demo corpus")
    for example in examples():
        slowest = max(slowest, _show(store, example.name, example.query))
    print(f"slowest {slowest:.1f} ms, limit {LIMIT_MS} ms\n")
    reads = synthesise(claims)
    supplier, recipient = asked_actors(reads)
    changes = changes_to(supplier, recipient)
    print(f"{claims:,} synthesised claims: {supplier}, {recipient}")
    with tempfile.TemporaryDirectory() as folder:
        large = _filled(Path(folder), every_quad(reads, Iris()))
        for name, change in changes.items():
            _show(large, name, changed(name, change))


def _filled(folder: Path, quads: Iterable[Quad]) -> Store:
    store = Store(folder)
    store.bulk_extend(quads)
    store.optimize()
    return store


def changes_to(supplier: str, recipient: str) -> dict[str, dict[str, str]]:
    """Say what to change in the three questions of scripts, to ask them of two actors."""
    return {
        "who-supplies": {'"RUS"': f'"{recipient}"'},
        "whom-it-supplies": {'"USA"': f'"{supplier}"'},
        "on-whose-word": {'"PRK" "RUS"': f'"{supplier}" "{recipient}"'},
    }


def asked_actors(reads: Iterable[ReadArticle]) -> tuple[str, str]:
    """Choose a supplier and a recipient that it supplies, neither among those with most claims."""
    claims = [claim for read in reads for claim in read.reading.claims if claim.is_supply]
    suppliers = Counter(claim.supplier for claim in claims)
    supplier = suppliers.most_common(RANK)[-1][0]
    of_supplier = Counter(claim.recipient for claim in claims if claim.supplier == supplier)
    return supplier, of_supplier.most_common(RANK)[-1][0]


def changed(name: str, change: Mapping[str, str]) -> str:
    """Take a question of the ontology, and ask it of others."""
    query = next(each.query for each in examples() if each.name == name)
    for old, new in change.items():
        query = query.replace(old, new)
    return query


def _show(store: Store, name: str, query: str) -> float:
    taken: list[float] = []
    rows = 0
    for _ in range(REPEATS):
        start = time.perf_counter()
        found = store.query(query, use_default_graph_as_union=True)
        if not isinstance(found, QuerySolutions):
            raise TypeError(f"{name} is no SELECT")
        rows = len(list(found))
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{name:26} {rows:6} rows {statistics.median(taken):8.1f} ms, most {max(taken):8.1f}")
    return max(taken)


if __name__ == "__main__":
    main()

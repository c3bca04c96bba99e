"""One article more, and the answers that it changes, on a copy of a filled folder."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import filled
from bench.filled import Filled
from bench.network import SEED, draw_reads
from bench.ratios import Goal, Ratio, Taken
from bench.rest.questions import OF_MANY, TOP
from bench.served import Served
from graph.archive.archive import Archive
from graph.claims.reading import ReadArticle

SHOWN = Goal(number=0.01, is_most=True)
"""Seconds until an added article shows."""
_CLAIMS_OF_ONE = 9


def adding(data: Filled, top: Taken | None, repeats: int) -> Iterator[Ratio]:
    """Add articles one by one; after each, ask for a recipient of its claims, and for the top ten.

    Durable in the archive first; reading the text, which takes longer than all this, is left out.
    The time of the top ten by SPARQL, if it is known, is set beside ours.
    """
    with tempfile.TemporaryDirectory(dir=data.folder) as place:
        copied = Path(place) / "data"
        shutil.copytree(data.data, copied)
        with (
            Served(filled.materiel(data, copied), data.folder / "adding.log") as service,
            Archive.open(copied) as archive,
        ):
            service.take("/v1/supplies?limit=1")
            times = [
                _add(service, archive, read)
                for read in draw_reads(repeats * _CLAIMS_OF_ONE, SEED + 1)
            ][:repeats]
    shown, anew = zip(*times, strict=True)
    yield Ratio(
        what="one article added, the changed answer served",
        ours=Taken(name=service.name, amounts=shown),
        goal=SHOWN,
    )
    if top is not None:
        yield Ratio(
            what="top ten suppliers by claims, just after an addition",
            ours=Taken(name=service.name, amounts=anew),
            theirs=top,
            goal=OF_MANY,
        )


def _add(service: Served, archive: Archive, read: ReadArticle) -> tuple[float, float]:
    address = f"/v1/supplies?recipient={read.reading.claims[0].recipient}"
    service.connect()
    service.get(address)
    began = time.perf_counter()
    added = archive.add(read.article, read.reading)
    _, headers = service.get(address)
    shown = time.perf_counter() - began
    if int(headers["materiel-sequence"]) != added.sequence or not added.is_new:
        raise SystemExit(f"{address} does not show article {added.article_id}")
    return shown, service.get(TOP.address("", ""))[0]

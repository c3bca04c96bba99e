"""One story through every stage, each kept as a plain file beside this test.

After a change that is meant: `MATERIEL_GOLDEN=write pytest tests/golden`, and read the difference.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, serialize

from app.schemas.claims import ClaimOut
from graph.claims.article import make_article
from graph.claims.reading import ReadArticle
from graph.ingest.metadata import parse_published
from graph.ingest.reader import load_reader
from graph.network.filter import Filter
from graph.network.network import Network
from graph.quads.iris import Iris
from graph.quads.write import agent_quads, article_quads, supply_quads

STORY = Path(__file__).parent / "story"
WRITE = os.environ.get("MATERIEL_GOLDEN") == "write"


@pytest.fixture(scope="module")
def read() -> ReadArticle:
    given = json.loads((STORY / "article.json").read_text(encoding="utf-8"))
    published = parse_published(given.pop("published"), today=date(2026, 1, 1))
    article = make_article(given.pop("text"), published=published, **given)
    return ReadArticle(
        article=article,
        reading=load_reader().read(article),
        sequence=1,
        read_at=datetime(2026, 1, 2, 8, 15, tzinfo=UTC),
    )


def agrees(name: str, found: str) -> None:
    file = STORY / name
    if WRITE:
        file.write_text(found, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == found


def as_json(content: Any) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def test_claims(read: ReadArticle) -> None:
    claims = [
        ClaimOut.of(identifier, read.article.id, claim).model_dump(mode="json")
        for identifier, claim in read.identified_claims()
    ]
    for claim in claims:
        del claim["extractor"]["version"]  # a release alone changes nothing here
    agrees("claims.json", as_json(claims))


def test_quads(read: ReadArticle) -> None:
    iris = Iris(base="https://materiel.example/id/")
    quads = [*article_quads(read, iris), *agent_quads(read, iris), *supply_quads(read, iris)]
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    lines = written.decode().splitlines()
    version = read.reading.extractor.version
    agrees("quads.nq", "\n".join(sorted(lines)).replace(version, "VERSION") + "\n")


def test_network(read: ReadArticle) -> None:
    network = Network()
    network.add(read)
    rows = [
        f"{row.supplier} -> {row.recipient}: {row.munition}, {row.status}, "
        f"{'+'.join(row.stages)}, {row.claims} claims, {row.first} to {row.last}, "
        f"disputed {row.disputed}"
        for row in network.supplies(Filter())
    ]
    agrees("network.txt", "\n".join(rows) + "\n")

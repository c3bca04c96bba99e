"""Fifty articles that want to deceive, through reader, archive and network."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.archive.archive import Archive
from graph.claims.article import Article, make_article
from graph.claims.claim import AFFIRMED
from graph.claims.reading import ReadArticle
from graph.ingest.reader import load_reader
from graph.network.filter import Filter
from graph.network.network import Network
from graph.pipeline import Pipeline

HERE = Path(__file__).parent
ROWS: dict[str, dict[str, Any]] = {
    row["id"]: row
    for row in tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))["article"]
}
EACH = pytest.mark.parametrize("name", ROWS)


def article(row: dict[str, Any]) -> Article:
    return make_article(
        row["text"],
        title=row.get("title"),
        publisher=row.get("publisher", f"Paper of {row['id']}"),
        published=date.fromisoformat(row.get("published", "2025-03-09")),
    )


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Network]]:
    with Archive.open(tmp_path_factory.mktemp("poisoned")) as archive:
        network = Network()
        pipeline = Pipeline(archive=archive, store=None, network=network, reader=load_reader())
        ingested = list(pipeline.ingest_many(map(article, ROWS.values())))
        assert len(ingested) == len(ROWS) == 50
        yield archive, network


def read(archive: Archive, name: str) -> ReadArticle:
    found = archive.find(article(ROWS[name]).id)
    assert found is not None
    return found


@EACH
def test_nothing_comes_of_it_that_it_does_not_say(
    pipeline: tuple[Archive, Network], name: str
) -> None:
    row = ROWS[name]
    claims = read(pipeline[0], name).reading.claims
    yes = {f"{one.supplier} {one.recipient}" for one in claims if one.status in AFFIRMED}
    told = {f"{one.supplier} {one.recipient}" for one in claims}
    says, no = set(row.get("says", ())), set(row.get("no", ()))
    assert yes <= says
    assert told <= says | no
    assert set(row.get("finds", ())) <= yes


@EACH
def test_every_quote_is_its_own_words_to_the_letter(
    pipeline: tuple[Archive, Network], name: str
) -> None:
    found = read(pipeline[0], name)
    for claim in found.reading.claims:
        passage = claim.passage
        assert found.article.text == ROWS[name]["text"]
        assert found.article.text[passage.start : passage.end] == passage.quote


def test_copies_raise_no_origins(pipeline: tuple[Archive, Network]) -> None:
    (row,) = pipeline[1].supplies(Filter(supplier="KOR", recipient="POL"))
    assert row.articles == 1 + sum("copies" in one for one in ROWS.values())
    assert row.origins == 1


def test_a_rebuilt_network_says_the_same(pipeline: tuple[Archive, Network]) -> None:
    archive, network = pipeline
    anew = Network()
    anew.follow(archive.briefs(0, anew.marker), archive, archive.muted)
    assert anew.supplies() == network.supplies()
    assert anew.edges().edges == network.edges().edges

"""Supplies as CSV."""

import csv
import io
from datetime import date

import pytest

from app.schemas.supplies import SupplyOut
from app.schemas.tables import COLUMNS, supplies_csv, tell_time
from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.reading import ReadArticle, Reading
from graph.network.cells import network_claims
from graph.network.filter import Filter
from graph.network.strength import Strength
from graph.network.supplies import StageReached, SupplyRow
from tests.making import make_claim, told


def row(quote: str) -> SupplyOut:
    passage = Passage(quote=quote, start=0, end=len(quote))
    source = Source(name="Warsaw", kind=SourceKind.OFFICIAL)
    claim = make_claim(passage, **told("POL", "UKR", None, source=source, stage=Stage.ORDER))
    article = make_article(quote, publisher="Morning Post", published=date(2024, 3, 5))
    reading = Reading(article_id=article.id, extractor=claim.extractor, claims=(claim,))
    (placed,) = network_claims(ReadArticle(article=article, reading=reading, sequence=1))
    stages = (
        StageReached(stage=stage, claims=1, first=None, last=None, first_reported=None)
        for stage in (Stage.ORDER, Stage.DELIVERY)
    )
    made = SupplyRow(
        supplier="POL",
        recipient="UKR",
        munition=None,
        claims=2,
        muted=0,
        articles=1,
        sources=1,
        first="2024-03-01",
        last=None,
        first_reported=date(2024, 3, 5),
        last_reported=date(2024, 3, 5),
        status=Status.ASSERTED,
        reached=tuple(stages),
        amounts=(),
        disputed=0,
        origins=1,
        strength=Strength.REPORTED,
        contested=True,
        suspended=False,
        quotes=(placed,),
    )
    return SupplyOut.of(made, Filter(status=Status.ASSERTED))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_is_laid_flat_in_named_columns() -> None:
    found = read(supplies_csv([row('Poland "sends", he said,\nmore')]))
    assert tuple(found[0]) == COLUMNS
    assert found[0]["stages"] == "order;delivery"
    assert found[0]["quote"] == 'Poland "sends", he said,\nmore'
    assert (found[0]["munition"], found[0]["last"]) == ("", "")
    assert found[0]["quote_source"] == "Warsaw"
    assert (found[0]["strength"], found[0]["contested"]) == ("reported", "True")


def test_no_rows_are_a_heading() -> None:
    assert supplies_csv([]) == ",".join(COLUMNS) + "\r\n"


def test_a_spreadsheet_runs_no_formula_of_an_article() -> None:
    found = read(supplies_csv([row('=HYPERLINK("https://evil.test")')]))
    assert found[0]["quote"].startswith("'=")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-01-01", "2025-12-31", "2024 to 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-04-30", "2024-02 to 2024-04"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-02-01", "2024-02-28", "2024-02-01 to 2024-02-28"),
        ("2024-01-01", None, "2024-01-01 to …"),
        (None, "2024-12-31", "… to 2024-12-31"),
        (None, None, "reported 2024-03-05"),
    ],
)
def test_time_is_told_as_short_as_it_is_exact(
    first: str | None, last: str | None, expected: str
) -> None:
    assert tell_time(row("x").model_copy(update={"first": first, "last": last})) == expected


def test_the_link_to_all_claims_keeps_the_filter() -> None:
    url = row("x").claims_url
    assert url == "/v1/claims?supplier=POL&recipient=UKR&exact=true&status=asserted"

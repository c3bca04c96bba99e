from datetime import date

from graph.claims.claim import Stage, Status
from graph.claims.reading import ReadArticle
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.strength import Strength
from graph.network.supplies import QUOTES, SupplyRow
from tests.making import make_read, told


def row_of(*reads: ReadArticle) -> SupplyRow:
    network = Network()
    network.add_many(reads)
    (row,) = network.supplies()
    return row


def test_quotes_are_of_different_articles_then_strong_then_early() -> None:
    late = make_read(told("POL", "UKR"), told("POL", "UKR"), story="late")
    early = make_read(told("POL", "UKR"), story="early", published=date(2024, 1, 1))
    weak = make_read(
        told("POL", "UKR", status=Status.ALLEGED), story="weak", published=date(2023, 1, 1)
    )
    row = row_of(late, early, weak)
    assert [placed.article.id for placed in row.quotes] == [
        early.article.id,
        late.article.id,
        weak.article.id,
    ]
    assert (row.claims, row.articles) == (4, 3)
    row = row_of(late, early)
    assert [placed.article.id for placed in row.quotes] == [
        early.article.id,
        late.article.id,
        late.article.id,
    ]


def test_a_quote_leads_to_its_words() -> None:
    read = make_read(told("POL", "UKR", source="The Polish ministry"))
    (placed,) = row_of(read).quotes
    ((claim_id, claim),) = read.identified_claims()
    assert placed.id == claim_id
    assert placed.claim == claim
    assert placed.claim.passage.quote in read.article.text
    assert (placed.article.title, placed.article.publisher, placed.article.published) == (
        read.article.title,
        read.article.publisher,
        read.article.published,
    )


def test_no_more_quotes_than_fit() -> None:
    row = row_of(*(make_read(told("POL", "UKR"), story=str(n)) for n in range(QUOTES + 4)))
    assert len(row.quotes) == QUOTES
    assert row.articles == QUOTES + 4


def test_the_strongest_status_wins() -> None:
    claims = [told("POL", "UKR", status=status) for status in (Status.ALLEGED, Status.ASSERTED)]
    assert row_of(make_read(*claims)).status is Status.ASSERTED
    assert row_of(make_read(claims[0])).status is Status.ALLEGED


def test_sources_count_by_name_whatever_its_case() -> None:
    row = row_of(
        make_read(
            told("POL", "UKR", source="A Ministry"),
            told("POL", "UKR", source="a ministry"),
            told("POL", "UKR", source="Arms Watch"),
            told("POL", "UKR"),
        )
    )
    assert (row.claims, row.sources) == (4, 2)


def test_open_dates_leave_an_end_open() -> None:
    row = row_of(make_read(told("POL", "UKR", date="../2024"), told("POL", "UKR", date=None)))
    assert (row.first, row.last) == (None, "2024-12-31")


def test_disputes_of_the_same_cell_count_whatever_is_asked_for() -> None:
    row = row_of(
        make_read(
            told("POL", "UKR"),
            told("POL", "UKR", status=Status.DENIED),
            told("POL", "UKR", status=Status.NEGATED),
            told("POL", "UKR", stage=Stage.SUSPENSION),
            told("POL", "UKR", status=Status.HYPOTHETICAL),
            told("POL", "UKR", "howitzer", status=Status.DENIED),
            told("UKR", "POL", status=Status.DENIED),
        )
    )
    assert (row.claims, row.disputed) == (1, 3)


def test_who_denies_the_broader_denies_the_narrower_but_not_the_other_way() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR", "howitzer"), told("POL", "UKR", "materiel")))
    wanted = Filter(supplier="POL", recipient="UKR")
    assert [row.disputed for row in network.supplies(wanted)] == [0, 0]
    network.add(make_read(told("POL", "UKR", "artillery", status=Status.DENIED), sequence=2))
    assert {row.munition: row.disputed for row in network.supplies(wanted)} == {
        "howitzer": 1,
        "materiel": 0,
    }
    network.add(make_read(told("POL", "UKR", None, status=Status.DENIED), story="b", sequence=3))
    assert {row.munition: row.disputed for row in network.supplies(wanted)} == {
        "howitzer": 2,
        "materiel": 1,
    }


def test_two_sources_of_one_article_are_two_origins_that_a_second_text_corroborates() -> None:
    quoted = told("POL", "UKR", source="Warsaw"), told("POL", "UKR", source="The Baltic Watch")
    one = make_read(*quoted, story="one")
    row = row_of(one)
    assert (row.origins, row.strength) == (2, Strength.REPORTED)
    other = make_read(told("POL", "UKR", source="Warsaw"), story="other", sequence=2)
    row = row_of(one, other)
    assert (row.origins, row.strength) == (2, Strength.CORROBORATED)

import dataclasses
import itertools
import threading
from datetime import UTC, date, datetime

import pytest

from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle, Withdrawal
from graph.network.filter import Filter
from graph.network.index import NetworkCounts
from graph.network.network import Network
from graph.network.strength import Strength
from graph.network.supplies import SupplyRow
from tests.making import make_read, told

NOTHING = NetworkCounts(articles=0, claims=0, cells=0, pairs=0, actors=0)


def gone(read: ReadArticle, *, sequence: int) -> ReadArticle:
    withdrawal = Withdrawal(at=datetime(2025, 1, 2, tzinfo=UTC), who=None, why="It was planted")
    return dataclasses.replace(read, sequence=sequence, withdrawn=withdrawal)


@pytest.fixture
def network() -> Network:
    network = Network()
    network.add(make_read(told("POL", "UKR"), told("POL", "UKR", "howitzer"), sequence=1))
    network.add(make_read(told("IRN", "RUS", "drone"), told("POL", "UKR"), sequence=2, story="2"))
    return network


def pairs(network: Network, wanted: Filter) -> list[tuple[str, str, str | None]]:
    return [(row.supplier, row.recipient, row.munition) for row in network.supplies(wanted)]


def test_rows_come_by_supplier_recipient_claims_and_munition(network: Network) -> None:
    network.add(make_read(told("POL", "UKR", None), told("POL", "BLR", "drone"), story="3"))
    assert pairs(network, Filter()) == [
        ("IRN", "RUS", "drone"),
        ("POL", "BLR", "drone"),
        ("POL", "UKR", "battle-tank"),
        ("POL", "UKR", None),
        ("POL", "UKR", "howitzer"),
    ]


def test_filters_narrow(network: Network) -> None:
    assert pairs(network, Filter(supplier="IRN")) == [("IRN", "RUS", "drone")]
    assert pairs(network, Filter(recipient="RUS")) == [("IRN", "RUS", "drone")]
    assert pairs(network, Filter(supplier="IRN", recipient="UKR")) == []
    assert pairs(network, Filter(recipient="USA")) == []
    assert pairs(network, Filter(munition="artillery")) == [("POL", "UKR", "howitzer")]
    assert len(pairs(network, Filter(munition="materiel"))) == 3
    assert pairs(network, Filter(status=Status.DENIED)) == []
    assert pairs(network, Filter(since=date(2026, 1, 1))) == []
    assert len(pairs(network, Filter(since=date(2025, 1, 15)))) == 3


def plain(rows: tuple[SupplyRow, ...]) -> list[object]:
    """Show rows with the ids of the claims that they quote."""
    return [
        (dataclasses.replace(row, quotes=()), [placed.id for placed in row.quotes]) for row in rows
    ]


def test_adding_again_changes_nothing(network: Network) -> None:
    before = plain(network.supplies()), network.counts(), network.edges().edges
    claims = network.claims_of().claims
    network.add(make_read(told("POL", "UKR"), told("POL", "UKR", "howitzer"), sequence=1))
    assert (plain(network.supplies()), network.counts(), network.edges().edges) == before
    assert [one.id for one in network.claims_of().claims] == [one.id for one in claims]


def test_a_new_reading_takes_the_place_of_the_old(network: Network) -> None:
    read = make_read(told("POL", "UKR"), told("POL", "UKR", "howitzer"))
    first, second = (claim_id for claim_id, _ in read.identified_claims())
    assert network.claim(second) is not None
    shorter = dataclasses.replace(read.reading, claims=read.reading.claims[:1])
    network.add(dataclasses.replace(read, reading=shorter, sequence=3))
    assert network.sequence() == 3
    assert network.claim(second) is None
    assert network.claim(first) is not None
    assert pairs(network, Filter(recipient="UKR")) == [("POL", "UKR", "battle-tank")]
    empty = dataclasses.replace(read.reading, claims=())
    network.add(dataclasses.replace(read, reading=empty, sequence=4))
    assert network.claim(first) is None
    (row,) = network.supplies(Filter(recipient="UKR"))
    assert row.claims == 1
    assert network.counts() == NetworkCounts(articles=2, claims=2, cells=2, pairs=2, actors=4)


def test_an_article_that_goes_quiet_leaves_nothing_behind() -> None:
    network = Network()
    read = make_read(told("POL", "UKR"))
    network.add(read)
    empty = dataclasses.replace(read.reading, claims=())
    network.add(dataclasses.replace(read, reading=empty, sequence=2))
    assert network.counts() == dataclasses.replace(NOTHING, articles=1)
    assert network.edges().edges == {}


def test_a_withdrawn_article_leaves_nothing_behind(network: Network) -> None:
    before = network.supplies(), network.counts(), network.edges().edges
    read = make_read(told("GBR", "UKR"), told("POL", "UKR"), sequence=3, story="3")
    claim_id = read.identified_claims()[0][0]
    network.add(read)
    assert network.claim(claim_id) is not None
    network.add(gone(read, sequence=4))
    assert (network.supplies(), network.counts(), network.edges().edges) == before
    assert network.claim(claim_id) is None
    assert network.sequence() == 4
    network.add(dataclasses.replace(read, sequence=5))
    assert network.claim(claim_id) is not None
    assert network.counts().articles == 3


def test_disputes_go_with_the_article_that_disputes(network: Network) -> None:
    denial = make_read(told("POL", "UKR", "materiel", status=Status.DENIED), sequence=3, story="3")
    network.add(denial)
    assert [row.disputed for row in network.supplies(Filter(recipient="UKR"))] == [1, 1]
    network.add(gone(denial, sequence=4))
    assert [row.disputed for row in network.supplies(Filter(recipient="UKR"))] == [0, 0]


def test_what_was_withdrawn_before_it_was_seen_never_comes() -> None:
    network = Network()
    network.add(gone(make_read(told("POL", "UKR")), sequence=2))
    assert (network.counts(), network.sequence()) == (NOTHING, 2)


def test_a_claim_read_twice_counts_once() -> None:
    read = make_read(told("POL", "UKR"))
    claim = read.reading.claims[0]
    surer = dataclasses.replace(claim, confidence=1.0)
    elsewhere = dataclasses.replace(claim, designation="T-72")
    reading = dataclasses.replace(read.reading, claims=(claim, surer, elsewhere, elsewhere))
    network = Network()
    network.add(dataclasses.replace(read, reading=reading))
    (row,) = network.supplies()
    assert row.claims == 2
    assert network.counts().claims == 2


def test_a_claim_is_found_with_the_heading_of_its_article(network: Network) -> None:
    read = make_read(told("GBR", "UKR"), sequence=3, story="3")
    network.add(read)
    ((claim_id, claim),) = read.identified_claims()
    placed = network.claim(claim_id)
    assert placed is not None
    assert (placed.id, placed.claim) == (claim_id, claim)
    assert placed.article.id == read.article.id
    assert placed.article.title == "Story 3"
    assert network.claim("0" * 32) is None


def test_claims_are_listed_by_day_and_place_and_by_page(network: Network) -> None:
    network.add(make_read(told("POL", "UKR"), story="old", published=date(2020, 1, 1)))
    network.add(make_read(told("POL", "UKR"), story="undated", published=None))
    whole = network.claims_of(Filter(supplier="POL", munition="battle-tank"))
    days = [placed.article.published for placed in whole.claims]
    assert days == [date(2020, 1, 1), date(2025, 1, 15), date(2025, 1, 15), None]
    assert (whole.total, whole.sequence) == (4, 2)
    page = network.claims_of(Filter(supplier="POL", munition="battle-tank"), offset=1, limit=2)
    assert page.total == 4
    assert page.claims == whole.claims[1:3]
    denied = network.claims_of(Filter(status=Status.DENIED))
    assert (denied.total, denied.claims) == (0, ())


def test_clearing_forgets_everything(network: Network) -> None:
    network.clear()
    assert network.counts() == NOTHING
    assert network.sequence() == 0
    assert network.supplies() == ()
    assert network.edges().edges == {}


def test_remembered_answers_last_until_something_is_added(network: Network) -> None:
    built = itertools.count(1)

    def ask() -> int:
        return network.remember(network.edges(), "question", lambda: next(built))

    assert (ask(), ask()) == (1, 1)
    network.add(make_read(told("POL", "UKR"), sequence=3, story="3"))
    assert (ask(), ask()) == (2, 2)
    network.clear()
    assert ask() == 3


def test_answers_belong_to_one_sequence_number() -> None:
    """Each article adds one claim to each of two cells: an answer never shows only one of them."""
    network = Network()
    torn: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            with network.still() as sequence:
                rows = network.supplies()
                edges = network.edges().edges
            claims = {row.claims for row in rows}
            weights = {edge.claims for near in edges.values() for edge in near.values()}
            if claims | weights not in (set(), {sequence}):
                torn.append((sequence, claims, weights))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 200):
        network.add(
            make_read(told("POL", "UKR"), told("IRN", "RUS"), sequence=number, story=str(number))
        )
    done.set()
    for thread in threads:
        thread.join()
    assert torn == []
    assert [row.claims for row in network.supplies()] == [199, 199]


def test_whoever_holds_the_network_still_may_ask_for_what_another_works_on() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR")))
    snapshot = network.edges()
    at_work, go_on = threading.Event(), threading.Event()

    def build() -> int:
        at_work.set()
        go_on.wait(5)
        return 1

    other = threading.Thread(target=lambda: network.remember(snapshot, "q", build))
    other.start()
    assert at_work.wait(5)
    with network.still():
        go_on.set()
        assert network.remember(network.edges(), "q", lambda: 2) == 1
    other.join()


def test_an_old_snapshot_answers_for_its_own_state(network: Network) -> None:
    old = network.edges()
    network.add(make_read(told("GBR", "UKR"), sequence=3, story="3"))
    assert network.remember(network.edges(), "size", lambda: "new") == "new"
    assert network.remember(old, "size", lambda: "old") == "old"
    assert network.remember(network.edges(), "size", lambda: "newer") == "new"
    assert "GBR" not in old.edges


def test_what_was_known_on_a_day() -> None:
    network = Network()
    network.add(make_read(told("POL", "UKR"), sequence=1, published=date(2024, 5, 1)))
    network.add(
        make_read(
            told("POL", "UKR", status=Status.DENIED),
            told("POL", "BLR"),
            sequence=2,
            story="late",
            published=date(2024, 9, 1),
        )
    )
    network.add(make_read(told("POL", "LTU"), sequence=3, story="undated", published=None))
    (then,) = network.supplies(Filter(as_of=date(2024, 8, 31)))
    assert (then.recipient, then.disputed, then.contested) == ("UKR", 0, False)
    assert [row.recipient for row in network.supplies(Filter(as_of=date(2024, 9, 1)))] == [
        "BLR",
        "UKR",
    ]
    assert network.supplies(Filter(as_of=date(2024, 9, 1)))[1].contested
    # Nobody says when it was published: it was known when it came in, on 16 January 2025.
    assert len(network.supplies(Filter(as_of=date(2025, 1, 15)))) == 2
    assert len(network.supplies(Filter(as_of=date(2025, 1, 16)))) == 3
    assert network.edges(Filter(as_of=date(2024, 5, 1))).edges.keys() == {"POL"}


def test_only_what_is_well_enough_established() -> None:
    network = Network()
    panel = Source(name="The UN panel", kind=SourceKind.MONITOR)
    network.add(
        make_read(
            told("POL", "UKR", source=panel),
            told("POL", "LTU"),
            told("POL", "BLR", status=Status.ALLEGED),
        )
    )

    def recipients(wanted: Filter) -> list[str]:
        rows = [row.recipient for row in network.supplies(wanted)]
        assert sorted(network.edges(wanted).edges.get("POL", {})) == rows
        assert {one.claim.recipient for one in network.claims_of(wanted).claims} == set(rows)
        return rows

    assert recipients(Filter(strength=Strength.DOCUMENTED)) == ["UKR"]
    assert recipients(Filter(strength=Strength.REPORTED)) == ["LTU", "UKR"]
    assert recipients(Filter(strength=Strength.ALLEGED)) == ["BLR", "LTU", "UKR"]
    assert recipients(Filter(strength=Strength.ALLEGED, since=date(2030, 1, 1))) == []
    assert recipients(Filter(strength=Strength.REPORTED, until=date(2030, 1, 1))) == ["LTU", "UKR"]


def test_two_papers_corroborate_until_one_turns_out_to_be_a_copy() -> None:
    network = Network()
    words = " ".join(f"word{n}" for n in range(80))
    network.add(make_read(told("POL", "UKR"), sequence=1, story=words))
    other = make_read(told("POL", "UKR"), sequence=2, story="something else", publisher="Post")
    network.add(other)
    (row,) = network.supplies()
    assert (row.origins, row.strength) == (2, Strength.CORROBORATED)
    network.add(make_read(told("POL", "UKR"), sequence=3, story=words, publisher="Another"))
    (row,) = network.supplies()
    assert (row.articles, row.origins) == (3, 2)


def test_copies_stay_one_origin_when_the_first_is_withdrawn() -> None:
    network = Network()
    words = " ".join(f"word{n}" for n in range(80))
    reads = [
        make_read(told("POL", "UKR"), sequence=at, story=words, publisher=str(at))
        for at in (1, 2, 3)
    ]
    for read in reads:
        network.add(read)
    network.add(gone(reads[0], sequence=4))
    (row,) = network.supplies()
    assert (row.articles, row.origins, row.strength) == (2, 1, Strength.REPORTED)


def test_no_denial_makes_an_edge_unless_denials_are_asked_for() -> None:
    network = Network()
    network.add(
        make_read(
            told("POL", "UKR"),
            told("CHN", "RUS", status=Status.DENIED),
            told("CHN", "RUS", stage=Stage.SUSPENSION),
        )
    )
    for wanted in (Filter(), Filter(stage=Stage.DELIVERY), Filter(status=Status.ASSERTED)):
        assert set(network.edges(wanted).edges) == {"POL"}
    assert set(network.edges(Filter(status=Status.DENIED)).edges) == {"CHN"}

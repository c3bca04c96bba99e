"""Claims month by month."""

from datetime import date

from graph.claims.claim import Stage, Status
from graph.network.filter import Filter
from graph.network.network import Network
from graph.network.timeline import Clock, Month, Pace, timeline
from tests.making import make_read, told


def network() -> Network:
    made = Network()
    made.add(
        make_read(
            told("POL", "UKR", date="2024-03-05"),
            told("POL", "UKR", date="2024-03", stage=Stage.ORDER),
            told("POL", "UKR", date="2024"),
            told("POL", "UKR"),
            told("FRA", "POL", date="2024-04"),
            published=date(2024, 6, 1),
        )
    )
    made.add(
        make_read(
            told("POL", "UKR", status=Status.DENIED, date="2024-03"),
            told("POL", "UKR", "drone", status=Status.DENIED, date="2024-05"),
            sequence=2,
            story="no",
            published=date(2024, 7, 1),
        )
    )
    return made


def test_months_of_events() -> None:
    found = timeline(network(), Filter(supplier="POL"), clock=Clock.EVENT)
    march = Month(
        month="2024-03",
        claims=2,
        articles=1,
        disputing=1,
        stages=((Stage.ORDER, 1), (Stage.DELIVERY, 1)),
    )
    may = Month(month="2024-05", claims=0, articles=0, disputing=1, stages=())
    assert found.months == (march, may)
    assert (found.unplaced, found.sequence) == (2, 2)


def test_months_of_reports() -> None:
    found = timeline(network(), Filter(supplier="POL"), clock=Clock.REPORT)
    assert [(one.month, one.claims, one.disputing) for one in found.months] == [
        ("2024-06", 4, 0),
        ("2024-07", 0, 2),
    ]
    assert found.unplaced == 0


def test_of_an_actor_on_either_side_and_of_a_munition() -> None:
    found = timeline(network(), Filter(actors=frozenset({"POL"})), clock=Clock.EVENT)
    assert [one.claims for one in found.months] == [2, 1, 0]
    found = timeline(network(), Filter(actors=frozenset({"FRA"})), clock=Clock.EVENT)
    assert [(one.month, one.claims) for one in found.months] == [("2024-04", 1)]
    tanks = Filter(supplier="POL", munition="battle-tank")
    found = timeline(network(), tanks, clock=Clock.EVENT)
    assert [(one.month, one.disputing) for one in found.months] == [("2024-03", 1)]


def test_years_hold_what_tells_no_month() -> None:
    found = timeline(network(), Filter(supplier="POL"), clock=Clock.EVENT, by=Pace.YEAR)
    (year,) = found.months
    assert (year.month, year.claims, year.articles, year.disputing) == ("2024", 3, 1, 2)
    assert (found.by, found.unplaced) == (Pace.YEAR, 1)
    reports = timeline(network(), Filter(), clock=Clock.REPORT, by=Pace.YEAR)
    assert [(one.month, one.claims) for one in reports.months] == [("2024", 5)]

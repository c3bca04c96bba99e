import pytest

from bench.ratios import Goal, Ratio, Taken, Unit, seconds_of, table


def taken(*amounts: float, name: str = "one", unit: Unit = Unit.SECONDS) -> Taken:
    return Taken(name=name, amounts=amounts, unit=unit)


def test_the_median_counts_and_quartiles_show_the_noise() -> None:
    times = taken(0.004, 0.001, 0.002, 0.003, 0.1)
    assert times.median == 0.003
    assert "3.00 ms" in times.line()
    assert "5 times" in times.line()
    assert "quartiles" not in taken(1.0).line()


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [
        (0.0123, Unit.SECONDS, "12.30 ms"),
        (0.1234, Unit.SECONDS, "123 ms"),
        (2.5, Unit.SECONDS, "2.50 s"),
        (512.3, Unit.MEGABYTES, "512 MB"),
    ],
)
def test_an_amount_has_its_unit(amount: float, unit: Unit, shown: str) -> None:
    assert taken(amount, unit=unit).shown() == shown


def test_a_least_is_how_many_times_as_fast_and_a_most_how_many_times_as_much() -> None:
    faster = Ratio(what="a", ours=taken(0.01), theirs=taken(0.3), goal=Goal(number=20))
    assert faster.value == pytest.approx(30)
    assert faster.is_met
    slower = Ratio(
        what="b", ours=taken(0.3), theirs=taken(0.1), goal=Goal(number=1.3, is_most=True)
    )
    assert slower.value == pytest.approx(3)
    assert slower.wanted() == "at most 1.3, not met"


def test_a_limit_is_held_against_ours_alone() -> None:
    limit = Ratio(what="c", ours=taken(1.2), goal=Goal(number=1.5, is_most=True))
    assert limit.is_met
    assert limit.cells() == ("c", "1.20 s", "", "", "at most 1.5 s")


def test_the_table_is_even_and_has_a_row_for_each() -> None:
    ratio = Ratio(
        what="who supplies X",
        ours=taken(0.002),
        theirs=taken(0.3, name="another"),
        goal=Goal(number=20),
        note="2 rows",
    )
    heads, line, row = table([ratio])
    assert len(heads) == len(line) == len(row)
    assert "300 ms another" in row
    assert "150 " in row
    assert next(ratio.lines()) == "who supplies X, 2 rows"


def test_work_is_done_as_often_as_asked() -> None:
    done: list[bool] = []
    assert len(seconds_of(3, lambda: done.append(True))) == len(done) == 3

from pathlib import Path

from bench.archives import Timed, measure
from tests.postgres import Server


def test_both_are_given_the_same_and_timed(tmp_path: Path, postgres: Server) -> None:
    timed = list(measure(40, 16, 2, tmp_path, postgres))
    assert timed[0].what == "articles come in"
    for one in timed:
        assert len(one.sqlite) == len(one.postgresql) == 2
        assert min(*one.sqlite, *one.postgresql) > 0
        assert one.what in one.line()


def test_the_ratio_is_of_rates() -> None:
    one = Timed(what="x", per=10, sqlite=(1, 2, 9), postgresql=(4, 5, 3))
    assert one.ratio == 0.5
    assert "5/s" in one.line()

from pathlib import Path

import pytest

from bench.filled import Filled
from bench.served import Served
from bench.stores import ask_in_turns
from tests.making import make_read, told

YES, NO = b'{"head": {}, "boolean": true}', b'{"head": {}, "boolean": false}'


class Said(Served):
    """A service that says the same always, and notes when it was asked."""

    def __init__(self, name: str, body: bytes, asked: list[str]) -> None:
        self.name, self.body, self.asked = name, body, asked

    def connect(self) -> None:
        """Nobody is behind it."""

    def ask(self, query: str) -> tuple[float, bytes]:
        self.asked.append(self.name)
        return float(len(self.asked)), self.body


def test_services_are_asked_in_turns_after_a_warm_up() -> None:
    asked: list[str] = []
    often, seldom = Said("a", YES, asked), Said("b", YES, asked)
    times, size = ask_in_turns("ASK {}", {often: 8, seldom: 2})
    assert "".join(asked) == "aaaaab" + "abab" + "a" * 6
    assert size == "yes"
    assert [(each.name, len(each.amounts)) for each in times] == [("a", 8), ("b", 2)]


def test_answers_that_differ_are_no_comparison() -> None:
    with pytest.raises(SystemExit, match="differ"):
        ask_in_turns("ASK {}", {Said("a", YES, []): 1, Said("b", NO, []): 1})


def test_the_queries_ask_of_actors_that_have_claims(tmp_path: Path) -> None:
    filled = Filled(folder=tmp_path, claims=1)
    filled.write_queries(
        [make_read(told("SWE", "FIN", "drone", munition_text="drones"), story="a")]
    )
    assert 'VALUES ?recipient { "FIN" }' in filled.query("who-supplies")
    assert '("SWE" "FIN")' in filled.query("on-whose-word")


def test_the_newest_snapshot_is_the_one_that_is_read(tmp_path: Path) -> None:
    filled = Filled(folder=tmp_path, claims=1)
    for name in ("9", "10"):
        (tmp_path / "data" / "store-snapshots" / name).mkdir(parents=True)
    assert filled.snapshot().name == "10"

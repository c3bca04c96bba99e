"""Kills in the middle of every kind of work lose nothing; `bench.torture.kills` is longer."""

from bench.torture import kills


def test_what_is_acknowledged_outlives_a_kill() -> None:
    counts = kills.run(trials=len(kills.WORK), served=0, seed=5)
    assert counts.broken == []

from dataclasses import asdict

from graph.store.limits import query_limits


def test_limits_are_positive_and_fit_each_other() -> None:
    limits = query_limits()
    assert all(value > 0 for value in asdict(limits).values())
    assert limits.readers <= limits.readers_most
    assert limits.answer_bytes < limits.memory_bytes

from collections.abc import Callable
from typing import Any

import pytest

from app.access.buckets import Buckets
from app.access.limits import Limits, Rate, limits
from tests.unit.app.access.conftest import ELSEWHERE, HERE, MakeKey, Serve


class Hands:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


def test_a_burst_is_let_through_and_then_the_rate(clock: Hands) -> None:
    buckets = Buckets(Rate(per_second=2, burst=5), 10, clock)
    assert [buckets.take("a").left for _ in range(5)] == [4, 3, 2, 1, 0]
    empty = buckets.take("a")
    assert empty.is_empty
    assert empty.wait == pytest.approx(0.5)
    assert not buckets.take("b").is_empty, "one client takes nothing from another"
    clock.now += 0.49
    assert buckets.take("a").is_empty
    clock.now += 0.02
    assert not buckets.take("a").is_empty
    assert buckets.take("a").is_empty
    clock.now += 100
    assert buckets.take("a").left == 4, "no more is saved than the burst"


def test_what_is_refused_takes_nothing(clock: Hands) -> None:
    buckets = Buckets(Rate(per_second=1, burst=1), 10, clock)
    buckets.take("a")
    for _ in range(100):
        assert buckets.take("a").wait == pytest.approx(1)
    clock.now += 1
    assert not buckets.take("a").is_empty


def test_memory_is_bounded_however_many_ask(clock: Hands) -> None:
    buckets = Buckets(Rate(per_second=1, burst=3), 100, clock)
    for number in range(10_000):
        buckets.take(str(number))
        buckets.take("always")
        clock.now += 0.001
    assert len(buckets) == 100
    assert buckets.take("always").is_empty, "who asks all the time is not forgotten"


def test_over_any_time_no_more_comes_through_than_burst_and_rate(clock: Hands) -> None:
    buckets = Buckets(Rate(per_second=10, burst=20), 10, clock)
    taken = 0
    for _ in range(6000):
        taken += not buckets.take("a").is_empty
        clock.now += 0.005
    assert taken == pytest.approx(20 + 10 * 30, abs=1)


def test_the_numbers_are_generous_and_wrong_keys_are_limited_harder() -> None:
    rates = limits().rates
    assert rates.reading_address.per_second >= 20
    assert rates.reading_key.per_second > rates.reading_address.per_second
    assert rates.failing_address.per_second < rates.writing_address.per_second / 10
    assert limits().clients >= 1000


def refused_after(ask: Callable[[], int], most: int = 200) -> int:
    """Ask until there is a 429; count what came before it."""
    return next((count for count in range(most) if ask() == 429), most)


def test_too_many_reads_of_an_address_are_refused_with_when_to_come_back(
    serve: Serve, few: Limits
) -> None:
    asker = serve(is_local=False)
    first = asker.get("/healthz", address=ELSEWHERE)
    assert first.headers["RateLimit-Policy"] == '"reading-address";q=20;w=4'
    assert first.headers["RateLimit"] == '"reading-address";r=19;t=1'
    paths = ("/v1/supplies?recipient=UKR", "/sparql", "/nothing", "/export", "/status/told")
    for number in range(19):
        path = paths[number % len(paths)]
        assert asker.get(path, address=ELSEWHERE).status_code != 429
    for path in paths:
        refused = asker.get(path, address=ELSEWHERE)
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "1"
        assert refused.json()["type"] == "/problems/too-many-requests"
        assert "Retry-After" in refused.json()["remedy"]
    assert asker.get("/v1/supplies", address="192.0.2.8").status_code == 200


def test_writes_are_counted_by_key_from_wherever_they_come(
    serve: Serve, make_key: MakeKey, few: Limits
) -> None:
    asker, one, other = serve(is_local=False), make_key("ingest"), make_key("ingest")
    numbers = iter(range(1, 250))

    def write(key: str) -> int:
        return asker.write(key=key, address=f"198.51.100.{next(numbers)}", json={}).status_code

    assert refused_after(lambda: write(one)) == 10
    assert write(other) == 422
    assert refused_after(lambda: asker.write(address=ELSEWHERE).status_code) == 5, "without a key"


def test_wrong_keys_are_limited_harder_and_lock_nobody_out(
    serve: Serve, make_key: MakeKey, few: Limits
) -> None:
    asker, key = serve(), make_key("ingest")
    wrong = f"mtl_{'0' * 12}_{'0' * 64}"
    assert refused_after(lambda: asker.write(key=wrong).status_code) == 3
    assert asker.write(key=wrong).headers["Retry-After"] == "10"
    assert asker.get("/v1/supplies", key=wrong).status_code == 429
    assert asker.write(key=key).status_code == 201
    assert asker.write(key=wrong, address=ELSEWHERE).status_code == 401


def test_clients_here_are_counted_only_when_all_are(serve: Serve, few: Limits) -> None:
    def counted(address: str, **settings: Any) -> int:
        asker = serve(is_local=False, **settings)
        return refused_after(lambda: asker.get("/healthz", address=address).status_code, 50)

    assert counted(HERE) == 50
    assert counted(HERE, limits="all") == 20
    assert counted(ELSEWHERE, limits="off") == 50
    assert "RateLimit" not in serve().get("/healthz").headers


def test_one_host_cannot_pass_for_many(serve: Serve, few: Limits) -> None:
    """Neither by a header that anybody may send, nor by the many addresses of its network."""
    numbers = iter(range(1, 10_000))
    asker = serve(is_local=False)

    def pretend() -> int:
        headers = {"X-Forwarded-For": f"203.0.113.{next(numbers) % 250}"}
        return asker.get("/healthz", address=ELSEWHERE, headers=headers).status_code

    def wander() -> int:
        return asker.get("/healthz", address=f"2001:db8::{next(numbers):x}").status_code

    assert refused_after(pretend) == 20
    assert refused_after(wander) == 20


def test_what_a_named_proxy_says_is_believed(serve: Serve, few: Limits) -> None:
    asker = serve(is_local=False, proxies="10.0.0.0/8")

    def client(address: str) -> int:
        chain = {"X-Forwarded-For": f"1.1.1.1, {address}, 10.0.0.9"}
        return asker.get("/healthz", address="10.0.0.1", headers=chain).status_code

    assert refused_after(lambda: client("203.0.113.5")) == 20
    assert client("203.0.113.6") == 200

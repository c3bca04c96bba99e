"""Fetching: nothing reaches a listener on this machine, and nothing costs without end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest

from graph.errors import AddressRefused, FetchFailed
from graph.ingest.web.fetcher import FEEDS, Fetcher, Validators
from graph.ingest.web.requesting import Reach
from tests.addresses.corpus import AGENT, LIMITS, Case, Range, cases, fetcher_of, opened
from tests.addresses.hosts import BODY, PUBLIC, Host, answer, listening, telling

CASES = cases()


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Range]:
    with opened(tmp_path_factory.mktemp("tls")) as found:
        yield found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_address_of_the_corpus_reaches_the_listener(case: Case, hosts: Range) -> None:
    if "{tls}" in case.url and hosts.tls is None:
        pytest.skip("no openssl here to make a certificate")
    outcome = hosts.try_case(case)
    assert hosts.victim.heard == []
    assert type(outcome.error).__name__ == case.error
    assert case.says in str(outcome.error)
    assert outcome.seconds < 10 * LIMITS.seconds


def test_the_listener_hears_what_is_let_through(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Were nothing refused, the corpus would reach it many times over: the test can fail."""
    with opened(tmp_path_factory.mktemp("tls")) as found:
        tried = [case for case in CASES if "{victim}" in case.url]
        for case in tried:
            found.try_case(case, permit=lambda _ip: True)
        assert len(found.victim.heard) > 40


@contextmanager
def told(
    answers: Mapping[str, bytes | Callable[[bytes], bytes]],
) -> Iterator[tuple[Fetcher, Host, str]]:
    """Serve some answers as news.example, and make a fetcher that reaches it."""
    with listening((PUBLIC,), telling(answers)) as host:
        fetcher = fetcher_of(host, "other.example")
        yield fetcher, host, f"http://news.example:{host.port}"


def test_a_page_is_fetched_under_an_honest_name() -> None:
    with told({"/a": answer(BODY, kind="text/html; charset=ISO-8859-1")}) as (fetcher, host, base):
        page = fetcher.fetch(f"{base}/a")
    assert (page.content, page.media_type, page.charset) == (BODY, "text/html", "iso-8859-1")
    head = host.requests[-1].decode().lower()
    assert f"user-agent: {AGENT}\r\n".lower() in head
    assert f"host: news.example:{host.port}\r\n" in head
    assert "cookie" not in head
    assert "authorization" not in head


def test_a_page_is_known_by_the_address_that_it_was_found_at() -> None:
    moved = "301 Moved"
    answers = {
        "/a": answer(b"", "Location: /b", status=moved),
        "/b": answer(b"", "Location: //other.example:{port}/c", status=moved),
        "/c": answer(BODY),
    }
    with told(answers) as (fetcher, host, base):
        answers["/b"] = answers["/b"].replace(b"{port}", str(host.port).encode())
        page = fetcher.fetch(f"{base}/a#part")
    assert page.url == f"http://other.example:{host.port}/c"
    assert page.host == "other.example"


def test_robots_txt_is_asked_once_and_kept_to() -> None:
    robots = answer(b"User-agent: materiel\nDisallow: /inside\n", kind="text/plain")
    pages = {"/a": answer(BODY), "/inside/b": answer(BODY)}
    with told({"/robots.txt": robots, **pages}) as (fetcher, host, base):
        fetcher.fetch(f"{base}/a")
        with pytest.raises(AddressRefused, match=r"robots\.txt"):
            fetcher.fetch(f"{base}/inside/b")
    assert [line.split()[1] for line in host.heard] == ["/robots.txt", "/a"]


def test_robots_txt_is_kept_to_where_a_redirect_leads() -> None:
    answers = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /inside\n", kind="text/plain"),
        "/a": answer(b"", "Location: /inside", status="302 Found"),
        "/inside": answer(BODY),
    }
    with (
        told(answers) as (fetcher, host, base),
        pytest.raises(AddressRefused, match=r"robots\.txt"),
    ):
        fetcher.fetch(f"{base}/a")
    assert "GET /inside HTTP/1.1" not in host.heard


@pytest.mark.parametrize("status", ["500 Broken", "429 Too Many", "503 Later"])
def test_a_host_in_trouble_is_asked_for_nothing(status: str) -> None:
    answers = {"/robots.txt": answer(b"", status=status), "/a": answer(BODY)}
    with (
        told(answers) as (fetcher, host, base),
        pytest.raises(FetchFailed, match="nothing else is asked for") as failed,
    ):
        fetcher.fetch(f"{base}/a")
    assert failed.value.passes
    assert len(host.heard) == 1


def test_what_is_unchanged_is_not_sent_again() -> None:
    def tell(head: bytes) -> bytes:
        if b'if-none-match: "v1"' in head.lower():
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return answer(b"<rss/>", 'ETag: "v1"', kind="application/rss+xml")

    with told({"/feed": tell}) as (fetcher, _, base):
        first = fetcher.fetch(f"{base}/feed", kinds=FEEDS)
        again = fetcher.fetch(f"{base}/feed", kinds=FEEDS, known=first.validators)
    assert (first.content, first.is_unchanged) == (b"<rss/>", False)
    assert (again.content, again.is_unchanged) == (b"", True)
    assert again.validators == Validators(etag='"v1"')


@pytest.mark.parametrize(
    ("status", "passes"),
    [("429 Too Many", True), ("503 Later", True), ("404 Not Found", False), ("403 No", False)],
)
def test_a_refusal_says_whether_to_come_back(status: str, passes: bool) -> None:
    with (
        told({"/a": answer(b"", "Retry-After: 120", status=status)}) as (fetcher, _, base),
        pytest.raises(FetchFailed) as failed,
    ):
        fetcher.fetch(f"{base}/a")
    assert failed.value.passes is passes
    assert failed.value.retry_after == 120.0
    assert str(failed.value.status) == status[:3]


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening((PUBLIC,), telling({})) as proxy, told({"/a": answer(BODY)}) as given:
        fetcher, _, base = given
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{PUBLIC}:{proxy.port}")
        fetcher.fetch(f"{base}/a")
        assert proxy.heard == []


def test_tls_is_spoken_with_the_holder_of_the_name(hosts: Range) -> None:
    if hosts.tls is None:
        pytest.skip("no openssl here to make a certificate")
    names = {"right.example": [[PUBLIC]]}
    case = Case(name="", url="https://right.example:{tls}/article", error="", says="", names=names)
    outcome = hosts.try_case(case)
    assert outcome.page is not None
    assert outcome.page.content == BODY


def test_the_product_reaches_no_listener_on_this_machine() -> None:
    with listening(("127.0.0.1",), telling({})) as host:
        fetcher = Fetcher(agent=AGENT, reach=Reach(ports=frozenset({host.port})))
        with pytest.raises(AddressRefused, match="not public") as refused:
            fetcher.fetch(f"http://127.0.0.1:{host.port}/")
        assert refused.value.value == f"http://127.0.0.1:{host.port}/"
        assert host.heard == []


def test_a_slow_resolver_is_not_waited_for() -> None:
    def sleepy(_host: str, _port: int) -> list[str]:
        time.sleep(3)
        return [PUBLIC]

    reach = Reach(resolve=sleepy, limits=replace(LIMITS, seconds=0.2))
    with pytest.raises(FetchFailed, match="did not come within"):
        Fetcher(agent=AGENT, reach=reach).fetch("http://news.example/")


def test_robots_txt_leads_to_no_listener_either() -> None:
    with listening(("127.0.0.1",), telling({})) as victim:
        inside = f"Location: http://127.0.0.1:{victim.port}/robots.txt"
        answers = {"/robots.txt": answer(b"", inside, status="302 Found"), "/a": answer(BODY)}
        with told(answers) as (fetcher, host, base):
            with pytest.raises(FetchFailed, match="nothing else is asked for"):
                fetcher.fetch(f"{base}/a")
            assert len(host.heard) == 1
        assert victim.heard == []

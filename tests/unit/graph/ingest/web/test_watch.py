"""Watching feeds: everything once, nothing twice, and peace for hosts in trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.claims.article import Article
from graph.errors import ArchiveLocked, Busy, MaterielError, StorageFull, TooCostly
from graph.ingest.web.limits import web_limits
from graph.ingest.web.notes import Notebook
from graph.ingest.web.watch import Event, Happened, Watch
from tests.addresses.corpus import fetcher_of
from tests.addresses.hosts import PUBLIC, Host, answer, listening, telling

WORDS = "Norway sent Ukraine 22 tanks on Monday, the army said in a short statement. " * 6
PAGE = answer(f"<html><body><article><p>{WORDS}</p></article></body></html>".encode())
EVERY = 900.0
Answers = dict[str, bytes | Callable[[bytes], bytes]]


def feed(*links: str, carries: str = "") -> bytes:
    items = "".join(
        f"<item><title>T {link}</title><link>{link}</link><description>{carries}</description>"
        "</item>"
        for link in links
    )
    body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return answer(body.encode(), 'ETag: "v1"', kind="application/rss+xml")


class Desk:
    """A watch of one feed, at a time of our choice, and what it kept."""

    def __init__(self, host: Host, data: Path) -> None:
        self.host = host
        self.now = 1_000_000.0
        self.kept: list[Article] = []
        self.trouble: dict[str, list[MaterielError]] = {}
        self.url = f"http://news.example:{host.port}/feed"
        self._data = data

    def visit(self) -> list[Event]:
        with Notebook.open(self._data) as notebook:
            watch = Watch(
                fetcher=fetcher_of(self.host),
                notebook=notebook,
                keep=self._keep,
                every=EVERY,
                clock=lambda: self.now,
            )
            self.now += watch.due(self.url)
            self.host.heard.clear()
            return list(watch.visit(self.url))

    def _keep(self, article: Article) -> None:
        """Keep an article, or raise what was put up for its title, each error once."""
        if errors := self.trouble.get(article.title or ""):
            raise errors.pop(0)
        self.kept.append(article)

    def pause(self) -> float:
        with Notebook.open(self._data) as notebook:
            return notebook.find(self.url).due - self.now

    def asked(self) -> list[str]:
        return [line.split()[1] for line in self.host.heard if "robots" not in line]


@pytest.fixture
def answers() -> Answers:
    return {"/feed": feed("/a", "/b"), "/a": PAGE, "/b": PAGE.replace(b"22", b"23")}


@pytest.fixture
def desk(answers: Answers, tmp_path: Path) -> Iterator[Desk]:
    with listening((PUBLIC,), telling(answers)) as host:
        yield Desk(host, tmp_path)


def whats(events: list[Event]) -> list[str]:
    return [event.what.value for event in events]


def test_entries_are_kept_once_the_oldest_first(desk: Desk, answers: Answers) -> None:
    assert whats(desk.visit()) == ["read", "kept", "kept"]
    assert desk.asked() == ["/feed", "/b", "/a"]
    assert [article.title for article in desk.kept] == ["T /b", "T /a"]
    answers["/feed"] = feed("/c", "/a", "/b")
    answers["/c"] = PAGE
    assert whats(desk.visit()) == ["read", "kept"]
    assert desk.asked() == ["/feed", "/c"]


def test_a_feed_that_did_not_change_is_not_sent_again(desk: Desk, answers: Answers) -> None:
    whole = feed("/a")

    def tell(head: bytes) -> bytes:
        return b"HTTP/1.1 304 Not Modified\r\n\r\n" if b'"v1"' in head else whole

    answers["/feed"] = tell
    assert whats(desk.visit()) == ["read", "kept"]
    assert whats(desk.visit()) == ["unchanged"]
    assert whats(desk.visit()) == ["unchanged"]


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(desk: Desk, answers: Answers) -> None:
    whole = answers["/feed"]
    answers["/feed"] = answer(b"", status="500 Broken")
    pauses = []
    for _ in range(10):
        assert whats(desk.visit()) == ["rests"]
        pauses.append(desk.pause())
    longest = web_limits().feeds.longest_pause_seconds
    assert pauses == [min(EVERY * 2**turn, longest) for turn in range(10)]
    answers["/feed"] = whole
    desk.visit()
    assert desk.pause() == EVERY


def test_a_feed_is_left_alone_as_long_as_it_asks(desk: Desk, answers: Answers) -> None:
    answers["/feed"] = answer(b"", "Retry-After: 7200", status="429 Too Many")
    (event,) = desk.visit()
    assert (event.what, event.seconds, desk.pause()) == (Happened.RESTS, 7200.0, 7200.0)


def test_a_page_in_trouble_is_tried_again_and_not_for_ever(desk: Desk, answers: Answers) -> None:
    answers["/feed"] = feed("/a")
    answers["/a"] = answer(b"", status="500 Broken")
    tries = web_limits().feeds.tries
    found = [whats(desk.visit())[1:] for _ in range(tries + 1)]
    assert found == [["later"]] * (tries - 1) + [["failed"], []]


def test_a_page_that_comes_later_is_kept(desk: Desk, answers: Answers) -> None:
    answers["/a"] = answer(b"", status="503 Later")
    assert whats(desk.visit()) == ["read", "kept", "later"]
    answers["/a"] = PAGE
    assert whats(desk.visit()) == ["read", "kept"]


def test_a_host_that_asks_to_wait_is_asked_for_nothing_more(desk: Desk, answers: Answers) -> None:
    answers["/b"] = answer(b"", "Retry-After: 5000", status="429 Too Many")
    assert whats(desk.visit()) == ["read", "later"]
    assert desk.asked() == ["/feed", "/b"]
    assert desk.pause() == 5000.0


def test_words_of_the_feed_stand_in_for_a_page_that_is_refused(
    desk: Desk, answers: Answers
) -> None:
    answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a\n", kind="text/plain")
    answers["/feed"] = feed("/a", carries=WORDS)
    assert whats(desk.visit()) == ["read", "carried"]
    assert desk.asked() == ["/feed"]
    assert "22 tanks" in desk.kept[0].text
    assert desk.kept[0].url == desk.url.replace("/feed", "/a")


COSTLY = TooCostly("reading it took more than 30 s", field="text", remedy="Send its parts")


@pytest.mark.parametrize("carried", [False, True])
def test_an_article_that_cannot_be_read_fails_alone_and_once(
    desk: Desk, answers: Answers, carried: bool
) -> None:
    if carried:
        answers["/feed"] = feed("/a", "/b", carries=WORDS)
        answers["/b"] = answer(b"", status="404 Gone")
    desk.trouble["T /b"] = [COSTLY]
    _, failed, kept = desk.visit()
    assert (failed.what, kept.what) == (Happened.FAILED, Happened.KEPT)
    assert failed.name.endswith("/b")
    assert "took more than 30 s. Send its parts" in failed.why
    assert whats(desk.visit()) == ["read"]


@pytest.mark.parametrize("carried", [False, True])
def test_an_article_whose_readers_are_busy_comes_again(
    desk: Desk, answers: Answers, carried: bool
) -> None:
    if carried:
        answers["/feed"] = feed("/a", "/b", carries=WORDS)
        answers["/b"] = answer(b"", status="404 Gone")
    desk.trouble["T /b"] = [Busy("All processes were busy")]
    _, later, kept = desk.visit()
    assert (later.what, kept.what) == (Happened.LATER, Happened.KEPT)
    assert "All processes were busy (try 1 of" in later.why
    assert whats(desk.visit()) == ["read", "carried" if carried else "kept"]
    assert [article.title for article in desk.kept] == ["T /a", "T /b"]


def test_an_entry_in_words_of_its_own_comes_again_when_its_readers_were_busy(
    desk: Desk, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers["/feed"] = feed("/a", carries=WORDS)
    answers["/a"] = answer(b"", status="404 Gone")
    with monkeypatch.context() as patch:
        patch.setattr("graph.ingest.web.watch.make_entry_article", be_busy)
        _, later = desk.visit()
    assert (later.what, "none is free" in later.why) == (Happened.LATER, True)
    assert whats(desk.visit()) == ["read", "carried"]


def be_busy(*_given: object) -> Article:
    raise Busy("none is free")


def test_an_article_that_the_archive_cannot_take_is_not_settled(desk: Desk) -> None:
    desk.trouble["T /b"] = [StorageFull("No space is left")]
    with pytest.raises(StorageFull):
        desk.visit()
    assert whats(desk.visit()) == ["read", "kept", "kept"]


def test_an_entry_that_leads_inside_is_refused_and_costs_nothing_else(
    desk: Desk, answers: Answers
) -> None:
    with listening(("127.0.0.1",), telling({})) as victim:
        inside = f"http://127.0.0.1:{victim.port}/"
        answers["/feed"] = feed("/a", inside, "file:///etc/passwd")
        assert whats(desk.visit()) == ["read", "failed", "failed", "kept"]
        assert victim.heard == []
    assert whats(desk.visit()) == ["read"]


def test_a_long_feed_is_read_over_several_visits(desk: Desk, answers: Answers) -> None:
    most = web_limits().feeds.entries_a_visit
    links = [f"/{number}" for number in range(most + 3)]
    answers["/feed"] = feed(*links)
    answers.update(dict.fromkeys(links, PAGE))
    assert whats(desk.visit()).count("kept") == most
    assert whats(desk.visit()).count("kept") == 3


TOLD = '{"seen": {}, "etag": null, "modified": null, "failures": %s, "due": %s}'
NOT_NOTES = [
    b"",
    b"{",
    b"[]",
    b'{"seen": 3}',
    b'{"seen": {}}',
    b"\xff",
    (TOLD % ("1e999", "0")).encode(),
    (TOLD % ("0", "1" + "0" * 400)).encode(),
]


@pytest.mark.parametrize("content", NOT_NOTES)
def test_notes_that_cannot_be_read_are_begun_anew(
    desk: Desk, tmp_path: Path, content: bytes
) -> None:
    desk.visit()
    (notes,) = tmp_path.glob("feeds/*.json")
    notes.write_bytes(content)
    assert whats(desk.visit()) == ["read", "kept", "kept"]


def test_one_watch_at_a_time_has_the_notes(tmp_path: Path) -> None:
    with Notebook.open(tmp_path), pytest.raises(ArchiveLocked, match="materiel watch"):
        Notebook.open(tmp_path).__enter__()


def test_marks_of_entries_that_are_gone_are_forgotten_beyond_a_limit() -> None:
    from graph.ingest.web.notes import Notes

    most = web_limits().feeds.seen
    notes = Notes(url="", seen={str(number): 0 for number in range(most + 10)})
    notes.forget({"0", "1"})
    assert len(notes.seen) == most
    assert {"0", "1"} <= notes.seen.keys()
    assert "2" not in notes.seen

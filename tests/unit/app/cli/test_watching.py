"""`watch` keeps what feeds list, says what happened, and ends when it is asked to."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cli.watching import list_feeds, read_duration
from graph.errors import AddressRefused, InvalidField, MissingField, UnreadableFile
from graph.ingest.web.watch import Event, Happened, Watch
from tests.addresses.corpus import fetcher_of
from tests.addresses.hosts import PUBLIC, answer, listening, telling
from tests.unit.app.cli.conftest import TOLD, Run

FEED = (
    '<rss version="2.0"><channel><title>News</title>'
    "<item><title>Tanks</title><link>/a</link></item>"
    "<item><title>Gone</title><link>/gone</link></item></channel></rss>"
)


def sleep(_head: bytes) -> bytes:
    time.sleep(5)
    return b""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    answers: dict[str, bytes | Callable[[bytes], bytes]] = {
        "/feed": answer(FEED.encode(), kind="application/rss+xml"),
        "/a": answer(TOLD.encode(), kind="text/plain"),
        "/slow": sleep,
    }
    with listening((PUBLIC,), telling(answers)) as host:
        monkeypatch.setattr("app.wiring.open_fetcher", lambda _settings: fetcher_of(host))
        yield f"http://news.example:{host.port}"


def test_a_feed_is_read_once_and_what_happened_is_told(run: Run, web: str) -> None:
    result = run("watch", "--once", f"{web}/feed")
    assert result.exit_code == 0
    *told, last = result.stdout.splitlines()
    assert f"read {web}/feed: 2 entries, 2 to read" in told[0]
    assert f"failed {web}/gone: news.example answered with status 404" in told[1]
    assert f"kept {web}/a: new, 1 claim" in told[2]
    assert last == "read 2, new 1, known 0, failed 1, claims 1 from 1 feed"
    again = run("watch", "--once", f"{web}/feed")
    assert again.stdout.endswith("read 0, new 0, known 0, failed 0, claims 0 from 1 feed\n")


def test_what_a_feed_says_does_not_steer_the_terminal(
    run: Run, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Event(what=Happened.FAILED, name="https://n.example/\x1b[2J", why="\x9b31mno\u202ewords")
    monkeypatch.setattr(Watch, "visit", lambda *_: iter([told]))
    result = run("watch", "--once", f"{web}/feed")
    line = result.stdout.splitlines()[0]
    assert "no words" in line
    assert line.isprintable()


def test_a_feed_that_cannot_be_read_fails_the_command(run: Run, web: str) -> None:
    result = run("watch", "--once", f"{web}/none", f"{web}/a")
    assert result.exit_code == 1
    assert result.stdout.count(" rests ") == 2
    assert "left alone for 15 min" in result.stdout


@pytest.mark.parametrize("path", ["/feed", "/slow"])
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_ends_in_order_when_it_is_asked_to(
    run: Run, web: str, path: str, asked: signal.Signals
) -> None:
    before = signal.getsignal(asked)

    def ask() -> None:
        while signal.getsignal(asked) == before:  # it would end the tests
            time.sleep(0.05)
        time.sleep(0.5)
        os.kill(os.getpid(), asked)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    result = run("watch", f"{web}{path}")
    asking.join()
    assert result.exit_code == 0
    assert "from 1 feed" in result.stdout.splitlines()[-1]
    assert signal.getsignal(asked) == before


def test_feeds_are_listed_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text("# ours\nhttps://A.example/x #two\n\nhttps://b.example/ # note\n", "utf-8")
    given = ["https://a.example/x", "HTTPS://a.example:443/x"]
    assert list_feeds(given, file) == ["https://a.example/x", "https://b.example/"]


def test_what_is_no_feed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingField):
        list_feeds([], None)
    with pytest.raises(AddressRefused):
        list_feeds(["feed.xml"], None)
    with pytest.raises(UnreadableFile):
        list_feeds([], tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400)]
)
def test_durations_are_read(text: str, seconds: float) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "-5m", "1w", "1.5h", "5s", "９m", "1m "])
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(InvalidField, match="no time that feeds are visited at"):
        read_duration(text)

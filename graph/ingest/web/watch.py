"""Watch feeds: each new entry becomes an article, once, and hosts are left in peace."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.claims.article import Article
from graph.errors import Busy, FetchFailed, InputError
from graph.ingest.web.articles import Fetches, fetch_article
from graph.ingest.web.feeds import Entry, Feed, complete, make_entry_article, parse_feed
from graph.ingest.web.fetcher import FEEDS, Validators
from graph.ingest.web.limits import web_limits
from graph.ingest.web.notes import Notebook, Notes


class Happened(StrEnum):
    """What came of a visit, or of an entry."""

    KEPT = "kept"
    CARRIED = "carried"
    FAILED = "failed"
    LATER = "later"
    READ = "read"
    UNCHANGED = "unchanged"
    RESTS = "rests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: `name` is the address of an entry or a feed, `why` tells more.

    `kept` is what `keep` gave for the article. `seconds` is the pause after an error of the feed.
    """

    what: Happened
    name: str
    why: str = ""
    kept: object = None
    seconds: float = 0.0


class Watch:
    """Visits feeds; `keep` takes each article, and what it gives is told with the event."""

    def __init__(
        self,
        *,
        fetcher: Fetches,
        notebook: Notebook,
        keep: Callable[[Article], object],
        every: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._fetcher = fetcher
        self._notebook = notebook
        self._keep = keep
        self._every = every
        self._clock = clock

    def due(self, url: str) -> float:
        """Tell the seconds until a feed is to be visited, 0 when it is."""
        return max(0.0, self._notebook.find(url).due - self._clock())

    def visit(self, url: str) -> Iterator[Event]:
        """Visit a feed, and take its new entries one after another, the oldest first."""
        notes = self._notebook.find(url)
        try:
            page = self._fetcher.fetch(url, kinds=FEEDS, known=notes.validators)
            feed = None if page.is_unchanged else parse_feed(page)
        except (InputError, Busy) as error:
            yield self._rest(notes, error)
            return
        notes.failures = 0
        notes.due = self._clock() + self._every
        if feed is None:
            self._notebook.keep(notes)
            yield Event(what=Happened.UNCHANGED, name=url)
            return
        yield from self._take_all(feed, notes, page.validators)

    def _take_all(self, feed: Feed, notes: Notes, validators: Validators) -> Iterator[Event]:
        """Take what is new; the version counts as read when nothing of it is left to do."""
        wanted = {one.mark: one for one in reversed(feed.entries) if notes.wants(one.mark)}
        now = list(wanted.values())[: web_limits().feeds.entries_a_visit]
        told = f"{len(feed.entries)} entries, {len(wanted)} to read"
        yield Event(what=Happened.READ, name=notes.url, why=told)
        for entry in now:
            event = self._take(entry, feed, notes)
            self._notebook.keep(notes)
            yield event
            if event.seconds:
                notes.due = max(notes.due, self._clock() + event.seconds)
                break  # a host that asks to be left alone
        listed = {entry.mark for entry in feed.entries}
        is_settled = not any(notes.wants(mark) for mark in listed)
        notes.validators = validators if is_settled else Validators()
        notes.forget(listed)
        self._notebook.keep(notes)

    def _take(self, entry: Entry, feed: Feed, notes: Notes) -> Event:
        """Take an entry, and settle it unless what stands in the way may pass."""
        try:
            event = self._bring(entry, feed)
        except Busy as error:
            return _later(notes, entry, FetchFailed(str(error), passes=True))
        except InputError as error:
            if isinstance(error, FetchFailed) and error.passes:
                return _later(notes, entry, error)
            event = Event(what=Happened.FAILED, name=entry.link or feed.url, why=str(error))
        notes.settle(entry.mark)
        return event

    def _bring(self, entry: Entry, feed: Feed) -> Event:
        """Keep the page of an entry; raises InputError or Busy, as `keep` may too."""
        if entry.link is None:
            return self._carried(entry, feed, "the entry has no page")
        try:
            article = complete(fetch_article(self._fetcher, entry.link), entry)
        except InputError as error:
            if isinstance(error, FetchFailed) and error.passes:
                raise
            return self._carried(entry, feed, str(error))
        return Event(what=Happened.KEPT, name=entry.link, kept=self._keep(article))

    def _carried(self, entry: Entry, feed: Feed, why: str) -> Event:
        """Keep the words that the feed carries, since the page is not to be had."""
        name = entry.link or feed.url
        try:
            article = make_entry_article(entry, feed)
        except InputError:
            if entry.link is None:
                raise
            return Event(what=Happened.FAILED, name=name, why=why)  # the page's is the better one
        return Event(what=Happened.CARRIED, name=name, why=why, kept=self._keep(article))

    def _rest(self, notes: Notes, error: InputError | Busy) -> Event:
        """Leave a feed alone: twice as long after each error, or as long as it asks."""
        longest = web_limits().feeds.longest_pause_seconds
        asked = (error.retry_after or 0.0) if isinstance(error, FetchFailed) else 0.0
        pause = min(max(self._every * 2 ** min(notes.failures, 20), asked), longest)
        notes.failures += 1
        notes.due = self._clock() + pause
        self._notebook.keep(notes)
        return Event(what=Happened.RESTS, name=notes.url, why=str(error), seconds=pause)


def _later(notes: Notes, entry: Entry, error: FetchFailed) -> Event:
    tries = notes.put_off(entry.mark)
    what = Happened.LATER if notes.wants(entry.mark) else Happened.FAILED
    return Event(
        what=what,
        name=entry.link or notes.url,
        why=f"{error} (try {tries} of {web_limits().feeds.tries})",
        seconds=min(error.retry_after or 0.0, web_limits().feeds.longest_pause_seconds),
    )

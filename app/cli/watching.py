"""The command `watch`: feeds are visited again and again, and what is new in them is kept."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Asked
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.durations import parse_duration
from app.cli.messages import FAILURE_CODE, say
from app.cli.printable import printable
from graph.errors import InvalidField, MissingField, StorageError, UnreadableFile

if TYPE_CHECKING:
    from app.cli.summing import Summary
    from app.wiring import Materiel
    from graph.ingest.web.watch import Event, Watch

_AGAIN = 60.0
"""Seconds until the next try where the archive could not write."""


def watch(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None, typer.Argument(help="Addresses of RSS or Atom feeds", metavar="FEED...")
    ] = None,
    *,
    file: Annotated[
        Path | None, typer.Option(help="Take feeds from this file too, one a line; # begins a note")
    ] = None,
    every: Annotated[str, typer.Option(help="How often each is visited: 90s, 15m, 2h, 1d")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Visit each feed once, and end")] = False,
) -> None:
    """Visit feeds and keep each new article with its claims, until interrupted.

    What was seen is not fetched again, a feed that did not change is not sent again, and one that
    fails is left alone for longer each time. Works while a service is running.
    """
    from app.cli.summing import Summary
    from app.settings import load_settings
    from app.wiring import open_materiel

    seconds = read_duration(every)
    urls = list_feeds(feeds or (), file)
    summary = Summary()
    with open_materiel(load_settings(ctx.obj), store=False) as materiel:
        failed = _run(materiel, urls, seconds, summary, once=once)
    typer.echo(f"{summary.sentence()} from {len(urls)} {'feed' if len(urls) == 1 else 'feeds'}")
    if once and failed:
        raise typer.Exit(FAILURE_CODE)


def list_feeds(given: Sequence[str], file: Path | None) -> list[str]:
    """List the feeds, each once, written in one way; raises InputError for what is no address."""
    from graph.ingest.web.address import parse_address

    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
    except (OSError, UnicodeDecodeError) as failed:
        raise UnreadableFile(
            f"{file} cannot be read: {failed}",
            field="--file",
            value=str(file),
            remedy="Name a text file with one address a line",
        ) from failed
    told = [*given, *(line.partition(" #")[0].strip() for line in lines)]
    urls = [str(parse_address(url)) for url in told if url and not url.startswith("#")]
    if not urls:
        raise MissingField(
            "there is no feed to watch", field="FEED", remedy="Give addresses, or --file with some"
        )
    return list(dict.fromkeys(urls))


def read_duration(text: str) -> float:
    """Read `15m` and the like, in seconds; raises InvalidField."""
    from graph.ingest.web.limits import web_limits

    found = parse_duration(text, "smhd")
    seconds = found.total_seconds() if found else 0.0
    shortest = web_limits().feeds.shortest_seconds
    if seconds < shortest:
        raise InvalidField(
            f"{text!r} is no time that feeds are visited at",
            field="--every",
            value=text,
            remedy=f"Write a number and s, m, h or d, {shortest:.0f}s at least",
        )
    return seconds


def _run(
    materiel: Materiel, urls: Sequence[str], every: float, summary: Summary, *, once: bool
) -> int:
    """Watch until asked to stop, or once; give the number of feeds that failed at the last."""
    from app.cli.stopping import Breakable, Stopped, Stopping
    from app.wiring import open_fetcher
    from graph.ingest.web.notes import Notebook
    from graph.ingest.web.watch import Watch

    stopping = Stopping()
    with stopping.taking_signals(), Notebook.open(materiel.settings.data) as notebook:
        watching = Watch(
            fetcher=Breakable(open_fetcher(materiel.settings), stopping),
            notebook=notebook,
            keep=materiel.pipeline.ingest,
            every=every,
        )
        try:
            if once:
                return sum(not _visit(watching, url, summary) for url in urls)
            _watch_on(watching, urls, summary, stopping.asked)
        except Stopped:
            return 0  # asked for: what was kept is told at the end
    return 0


def _watch_on(watching: Watch, urls: Sequence[str], summary: Summary, asked: Asked) -> None:
    while not asked.is_set():
        for url in urls:
            if asked.is_set():
                return
            if watching.due(url) == 0:
                _visit(watching, url, summary)
        asked.wait(min(watching.due(url) for url in urls) or _AGAIN)


def _visit(watching: Watch, url: str, summary: Summary) -> bool:
    """Visit a feed and say what happened; tell whether the feed could be read."""
    from graph.ingest.web.watch import Happened

    is_read = True
    try:
        for event in watching.visit(url):
            _tell(event, summary)
            is_read = event.what is not Happened.RESTS
    except StorageError as error:
        say(f"materiel: {error}")  # the entry counts as not seen, and comes again
        return False
    return is_read


def _tell(event: Event, summary: Summary) -> None:
    """Say what happened on one line, and count it."""
    from graph.errors import InputError
    from graph.ingest.fetched import Failed
    from graph.ingest.web.watch import Happened
    from graph.pipeline import Ingested

    told = event.why
    if isinstance(event.kept, Ingested):
        summary.add(event.kept)
        claims = len(event.kept.read.reading.claims)
        new = "new" if event.kept.is_new else "known"
        told = f"{new}, {claims} {'claim' if claims == 1 else 'claims'}"
        if event.what is Happened.CARRIED:
            told += f", in the words of the feed: {event.why}"
    elif event.what is Happened.FAILED:
        error = InputError(event.why, field="url", value=event.name)
        summary.failures.append(Failed(name=event.name, error=error))
    elif event.what is Happened.RESTS:
        told = f"{event.why}; left alone for {_in_words(event.seconds)}"
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = " ".join(f"{now} {event.what.value} {event.name}: {told}".split())
    typer.echo(printable(line.removesuffix(":")))
    sys.stdout.flush()


def _in_words(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"

"""`audit`: what was written, by whom, and from where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.durations import parse_duration
from graph.errors import InvalidField

if TYPE_CHECKING:
    from graph.archive.archive import Archive
    from graph.archive.trail import Entry


def audit(
    ctx: typer.Context,
    *,
    since: Annotated[
        str | None, typer.Option(help="From a day or moment on (UTC), or so long ago: 24h, 7d")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON, one entry a line")] = False,
) -> None:
    """Tell what was written: when, with which key, from which address, and what became of it."""
    from app.cli.output import write_out
    from app.settings import load_settings
    from app.wiring import check_archive, open_archive

    start = None if since is None else read_start(since, datetime.now(UTC))
    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_archive(settings) as archive:
        write_out(_lines(archive, start, json=json), None)


def read_start(written: str, now: datetime) -> datetime:
    """Read since when; raises InvalidField for what is no time."""
    ago = parse_duration(written, "hd")
    try:
        if ago:
            return now - ago
        start = datetime.fromisoformat(written)
    except (ValueError, OverflowError) as wrong:
        raise InvalidField(
            f"--since {written!r} is no time",
            field="--since",
            value=written,
            remedy="Write it like 2026-01-31, 2026-01-31T12:00, 24h or 7d",
        ) from wrong
    return start if start.tzinfo else start.replace(tzinfo=UTC)


def _lines(archive: Archive, start: datetime | None, *, json: bool) -> Iterator[bytes]:
    from app.cli.output import as_json
    from app.schemas.keys import EntryOut

    for entry in archive.trail.entries(since=start):
        yield as_json(EntryOut.of(entry), pretty=False) if json else _line(entry)


def _line(entry: Entry) -> bytes:
    from app.cli.printable import printable

    caller = entry.caller
    by = f"key {caller.key}" if caller.key else f"by {caller.door}"
    told = (
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        f"{by:<16}",
        f"{caller.address or '-':<15}",
        f"{entry.action:<17}",
        entry.subject,
        entry.outcome,
        caller.request or "",
    )
    return (printable("  ".join(told).rstrip()) + "\n").encode()

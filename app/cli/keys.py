"""`keys`: make, list and revoke the keys of those who may write."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.durations import parse_duration
from app.cli.messages import say
from graph.errors import InvalidField

if TYPE_CHECKING:
    from app.schemas.keys import KeyOut
    from graph.archive.keys import Scope

program = typer.Typer(
    name="keys",
    help="Make, list and revoke the keys of those who may write; works while a service runs.",
    no_args_is_help=True,
)
YEAR = "365d"
NEVER = "never"


@program.command()
def create(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Option(help="Who holds it")],
    scope: Annotated[
        list[str],
        typer.Option(help="What it is for: read, ingest, review or admin; may be given again"),
    ],
    expires: Annotated[
        str, typer.Option(help="When it ends: 12h, 90d, 4w, a day like 2027-01-31, or never")
    ] = YEAR,
) -> None:
    """Make a key and show it, now or never: only a hash of it is kept.

    From the first key on, nobody writes over HTTP without one. The key is all that goes to
    standard output.
    """
    from app.settings import load_settings
    from app.wiring import open_archive

    now = datetime.now(UTC)
    scopes = [_scope(each) for each in scope]
    expires_at = read_expiry(expires, now)
    with open_archive(load_settings(ctx.obj)) as archive:
        key, text = archive.keys.create(name=name, scopes=scopes, expires_at=expires_at)
    until = f"until {key.expires_at:%Y-%m-%d %H:%M} UTC" if key.expires_at else "without an end"
    say(f"Key {key.id} of {key.name}, good for {', '.join(sorted(key.scopes))} {until}.")
    say("Keep it as a password; it is not shown again. Send it as: Authorization: Bearer KEY")
    typer.echo(text)


@program.command("list")
def list_keys(
    ctx: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="As JSON, one key a line")] = False,
) -> None:
    """List the keys, revoked and expired ones too; none can be seen again."""
    from app.cli.output import as_json, write_out
    from app.schemas.keys import KeyOut
    from app.settings import load_settings
    from app.wiring import check_archive, open_archive

    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_archive(settings) as archive:
        listed = [KeyOut.of(key, datetime.now(UTC)) for key in archive.keys.current().values()]
    if json:
        write_out([as_json(each, pretty=False) for each in listed], None)
    elif not listed:
        say("No key was created: a service on this machine alone is open for writing.")
    for each in [] if json else listed:
        typer.echo(_line(each))


@program.command()
def revoke(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(help="Id of the key, as list shows it", metavar="ID")],
) -> None:
    """Let a key be good for nothing, at once, in running services too."""
    from app.settings import load_settings
    from app.wiring import check_archive, open_archive

    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_archive(settings) as archive:
        revoked = archive.keys.revoke(key)
    typer.echo(f"revoked: key {revoked.id} of {revoked.name}, on {revoked.revoked_at:%Y-%m-%d}")


def read_expiry(written: str, now: datetime) -> datetime | None:
    """Read when a key ends, None for never; raises InvalidField for what is no time to come."""
    if written == NEVER:
        return None
    lasts = parse_duration(written, "hdw")
    try:
        if lasts:
            return now + lasts
        ends = datetime.fromisoformat(written)
    except (ValueError, OverflowError):
        ends = now
    ends = ends if ends.tzinfo else ends.replace(tzinfo=UTC)
    if ends <= now:
        raise InvalidField(
            f"--expires {written!r} is no time to come",
            field="--expires",
            value=written,
            remedy=f"Write it like 90d, 12h, 4w, 2027-01-31 or {NEVER}",
        )
    return ends


def _scope(written: str) -> Scope:
    from graph.archive.keys import Scope

    try:
        return Scope(written)
    except ValueError as wrong:
        raise InvalidField(
            f"--scope {written!r} is none",
            field="--scope",
            value=written,
            remedy=f"Use one of {', '.join(Scope)}",
        ) from wrong


def _line(key: KeyOut) -> str:
    from app.cli.printable import printable

    used = f"used {key.last_used:%Y-%m-%d %H}h" if key.last_used else "never used"
    until = f"until {key.expires_at:%Y-%m-%d}" if key.expires_at else "no end"
    scopes = ",".join(key.scopes)
    return printable(f"{key.id}  {key.state:<8}  {scopes:<14}  {until:<16}  {used:<20}  {key.name}")

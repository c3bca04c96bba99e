"""`mute` and `unmute`: a person's word on a publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graph.claims.publisher import Hearing

_Name = Annotated[str, typer.Argument(help="Id or name of the publisher", metavar="PUBLISHER")]
_Who = Annotated[str, typer.Option(help="Who decides; shown to everyone")]


def mute(
    ctx: typer.Context,
    publisher: _Name,
    *,
    who: _Who,
    why: Annotated[str, typer.Option(help="Why what it prints establishes nothing")],
) -> None:
    """Mute a publisher: its claims are shown, and establish nothing; works beside a service.

    Nothing is deleted; unmute takes it back.
    """
    from graph.claims.publisher import Hearing

    _decide(ctx, publisher, Hearing.MUTE, who, why)


def unmute(
    ctx: typer.Context,
    publisher: _Name,
    *,
    who: _Who,
    why: Annotated[str | None, typer.Option(help="Why it is heard again")] = None,
) -> None:
    """Hear a publisher again that was muted; works while a service is running."""
    from graph.claims.publisher import Hearing

    _decide(ctx, publisher, Hearing.UNMUTE, who, why)


def _decide(
    ctx: typer.Context, publisher: str, decision: Hearing, who: str, why: str | None
) -> None:
    from app.cli.printable import printable
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=False) as materiel:
        muted = materiel.pipeline.hear(publisher, decision, who=who, why=why)
    verdict = muted.verdict
    done = f"{decision}d: {verdict.name} ({verdict.publisher})"
    if not muted.is_new:
        done = f"nothing changed: {done} on {verdict.made_at:%Y-%m-%d} already"
    typer.echo(printable(done))

"""The command `ask`: who supplies whom, as table, JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.claims.claim import Stage, Status
from graph.errors import InvalidField
from graph.network.rolling import Level
from graph.network.strength import Strength

if TYPE_CHECKING:
    from pathlib import Path

    from app.schemas.supplies import SupplyOut
    from graph.network.filter import Filter


def ask(  # noqa: PLR0913  # an option each
    ctx: typer.Context,
    *,
    recipient: Annotated[
        list[str] | None,
        typer.Option(help="State, organisation or group, in any spelling; may be repeated"),
    ] = None,
    supplier: Annotated[list[str] | None, typer.Option(help="The same, for the other side")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="The same, for either side")] = None,
    munition: Annotated[
        str | None, typer.Option(help="Concept; narrower ones are included")
    ] = None,
    since: Annotated[str | None, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Claims of this stage alone")] = None,
    status: Annotated[Status | None, typer.Option(help="Claims of this status alone")] = None,
    as_of: Annotated[str | None, typer.Option(help="What was known on that day")] = None,
    strength: Annotated[
        Strength | None, typer.Option(help="What is at least so well established")
    ] = None,
    by: Annotated[Level, typer.Option(help="What a row is about")] = Level.MUNITION,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show the quotes under each row")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="As REST answers")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="As a table of values")] = False,
) -> None:
    """Say who supplies whom, from the archive; works while a service is running.

    Without --status, claims count that say yes; without --stage, at any but request and suspension.
    """
    if json and csv:
        raise InvalidField("--json and --csv are given", field="--csv", remedy="Choose one")
    from app.schemas.wanted import Wanted

    wanted = Wanted(
        recipient=tuple(recipient or ()),
        supplier=tuple(supplier or ()),
        actor=tuple(actor or ()),
        munition=munition,
        since=since,
        until=until,
        stage=stage,
        status=status,
        as_of=as_of,
        strength=strength,
    ).filter()
    sequence, rows = _find(ctx.obj, wanted, by)
    if json or csv:
        _write(rows, sequence, csv=csv)
    else:
        from app.cli.tables import show_rows

        show_rows(rows, evidence=evidence)


def _find(data: Path | None, wanted: Filter, by: Level) -> tuple[int, tuple[SupplyOut, ...]]:
    from app.schemas.supplies import show_supplies
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    settings = load_settings(data)
    check_archive(settings)
    with open_materiel(settings, store=False) as materiel:
        materiel.pipeline.catch_up_network()
        found = materiel.network.rolled_up(wanted, by)
        return found.sequence, show_supplies(found.rows, wanted)


def _write(rows: tuple[SupplyOut, ...], sequence: int, *, csv: bool) -> None:
    from app.cli.output import as_json, write_out
    from app.schemas.supplies import SuppliesPage
    from app.schemas.tables import supplies_csv

    if csv:
        write_out([supplies_csv(rows).encode("utf-8")], None)
        return
    page = SuppliesPage(
        sequence=sequence, total=len(rows), limit=len(rows), offset=0, supplies=rows
    )
    write_out([as_json(page, pretty=True)], None)

"""Commands that look for damage: `verify`, `salvage`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graph.verifying import Verified


def verify(
    ctx: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="As JSON")] = False,
) -> None:
    """Go through archive, store and network: is everything what was written, and do they agree?

    Nothing is changed. Ends with 1 when anything is wrong.
    """
    from app.cli.output import as_json, write_out
    from app.schemas.verified import VerifiedOut
    from app.settings import load_settings
    from app.stores import STORE_FOLDER, build_iris
    from app.wiring import check_archive, speaks_for
    from graph.verifying import verify as look

    settings = load_settings(ctx.obj)
    check_archive(settings)
    store = settings.data / STORE_FOLDER
    verified = look(settings.data, store, build_iris(settings), speaks_for, settings.address)
    if json:
        write_out([as_json(VerifiedOut.of(verified), pretty=True)], None)
    else:
        for line in _lines(verified):
            typer.echo(line)
    if verified.findings:
        raise typer.Exit(1)


def salvage(
    ctx: typer.Context,
    to: Annotated[Path, typer.Argument(help="Folder for the new archive", metavar="TO")],
) -> None:
    """Copy all that is whole in a damaged archive into a new one; the old one is not touched."""
    from app.settings import load_settings
    from app.wiring import check_archive
    from graph.archive.archive import FILE
    from graph.archive.engines.choosing import require_file
    from graph.archive.salvaging import salvage as copy

    settings = load_settings(ctx.obj)
    require_file(settings.address, "Salvaging")
    check_archive(settings)
    salvaged = copy(settings.data / FILE, to)
    rest = f"{salvaged.keys} keys, {salvaged.entries} entries of the trail"
    typer.echo(f"copied {_articles(salvaged.articles)} to {to} ({rest})")
    for article in salvaged.lost:
        typer.echo(f"not whole: article {article}")


def _lines(verified: Verified) -> list[str]:
    from app.cli.printable import printable
    from graph.claims.finding import Part

    lines = [
        printable(f"{each.part.value}: " + (f"article {each.article}: " if each.article else "")
                  + each.what)
        for each in verified.findings
    ]  # fmt: skip
    if not verified.damaged:
        lines.append(f"archive: {_articles(verified.articles)}, all whole")
    else:
        lines.append(f"archive: {verified.whole} of {_articles(verified.articles)} are whole")
    lines.append(f"store: {verified.store.value}")
    lines.append(f"network: {verified.network.value}")
    parts = {each.part for each in verified.findings}
    if Part.ARCHIVE in parts:
        lines.append(
            "Stop the service, keep a copy of the data folder, and put the last backup in its "
            "place; `materiel salvage TO` copies what is whole"
        )
    elif parts:
        lines.append("`materiel rebuild` makes store and network anew from the archive")
    return lines


def _articles(number: int) -> str:
    return f"{number} article" if number == 1 else f"{number} articles"

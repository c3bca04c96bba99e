"""Commands that keep copies of the archive: `backup` and `restore`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.messages import say

if TYPE_CHECKING:
    from graph.archive.backups import Backup


def backup(
    ctx: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder in which the backup becomes a folder")
    ],
    *,
    keep: Annotated[
        int | None,
        typer.Option(help="Then remove the oldest backups of this archive but for so many", min=1),
    ] = None,
) -> None:
    """Back up the archive, also while a service is running; nobody waits for it.

    The folder is named by moment and sequence number, and is there only when it is whole, checked
    and on the disk. It holds texts: keep it as safe as the data folder.
    """
    from app.settings import VERSION, load_settings
    from app.wiring import check_archive, open_archive
    from graph.archive.backups import Origin, drop_backups, make_backup
    from graph.archive.engines.choosing import require_file

    settings = load_settings(ctx.obj)
    require_file(settings.address, "A backup by copying")
    check_archive(settings)
    with open_archive(settings):
        pass  # which brings an archive of an older version up to date
    origin = Origin(data=settings.data, made_by=f"materiel {VERSION}", base_iri=settings.base_iri)
    with _bar("Copying") as progress:
        made = make_backup(origin, target, progress)
    typer.echo(_tell(made))
    if keep is not None:
        for folder in drop_backups(target, made, keep):
            typer.echo(f"removed: {folder}")


def restore(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="BACKUP", help="Folder that `materiel backup` made")
    ],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace an archive that is there, and keep it beside")
    ] = False,
) -> None:
    """Put a backup into a data folder that no service works with; make store and network of it."""
    from app.settings import load_settings
    from app.stores import STORE_FOLDER
    from app.wiring import open_materiel, require_store
    from graph.archive.engines.choosing import require_file
    from graph.archive.restoring import restore_backup

    settings = load_settings(ctx.obj)
    require_file(settings.address, "Restoring a copy")
    with _bar("Checking") as progress:
        restored = restore_backup(
            folder, settings.data, projections=(STORE_FOLDER,), replace=replace, progress=progress
        )
    manifest = restored.backup.manifest
    if manifest.base_iri != settings.base_iri:
        say(
            f"The backup was made with MATERIEL_BASE_IRI={manifest.base_iri}; it is "
            f"{settings.base_iri} now, so that things will have other addresses."
        )
    with open_materiel(settings, store=True) as materiel:
        require_store(materiel)
        materiel.pipeline.catch_up()
    typer.echo(f"restored: {settings.data} is as of {_tell(restored.backup)}")
    if restored.replaced is not None:
        typer.echo(f"kept: {restored.replaced}")


def _tell(made: Backup) -> str:
    held = made.manifest.contents
    return (
        f"{made.folder} (sequence {held.sequence}, articles {held.articles}, claims {held.claims}, "
        f"{made.manifest.bytes / 1e6:.1f} MB)"
    )


@contextmanager
def _bar(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on standard error where a person looks at it."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

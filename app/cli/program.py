"""The program `materiel`: what stands before a command, and the commands."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli import (
    asking,
    auditing,
    backing,
    exporting,
    hearing,
    judging,
    keeping,
    keys,
    measuring,
    reading,
    rereading,
    serving,
    verifying,
    watching,
)
from app.cli.messages import FAILURE_CODE, complain, exit_code, say
from graph.errors import MaterielError


class _Program(TyperGroup):
    """Commands whose errors, when they are ours, are one clear line and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  # as below
        """Take the data folder from before the command or from after it."""
        parsed: list[str] = super().parse_args(ctx, _folder_first(args))
        return parsed

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # typer's own types are private
        try:
            return super().invoke(ctx)
        except MaterielError as error:
            complain(error)
            raise typer.Exit(exit_code(error)) from error
        except OSError as failed:
            if failed.errno != errno.ENOSPC:
                raise
            say("materiel: there is no space left where the output goes")
            raise typer.Exit(FAILURE_CODE) from failed


def _folder_first(args: Sequence[str]) -> list[str]:
    """Put `--data FOLDER` first, wherever it stands; raises BadParameter without the folder."""
    folder: list[str] = []
    others: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            others += [word, *words]
        elif word == "--data":
            named = next(words, None)
            if named is None:
                raise typer.BadParameter("it names no folder", param_hint=word)
            folder += [word, named]
        else:
            (folder if word.startswith("--data=") else others).append(word)
    return [*folder, *others]


program = typer.Typer(
    cls=_Program,
    name="materiel",
    help="A knowledge graph of who arms whom: articles in, sourced claims out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # typer calls it so
    if wanted:
        from app.settings import VERSION

        typer.echo(f"materiel {VERSION}")
        raise typer.Exit


@program.callback()
def choose_folder(
    ctx: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            help="Data folder, also after the command; else MATERIEL_DATA, else ./data",
            show_default=False,
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001, FBT002  # the callback of the option does it
        bool,
        typer.Option("--version", help="Show the version", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Choose the data folder for the command that follows."""
    ctx.obj = data


program.command()(reading.extract)
program.command()(reading.ingest)
program.command()(rereading.reread)
program.command()(watching.watch)
program.command()(asking.ask)
program.command()(measuring.network)
program.command()(serving.serve)
program.command()(keeping.withdraw)
program.command()(judging.verdict)
program.command()(hearing.mute)
program.command()(hearing.unmute)
program.command()(exporting.export)
program.command()(keeping.rebuild)
program.command()(verifying.verify)
program.command()(verifying.salvage)
program.command()(keeping.status)
program.command()(backing.backup)
program.command()(backing.restore)
program.add_typer(keys.program)
program.command()(auditing.audit)

"""The command `reread`: the archive read again with the current reader, and what that changes."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from app.cli.messages import FAILURE_CODE, say
from app.cli.reading import ClusterAddress, Workers, choose_readers
from graph.errors import ClusterError, StorageError

# What models and archives are made of takes its time to import: `--help` does without.
if TYPE_CHECKING:
    from app.cli.accounting import Account
    from app.wiring import Materiel, Whose
    from graph.archive.rereading import Reread
    from graph.ingest.fetched import Failed

_SHOWN = 100
"""Articles that are told one by one."""


def reread(
    ctx: typer.Context,
    *,
    workers: Workers = None,
    cluster: ClusterAddress = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read what this reader has read, too")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Tell what changed as JSON")] = False,
) -> None:
    """Read the whole archive again with this version's reader; works while a service is running.

    Earlier readings are kept, and people's verdicts too: they count where the claim is the same.
    What was interrupted is gone on with by running it again.
    """
    from app.cli.output import write_out
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    whose = choose_readers(workers, cluster)
    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=False) as materiel:
        account = _reread(materiel, whose, again=again)
    if json:
        write_out(account.report(), None)
    else:
        _conclude(account)
    if len(account.failures):
        raise typer.Exit(FAILURE_CODE)


def _reread(materiel: Materiel, whose: Whose, *, again: bool) -> Account:
    from app import wiring
    from app.cli.accounting import Account, ReaderOut
    from app.cli.ingesting import open_handing
    from app.cli.progress import progress
    from graph.spread import rereading

    reader = wiring.extractor()
    due = materiel.archive.rereading.count_due(None if again else reader)
    account = Account(
        reader=ReaderOut(name=reader.name, version=reader.version),
        current=materiel.archive.counts().articles - due,
    )
    try:
        with progress("Reading again", due) as course, ExitStack() as opened:

            def tell(happened: Reread | Failed) -> None:
                account.tell(happened)
                course.show(account.read, account.read)

            handing = open_handing(materiel, whose, account.course, opened)
            rereading.reread(materiel.archive, None if again else reader, handing, tell)
    except (KeyboardInterrupt, ClusterError, StorageError):
        say(f"interrupted: {account.sentence()}; this is kept, run it again to go on")
        raise
    return account


def _conclude(account: Account) -> None:
    from app.cli.accounting import DifferingOut, LostOut

    typer.echo(account.sentence())
    for line in islice(account.differing.lines(), _SHOWN):
        typer.echo(DifferingOut(**orjson.loads(line)).sentence())
    if len(account.differing) > _SHOWN:
        typer.echo(f"and {len(account.differing) - _SHOWN} more: --json tells all")
    for line in account.lost.lines():
        say(LostOut(**orjson.loads(line)).sentence())
    for sentence in islice(account.failures.sentences(), _SHOWN):
        say(f"failed: {sentence}")

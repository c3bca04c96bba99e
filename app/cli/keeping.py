"""Commands that look after the data folder: `withdraw`, `rebuild`, `status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import MissingField

if TYPE_CHECKING:
    from app.schemas.service import StateOut
    from app.wiring import Materiel
    from graph.archive.standing import Changed


def withdraw(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(help="Id of the article", metavar="ID")],
    *,
    why: Annotated[
        str | None, typer.Option(help="Why it stands no longer; told to whoever asks for it")
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who says so; kept, not told")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let it stand again")] = False,
) -> None:
    """Let an article and its claims stand no longer; works while a service is running.

    Nothing is deleted: --undo takes it back.
    """
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    if not undo and not (why or "").strip():
        raise MissingField(
            "--why is missing",
            field="--why",
            remedy="Say why the article stands no longer, or that it does again with --undo",
        )
    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=False) as materiel:
        if undo:
            changed = materiel.archive.restore(article, who=who, why=why)
        else:
            changed = materiel.archive.withdraw(article, who=who, why=why or "")
    typer.echo(_tell(changed))


def _tell(changed: Changed) -> str:
    """Say on one line what was done, or that it was so before."""
    from app.cli.printable import printable
    from app.cli.telling import tell_article, tell_claims, tell_withdrawal

    read, gone = changed.read, changed.read.withdrawn
    told = f"{tell_article(read.article)} ({tell_claims(read)})"
    if changed.is_new:
        return printable(f"{'withdrawn' if gone else 'restored'}: {told}")
    return printable(f"nothing changed: {told}; {tell_withdrawal(gone) if gone else 'it stands'}")


def rebuild(ctx: typer.Context) -> None:
    """Make store and network anew from the archive; stop the service first."""
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel, require_store

    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=True) as materiel:
        require_store(materiel)
        rebuilt = materiel.pipeline.rebuild()
    typer.echo(f"rebuilt from {rebuilt} {'article' if rebuilt == 1 else 'articles'}")


def status(
    ctx: typer.Context,
    *,
    json: Annotated[bool, typer.Option("--json", help="As JSON")] = False,
) -> None:
    """Show what the data folder holds, and which versions are at work."""
    from app.cli.output import as_json, write_out
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=True) as materiel:
        state = _describe(materiel)
    if json:
        write_out([as_json(state, pretty=True)], None)
        return
    for name, value in state.lines():
        typer.echo(f"{name:<22}{value}")


def _describe(materiel: Materiel) -> StateOut:
    import platform

    from app.schemas.service import StateOut
    from app.settings import VERSION

    counts = materiel.archive.counts()
    return StateOut(
        version=VERSION,
        python=platform.python_version(),
        data=str(materiel.settings.data.resolve()),
        articles=counts.articles,
        claims=counts.claims,
        readings=counts.readings,
        withdrawn=counts.withdrawn,
        archive=materiel.archive.sequence(),
        store=materiel.store.sequence() if materiel.store else None,
        quads=materiel.store.count() if materiel.store else None,
        base_iri=materiel.settings.base_iri,
    )

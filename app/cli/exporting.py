"""`materiel export`: everything, the claims, or the relationships, in a file format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.exports.content import Content
from graph.errors import InvalidField

if TYPE_CHECKING:
    from app.exports.forms import Form
    from app.settings import Settings

_USUAL = {Content.DUMP: "nq", Content.NANOPUBS: "trig"}
"""Endings of what is written unless another is asked for; of the rest, JSON lines."""


def export(
    ctx: typer.Context,
    what: Annotated[Content, typer.Argument(help="Everything as RDF, or a part")] = Content.DUMP,
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="nq, trig, ttl, nt, jsonld, rdf; of claims and relationships csv and ndjson; "
            "graphml; of nanopubs trig, nq, jsonld",
        ),
    ] = None,
    since: Annotated[
        int, typer.Option(min=0, help="Claims that changed after this state: csv, ndjson")
    ] = 0,
    gzip: Annotated[bool, typer.Option("--gzip", help="Compress it")] = False,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output")] = None,
) -> None:
    """Write what is kept to a file, from the archive; works while a service is running."""
    from app.cli.output import write_out
    from app.exports.packing import ENDING, packed
    from app.settings import load_settings
    from app.wiring import check_archive

    settings = load_settings(ctx.obj)
    check_archive(settings)
    ending = (form or _USUAL.get(what, "ndjson")).lower().lstrip(".")
    chosen = _form(what, ending.removesuffix(ENDING), since=since)
    parts = _parts(settings, chosen, since)
    write_out(packed(parts) if gzip or ending.endswith(ENDING) else parts, out)


def _form(what: Content, given: str, *, since: int) -> Form:
    from app.exports.forms import FORMS
    from graph.store.formats import FORMATS

    forms = FORMS[what]
    names = {each.value: facts.extension for each, facts in FORMATS.items()}
    ending = names.get(given, given)
    if ending not in forms or (since and not forms[ending].has_delta):
        fitting = [name for name, form in forms.items() if form.has_delta or not since]
        raise InvalidField(
            f"{what.value} are not written as {ending}" + (" since a state" if since else ""),
            field="--format",
            value=ending,
            remedy=f"There are: {', '.join(fitting)}" if fitting else "Leave --since out",
        )
    return forms[ending]


def _parts(settings: Settings, form: Form, since: int) -> Iterator[bytes]:
    from app.exports.taken import take
    from app.wiring import open_materiel

    with open_materiel(settings, store=False) as materiel:
        yield from form.write(take(materiel, since=since))

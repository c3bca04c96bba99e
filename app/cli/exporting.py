"""`materiel export`: everything, the claims, or the relationships, in a file format."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InvalidField

if TYPE_CHECKING:
    from app.exports.contents import Form
    from app.settings import Settings

_GZIP = 31
"""Window bits by which zlib writes a gzip file."""


class What(StrEnum):
    """What is exported."""

    DUMP = "dump"
    CLAIMS = "claims"
    RELATIONSHIPS = "relationships"


def export(
    ctx: typer.Context,
    what: Annotated[What, typer.Argument(help="Everything as RDF, or a part")] = What.DUMP,
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="nq, trig, ttl, nt, jsonld, rdf; of parts csv and ndjson; graphml"
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
    from app.settings import load_settings
    from app.wiring import check_archive

    settings = load_settings(ctx.obj)
    check_archive(settings)
    chosen = _form(what, form, since=since)
    parts = _parts(settings, chosen, since)
    write_out(_zipped(parts) if gzip else parts, out)


def _form(what: What, given: str | None, *, since: int) -> Form:
    from app.exports.contents import FORMS, Content
    from graph.store.formats import FORMATS

    forms = FORMS[Content(what.value)]
    ending = (given or ("nq" if what is What.DUMP else "ndjson")).lower().lstrip(".")
    names = {each.value: facts.extension for each, facts in FORMATS.items()}
    ending = names.get(ending, ending)
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
    from app.exports.contents import Taken
    from app.wiring import build_iris, open_materiel

    with open_materiel(settings, store=False) as materiel:
        if form.of_network:
            materiel.pipeline.catch_up_network()
        taken = Taken(
            archive=materiel.archive,
            network=materiel.network,
            iris=build_iris(settings),
            sequence=materiel.archive.sequence(),
            since=since,
        )
        yield from form.write(taken)


def _zipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=_GZIP)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()

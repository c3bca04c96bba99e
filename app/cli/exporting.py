"""`materiel export`: everything, the claims, or the relationships, in a file format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from app.exports.content import Content
from graph.claims.claim import Stage, Status
from graph.errors import InvalidField
from graph.network.rolling import Level
from graph.network.strength import Strength

if TYPE_CHECKING:
    from app.exports.forms import Form
    from app.settings import Settings
    from graph.network.filter import Filter

_USUAL = {Content.DUMP: "nq", Content.NANOPUBS: "trig"}
"""Endings of what is written unless another is asked for; of the rest, JSON lines."""

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="nq, trig, ttl, nt, jsonld, rdf; of claims and relationships csv and ndjson; of "
        "relationships graphml, gexf, cyjs, nodes.csv, edges.csv, parquet, nodes.parquet; "
        "of nanopubs trig, nq, jsonld",
    ),
]
Part = Annotated[str | None, typer.Option(help="Relationships: of this one alone, by id or name")]


class Asked(TypedDict, total=False):
    """Which part is asked for."""

    since: int
    wanted: Filter
    level: Level


def export(  # noqa: PLR0913  # an option each
    ctx: typer.Context,
    what: Annotated[Content, typer.Argument(help="Everything as RDF, or a part")] = Content.DUMP,
    *,
    form: Format = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="Of claims, as csv or ndjson: those that changed after this state. "
            "Of relationships: YYYY, YYYY-MM or YYYY-MM-DD, and so for --until and --as-of"
        ),
    ] = None,
    until: Annotated[str | None, typer.Option(help="Relationships: by this day")] = None,
    as_of: Annotated[str | None, typer.Option(help="Relationships: as known on this day")] = None,
    supplier: Part = None,
    recipient: Part = None,
    munition: Part = None,
    stage: Annotated[Stage | None, typer.Option(help="Claims of this stage alone")] = None,
    status: Annotated[Status | None, typer.Option(help="Claims of this status alone")] = None,
    strength: Annotated[
        Strength | None, typer.Option(help="Relationships at least so well established")
    ] = None,
    by: Annotated[
        Level | None, typer.Option(help="What a relationship stands for; else for a munition")
    ] = None,
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
    filters: dict[str, str | None] = {
        "supplier": supplier,
        "recipient": recipient,
        "munition": munition,
        "stage": stage,
        "status": status,
        "since": since,
        "until": until,
        "as_of": as_of,
        "strength": strength,
        "by": by,
    }
    given = {name: value for name, value in filters.items() if value is not None}
    chosen, asked = _choose(what, ending.removesuffix(ENDING), given)
    parts = _parts(settings, chosen, asked)
    write_out(packed(parts) if gzip or ending.endswith(ENDING) else parts, out)


def _choose(what: Content, ending: str, given: dict[str, str]) -> tuple[Form, Asked]:
    """Find the form, and what is asked of it; raises InvalidField for what it does not take."""
    if what is Content.RELATIONSHIPS:
        from app.exports.wanted import RelationshipsWanted, refuse_filters

        chosen = _form(what, ending)
        wanted = RelationshipsWanted.model_validate(given)
        if not chosen.has_filters:
            refuse_filters(wanted, f"{what}.{ending}")
        return chosen, {"wanted": wanted.filter(), "level": wanted.by}
    state = _state(given.pop("since", "0"))
    for field, value in given.items():
        raise InvalidField(
            f"{what} are not written in part",
            field=f"--{field.replace('_', '-')}",
            value=value,
            remedy="Leave it out, or take relationships",
        )
    return _form(what, ending, since=state), {"since": state}


def _state(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise InvalidField(
            f"{text!r} is no state", field="--since", value=text, remedy="Give a sequence number"
        )
    return int(text)


def _form(what: Content, given: str, *, since: int = 0) -> Form:
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


def _parts(settings: Settings, form: Form, asked: Asked) -> Iterator[bytes]:
    from app.exports.taken import take
    from app.wiring import open_materiel

    with open_materiel(settings, store=False) as materiel:
        yield from form.write(take(materiel, **asked))

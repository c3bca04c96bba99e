"""`verdict`: a person's word on a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import InvalidField

if TYPE_CHECKING:
    from app.schemas.verdicts import VerdictIn
    from graph.archive.judging import Judged

_STRUCTURED = frozenset({"source", "quantity", "via"})
"""Fields whose values are JSON, not words."""


def verdict(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(help="Id of the claim", metavar="ID")],
    decision: Annotated[str, typer.Argument(help="accept, reject or correct", metavar="DECISION")],
    *,
    who: Annotated[str, typer.Option(help="Who decides; shown to everyone")],
    why: Annotated[
        str | None, typer.Option(help="Why; required unless the claim is accepted")
    ] = None,
    put: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="What a field ought to be, to correct: supplier=CZE, date=2024-03; empty for none;"
            " source, quantity and via as JSON",
            metavar="FIELD=VALUE",
        ),
    ] = None,
) -> None:
    """Accept, reject or correct a claim; works while a service is running.

    The claim that was read stays; the newest verdict counts, so that accept takes others back.
    """
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    given = _read(decision, who=who, why=why, fields=put or [])
    ruling = given.ruling()
    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=False) as materiel:
        judged = materiel.pipeline.judge(claim, ruling, who=given.who, why=given.why)
    typer.echo(_tell(judged))


def _read(decision: str, *, who: str, why: str | None, fields: list[str]) -> VerdictIn:
    """Read what was typed as REST reads it; raises InvalidField, naming the field."""
    from pydantic import ValidationError

    from app.schemas.verdicts import VerdictIn

    correction = dict(_field(each) for each in fields)
    body: dict[str, Any] = {"decision": decision, "who": who, "why": why}
    if correction:
        body["correction"] = correction
    try:
        return VerdictIn.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise InvalidField(
            f"{field}: {first['msg']}",
            field=field,
            value=str(first["input"])[:100],
            remedy="See materiel verdict --help",
        ) from error


def _field(written: str) -> tuple[str, Any]:
    import json

    name, equals, value = written.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or not name:
        raise InvalidField(
            f"--set {written!r} is not FIELD=VALUE",
            field="--set",
            value=written,
            remedy="Write it like supplier=CZE",
        )
    if not value:
        return name, None
    if name not in _STRUCTURED:
        return name, value
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError) as error:
        raise InvalidField(
            f"--set {name} is not JSON: {error}",
            field=f"correction.{name}",
            value=value[:100],
            remedy='Write it like via=["TUR"] or source={"name": "Kyiv", "kind": "official"}',
        ) from error


def _tell(judged: Judged) -> str:
    """Say on one line what was decided, or that it was so before."""
    from app.cli.printable import printable
    from app.cli.telling import tell_article

    verdict = judged.verdict
    fields = ", ".join(name for name, _ in verdict.correction or ())
    done = f"{verdict.decision}ed" + (f" ({fields})" if fields else "")
    told = f"claim {verdict.claim_id} of {tell_article(judged.read.article)}"
    if judged.is_new:
        return printable(f"{done}: {told}")
    return printable(f"nothing changed: {told}; {done} on {verdict.made_at:%Y-%m-%d} already")

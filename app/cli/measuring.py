"""The command `network`: what REST answers below /v1/network, without a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from graph.errors import InvalidField, MissingField

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from app.schemas.network import MeasureAnswer

    Question: TypeAlias = tuple[type[BaseModel], Callable[[Any, Any], MeasureAnswer]]

SEE = "docs/network.md lists the questions and what each takes"


def network(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(help="paths, chains, centrality, dependence, …")],
    parameters: Annotated[
        list[str] | None, typer.Argument(help="As in REST: recipient=Ukraine munition=missile")
    ] = None,
) -> None:
    """Measure the network: paths, chains, centralities, dependence and more, as JSON.

    Works while a service is running. For instance: materiel network dependence recipient=Ukraine
    """
    from app.cli.output import as_json, write_out
    from app.settings import load_settings
    from app.wiring import check_archive, open_materiel

    wanted, answer = _asked(question, parameters or [])
    settings = load_settings(ctx.obj)
    check_archive(settings)
    with open_materiel(settings, store=False) as materiel:
        materiel.pipeline.catch_up_network()
        answered = answer(wanted, materiel)
    write_out([as_json(answered, pretty=True)], None)


def questions() -> Mapping[str, Question]:
    """List the questions: what each is asked with, and what answers it."""
    from app.listing import ways
    from app.routers import network as routes
    from app.schemas import chains, chokepoints, dependence, network, shape, wanted

    return {
        "paths": (network.PathsWanted, ways.show_paths),
        "chains": (chains.ChainsWanted, ways.show_chains),
        "centrality": (network.CentralityWanted, routes.measure_centrality),
        "communities": (shape.CommunitiesWanted, routes.list_communities),
        "structure": (wanted.Wanted, routes.describe_structure),
        "dependence": (dependence.RecipientWanted, routes.measure_dependence),
        "reach": (dependence.ReachWanted, routes.measure_reach),
        "chokepoints": (chokepoints.EndsWanted, routes.list_chokepoints),
        "similar": (dependence.SimilarWanted, routes.list_similar),
        "what-if": (chokepoints.WhatIfWanted, routes.think_away),
    }


def _asked(
    question: str, parameters: list[str]
) -> tuple[BaseModel, Callable[[Any, Any], MeasureAnswer]]:
    """Find the question; raises InvalidField or MissingField, naming the parameter."""
    from pydantic import ValidationError

    known = questions()
    if question not in known:
        raise InvalidField(
            f"No question is called {question!r}",
            field="question",
            value=question,
            remedy=f"Known: {', '.join(known)}",
        )
    model, answer = known[question]
    try:
        return model.model_validate(_given(parameters)), answer
    except ValidationError as refused:
        raise _in_our_words(refused) from refused


def _given(parameters: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or name in given:
            raise InvalidField(
                f"{name} is given twice" if equals else f"{parameter!r} is no parameter",
                field=name,
                value=value or parameter,
                remedy="Write each once, as name=value",
            )
        given[name] = value
    return given


def _in_our_words(refused: ValidationError) -> InvalidField | MissingField:
    found = refused.errors()[0]
    name = ".".join(str(part) for part in found["loc"])
    if found["type"] == "missing":
        return MissingField(f"{name} is missing", field=name, remedy=f"Add {name}=…; {SEE}")
    return InvalidField(
        f"{name}: {found['msg']}", field=name, value=str(found["input"]), remedy=SEE
    )

"""`/query`: ask in SPARQL, with the competency questions to start from."""

from __future__ import annotations

import functools
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from app.deps import CurrentMateriel
from app.schemas.questions import example_groups, examples
from app.web.shell import Page, give_page

router = APIRouter(include_in_schema=False)

EXAMPLES = "/query/examples"
DESCRIPTION = (
    "Ask the graph of claims in SPARQL, or start from one of its questions: who supplies whom, who "
    "denies it, what passed through whom, what has changed since."
)


@router.get("/query", response_class=HTMLResponse)
def show_query(materiel: CurrentMateriel, query: Annotated[str, Query()] = "") -> HTMLResponse:
    """Show the query of the address, or the first question; a form asks it without script."""
    return give_page(
        Page(
            template="query.html",
            title="Query",
            description=DESCRIPTION,
            described={
                "@context": "https://schema.org",
                "@type": "WebAPI",
                "name": "Materiel: SPARQL",
                "description": DESCRIPTION,
                "documentation": "https://www.w3.org/TR/sparql11-protocol/",
            },
            filling={"query": query or examples()[0].query, "groups": example_groups()},
        ),
        materiel,
    )


@router.get(EXAMPLES)
def list_examples() -> dict[str, Any]:
    """List the questions by kind, for the script."""
    return _listed()


@functools.cache
def _listed() -> dict[str, Any]:
    return {
        "groups": [
            {
                "title": group.title,
                "examples": [
                    {
                        "name": each.name,
                        "question": each.question,
                        "change": each.change,
                        "notes": each.notes,
                        "query": each.query,
                    }
                    for each in group.examples
                ],
            }
            for group in example_groups()
        ]
    }

"""What a page says of what is not there, or no longer: the problem that REST gives, in words."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.responses import HTMLResponse

from app.errors import problem_of
from app.web.shell import Page, give_page
from app.wiring import Materiel
from graph.errors import NotFound


def give_problem(error: NotFound, materiel: Materiel) -> HTMLResponse:
    """Answer 404, or 410 with the reason for what was withdrawn."""
    problem = problem_of(error)
    return give_page(
        Page(
            template="missing.html",
            title=problem["title"],
            description=problem["detail"],
            filling={"problem": problem},
            status=HTTPStatus(problem["status"]),
        ),
        materiel,
    )

"""Every operation says what it asks of a key, and asks for it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from app.access.doors import DOORS, READS, is_free, scope_of
from app.main import create_app
from app.settings import Settings
from graph.archive.keys import Scope
from tests.unit.app.access.conftest import ELSEWHERE, MakeKey, Serve


def operations(routes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Go through all routes, those of included routers and hidden ones too."""
    for route in routes:
        inner: Any = getattr(route, "original_router", None) or getattr(route, "app", None)
        if hasattr(inner, "routes") and not getattr(route, "methods", None):
            yield from operations(inner.routes)
            continue
        assert route.methods, f"{route!r} tells no methods: nobody knows what it does"
        for method in route.methods:
            yield method, route.path


@pytest.fixture(scope="module")
def served() -> frozenset[tuple[str, str]]:
    return frozenset(operations(create_app(Settings()).routes))


def test_every_operation_that_does_more_than_read_has_a_row(
    served: frozenset[tuple[str, str]],
) -> None:
    assert ("GET", "/v1/supplies") in served
    assert ("POST", "/v1/articles") in served
    writes = {each for each in served if each[0] not in READS}
    assert writes == DOORS.keys(), "rows and routes differ: see app/access/doors.py"


def test_the_rows_are_what_the_documentation_says() -> None:
    assert DOORS == {
        ("POST", "/sparql"): Scope.READ,
        ("POST", "/v1/articles"): Scope.INGEST,
        ("POST", "/v1/readings"): Scope.INGEST,
        ("POST", "/read"): Scope.INGEST,
        ("POST", "/v1/claims/{claim_id}/verdicts"): Scope.REVIEW,
        ("POST", "/v1/publishers/{publisher}/verdicts"): Scope.REVIEW,
        ("DELETE", "/v1/articles/{article_id}"): Scope.ADMIN,
        ("POST", "/v1/articles/{article_id}/restore"): Scope.ADMIN,
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/v1/articles"),
        ("PATCH", "/v1/supplies"),
        ("BREW", "/"),
        ("post", "/v1/articles"),
        ("POST", "/x/v1/articles"),
        ("POST", "/v1/articles/"),
        ("POST", "//v1/articles"),
        ("DELETE", "/v1/articles/a/b"),
    ],
)
def test_whatever_has_no_row_asks_for_all(method: str, path: str) -> None:
    assert scope_of(method, path) is Scope.ADMIN


@pytest.mark.parametrize(
    "path",
    ["/", "/v1/supplies", "/sparql", "/healthzz", "/assets", "/page.css/", "/readyz", "/problems"],
)
def test_little_is_free(path: str) -> None:
    assert not is_free("GET", path)


@pytest.mark.parametrize("scope", ["none", *Scope])
def test_each_operation_is_let_in_with_its_scope_alone(
    serve: Serve, make_key: MakeKey, scope: str
) -> None:
    """Whatever the route then says of the empty body is not the gate's business."""
    asker = serve(is_local=False, limits="off")
    key = make_key(scope if scope != "none" else "read")
    for (method, template), wanted in DOORS.items():
        path = template.replace("{article_id}", "a" * 32).replace("{claim_id}", "c" * 32)
        sent = key if scope != "none" else ""
        answer = asker.ask(method, path, address=ELSEWHERE, key=sent)
        if wanted is Scope.READ or scope in (wanted, Scope.ADMIN):
            assert answer.status_code not in {401, 403}, (method, path)
        elif scope == "none":
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Materiel"'
            assert answer.json()["type"] == "/problems/key-needed"
        else:
            assert answer.status_code == 403
            told = answer.headers["WWW-Authenticate"]
            assert f'error="insufficient_scope", scope="{wanted}"' in told
            assert answer.json()["remedy"] == f"Use a key that was made with --scope {wanted}"

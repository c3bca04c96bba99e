"""What each operation asks of a key: the one table of them.

What only reads (GET, HEAD, OPTIONS) is not listed: it asks for `read`, where reading is keyed.
Whatever else is not listed asks for `admin`: who forgets a row opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.routing import compile_path

from graph.archive.keys import Scope

DOORS: Mapping[tuple[str, str], Scope] = MappingProxyType(
    {
        # A query is a question, however it is sent.
        ("POST", "/sparql"): Scope.READ,
        ("POST", "/v1/articles"): Scope.INGEST,
        # Keeps nothing, but takes the reader from those who wait for it, and may fetch an address.
        ("POST", "/v1/readings"): Scope.INGEST,
        ("POST", "/read"): Scope.INGEST,  # the same, for who has no script
        ("POST", "/v1/claims/{claim_id}/verdicts"): Scope.REVIEW,
        ("POST", "/v1/publishers/{publisher}/verdicts"): Scope.REVIEW,
        ("DELETE", "/v1/articles/{article_id}"): Scope.ADMIN,
        ("POST", "/v1/articles/{article_id}/restore"): Scope.ADMIN,
    }
)
"""Scope by method and path, as the routes have them."""

READS = frozenset({"GET", "HEAD", "OPTIONS"})
FREE = frozenset({"/healthz", "/page.css"})
"""Addresses that are open even where reading is keyed: nothing of the archive is in them."""
FORMS = frozenset({"/read"})
"""Addresses that take what a form sends; nothing is kept of it."""
_FREE_BELOW = ("/assets/", "/problems/")

# With the expressions of the router itself: both find the same of any path.
_ROWS = tuple(
    (method, compile_path(path)[0].match, scope) for (method, path), scope in DOORS.items()
)


def scope_of(method: str, path: str) -> Scope:
    """Tell which scope an operation asks for."""
    if method in READS:
        return Scope.READ
    for of_method, matches, scope in _ROWS:
        if of_method == method and matches(path):
            return scope
    return Scope.ADMIN


def is_free(method: str, path: str) -> bool:
    """Tell whether it is answered to everyone even where reading is keyed."""
    return method == "OPTIONS" or (
        method in READS and (path in FREE or path.startswith(_FREE_BELOW))
    )

"""What the OpenAPI description says of keys, and of who is refused."""

from __future__ import annotations

from typing import Any

from app.access.doors import READS, is_free, scope_of
from graph.archive.keys import Scope

SCHEMES = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "mtl_<id>_<secret>",
        "description": "A key of this service, made by `materiel keys create`. Its scopes are "
        "read, ingest, review and admin; every key may read, and admin may all.",
    },
    "password": {
        "type": "http",
        "scheme": "basic",
        "description": "A key as the password of any name, for browsers and feed readers; good "
        "for reading alone.",
    },
}
UNKNOWN = "No key was sent, or one that is none, was revoked or has expired"
FORBIDDEN = "The key is not good for this, nobody can write yet, or a page of another site asks"
TOO_MANY = "Too many requests of this key or address; Retry-After says when to come back"
OTHER_HOST = "Meant for another host"
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"}}


def tell_access(described: dict[str, Any]) -> None:
    """Say of each operation which key it asks for, and how it refuses."""
    described.setdefault("components", {})["securitySchemes"] = SCHEMES
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            _tell(operation, method.upper(), path)


def _tell(operation: dict[str, Any], method: str, path: str) -> None:
    scope = scope_of(method, path)
    responses = operation["responses"]
    responses["421"] = {"description": OTHER_HOST}
    responses["429"] = {"description": TOO_MANY, "headers": _RETRY}
    if is_free(method, path):
        operation["security"] = []
        return
    responses["401"] = {"description": UNKNOWN}
    if scope is Scope.READ:
        # Without one, unless reading is keyed.
        operation["security"] = [{}, {"key": [scope.value]}]
        if method in READS:
            operation["security"].append({"password": []})
        return
    operation["security"] = [{"key": [scope.value]}]
    known = responses.get("403", {}).get("description")
    responses["403"] = {"description": f"{known}; or: {FORBIDDEN}" if known else FORBIDDEN}

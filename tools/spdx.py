"""Read licence expressions as SPDX writes them, and tell whether a list of licences covers one."""

from __future__ import annotations

import re
from collections.abc import Collection

from cyclonedx.spdx import is_supported_id

_TOKEN = re.compile(r"\s*(?:(?P<mark>[()])|(?P<word>[\w.+:-]+))", re.ASCII)
_JOINING = frozenset({"AND", "OR", "WITH"})
_OWN = "LicenseRef-"


def covers(allowed: Collection[str], expression: str) -> bool:
    """Tell whether all licences joined by AND are allowed, and one of those joined by OR.

    A licence WITH an exception is one of its own. ValueError where it is no expression.
    """
    tokens = _tokens(expression)
    verdict = _any(tokens, allowed)
    if tokens:
        raise ValueError(f"{expression!r} is no licence expression: {tokens[0]!r} is not joined")
    return verdict


def is_expression(text: str) -> bool:
    """Tell whether it is an expression of licences that SPDX knows, or of references of ours."""
    try:
        words = [one for one in _tokens(text) if one not in _JOINING | {"(", ")"}]
        covers((), text)
    except ValueError:
        return False
    exceptions = re.findall(r"\bWITH\s+([\w.-]+)", text)
    return all(is_supported_id(one) or one.startswith(_OWN) or one in exceptions for one in words)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"{text[:60]!r} is no licence expression")
        tokens.append(found["mark"] or found["word"])
        at = found.end()
    return tokens


def _any(tokens: list[str], allowed: Collection[str]) -> bool:
    verdict = _all(tokens, allowed)
    while tokens[:1] == ["OR"]:
        tokens.pop(0)
        verdict |= _all(tokens, allowed)
    return verdict


def _all(tokens: list[str], allowed: Collection[str]) -> bool:
    verdict = _one(tokens, allowed)
    while tokens[:1] == ["AND"]:
        tokens.pop(0)
        verdict &= _one(tokens, allowed)
    return verdict


def _one(tokens: list[str], allowed: Collection[str]) -> bool:
    first = tokens.pop(0) if tokens else ""
    if first == "(":
        verdict = _any(tokens, allowed)
        if tokens[:1] != [")"]:
            raise ValueError("a bracket of a licence expression is open")
        tokens.pop(0)
        return verdict
    if not first or first in _JOINING or first == ")":
        raise ValueError("a licence is missing in a licence expression")
    if tokens[:1] == ["WITH"]:
        tokens.pop(0)
        first = f"{first} WITH {tokens.pop(0) if tokens else ''}"
    return first in allowed

"""From the path of a request to the template of its route, without asking the framework.

Answers that are given before it is asked have no route, and a label must take few values: so paths
are never written, and what has no template is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

UNKNOWN: Final = "unknown"
"""What stands for every path that no route has."""

DEEPEST: Final = 8
"""Segments of a path that are looked at: clients may send thousands."""

_PARAMETER = re.compile(r"\{\w+(?P<kind>:\w+)?\}")


class Templates:
    """The templates of an application, by the segments before their first parameter."""

    def __init__(self, templates: Iterable[str]) -> None:
        self._fixed: set[str] = set()
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for template in dict.fromkeys(templates):
            if "{" not in template:
                self._fixed.add(template)
                continue
            begins = template.partition("{")[0].rpartition("/")[0]
            self._patterns.setdefault(begins, []).append((_pattern(template), template))

    def find(self, path: str) -> str:
        """Give the template of a path, UNKNOWN where there is none; takes microseconds."""
        if path in self._fixed:
            return path
        begins = "/".join(path.split("/", DEEPEST)[:DEEPEST])
        while begins:
            begins = begins.rpartition("/")[0]
            for pattern, template in self._patterns.get(begins, ()):
                if pattern.match(path):
                    return template
        return UNKNOWN


def _pattern(template: str) -> re.Pattern[str]:
    parts: list[str] = []
    last = 0
    for found in _PARAMETER.finditer(template):
        parts.append(re.escape(template[last : found.start()]))
        parts.append(".*" if found["kind"] == ":path" else "[^/]+")
        last = found.end()
    return re.compile("".join(parts) + re.escape(template[last:]) + r"\Z", re.DOTALL)

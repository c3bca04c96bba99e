"""Values as XML 1.0 has them."""

from __future__ import annotations

import re

from graph.network.columns import Value

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, however they are written."""

_ESCAPED = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)
_SPECIAL = re.compile(r'[&<>"\t\n\r]')


def escape(text: str) -> str:
    """Write a text for an element or an attribute; what XML cannot hold becomes U+FFFD."""
    legal = _ILLEGAL.sub("\ufffd", text)
    return legal.translate(_ESCAPED) if _SPECIAL.search(legal) else legal


def spell(value: Value) -> str:
    """Write a value as XML Schema spells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(value) if isinstance(value, str) else str(value)

"""Keep an article's words from steering the terminal."""

from __future__ import annotations

SPACE = " "


def printable(text: str) -> str:
    """Put a space in the place of every character that steers: the length stays the same."""
    return "".join(letter if letter.isprintable() else SPACE for letter in text)

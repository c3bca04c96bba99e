"""The key that a request brings, as a header: never in its address, which is logged and shared."""

from __future__ import annotations

import base64
import binascii

from app.access.clients import Headers
from graph.archive.keys import PREFIX


def key_sent(headers: Headers) -> str | None:
    """Give the key that is sent as `Bearer`; None where none is, or another kind of word."""
    scheme, _, word = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    return word.strip() if scheme.lower() == "bearer" else None


def password_sent(headers: Headers) -> str | None:
    """Give the password that is sent as `Basic`: how browsers and feed readers bring a key.

    A browser sends it along with what pages of other sites ask for, so that it is good for reading
    alone, and not for them.
    """
    scheme, _, word = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() != "basic" or not _is_own(headers):
        return None
    try:
        pair = base64.b64decode(word.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return pair.partition(":")[2]


def is_ours(word: str) -> bool:
    """Tell whether it means to be a key of Materiel: others are for what stands before it."""
    return word.startswith(PREFIX)


def _is_own(headers: Headers) -> bool:
    """Tell whether it is asked for by the person at the browser, or a page of ours."""
    if headers.get(b"sec-fetch-site", b"none") in (b"none", b"same-origin"):
        return True
    return headers.get(b"sec-fetch-mode") == b"navigate"

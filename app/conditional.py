"""What the headers of a request let an answer be: left out, as it is held, or packed."""

from __future__ import annotations


def is_held(etag: str, if_none_match: str) -> bool:
    """Tell whether a client that sends If-None-Match holds the answer of this tag (RFC 9110).

    `*` is passed over: it asks whether there is any answer, which only the work can tell.
    """
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag.removeprefix("W/") in held


def takes_packed(accept_encoding: str) -> bool:
    """Tell whether an Accept-Encoding header lets an answer be packed with gzip."""
    wishes = dict(_wish(each) for each in accept_encoding.lower().split(","))
    return wishes.get("gzip", wishes.get("x-gzip", wishes.get("*", 0.0))) > 0


def _wish(text: str) -> tuple[str, float]:
    coding, _, weight = (part.strip() for part in text.partition(";"))
    try:
        return coding, float(weight.removeprefix("q=")) if weight else 1.0
    except ValueError:
        return coding, 0.0  # an unreadable wish is none

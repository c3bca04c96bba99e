"""Cursors: the place in a list from which a client goes on, whatever is added meanwhile.

A cursor names a row by its key, so that rows which come in before it move nothing; of rows with the
same key it tells how many were passed. Clients need not know what it says.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import orjson

from app.listing.order import Order, Place, foreign_cursor

LONGEST = 2000
"""Characters of a cursor that are read."""
_SCALARS = (str, int, float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Go on from a place, past some rows with the same key; with `before`, back from there."""

    place: Place
    passed: int
    before: bool


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor as one word that needs no escape in an address."""
    place = cursor.place
    told = orjson.dumps([place.order.text, cursor.before, cursor.passed, *place.values])
    return urlsafe_b64encode(told).decode("ascii").rstrip("=")


def read_cursor(text: str, order: Order) -> Cursor:
    """Read a cursor; raises InvalidField for what is none, or is of another order."""
    if len(text) > LONGEST or not text.isascii():
        raise foreign_cursor()
    try:
        told = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError) as error:
        raise foreign_cursor() from error
    match told:
        case [order.text, bool(before), int(passed), *values] if passed >= 0:
            if all(value is None or type(value) in _SCALARS for value in values):
                place = Place(order=order, values=tuple(values))
                return Cursor(place=place, passed=passed, before=before)
    raise foreign_cursor()

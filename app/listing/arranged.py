"""Long lists in another order than their own, sorted once for as long as they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

from app.listing.order import Order

LONG = 2000
"""Rows from which a list is kept sorted."""
KEPT = 4

_lock = Lock()
_kept: OrderedDict[tuple[int, str], tuple[Sequence[Any], Sequence[Any]]] = OrderedDict()


def arrange(rows: Sequence[Any], order: Order) -> Sequence[Any]:
    """Put rows into an order; rows that are long must never change, and come from one list."""
    if not order.keys or len(rows) < LONG:
        return order.arrange(rows)
    key = (id(rows), order.text)  # kept with the rows, so that no others get their id
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key][1]
    arranged = order.arrange(rows)
    with _lock:
        _kept[key] = (rows, arranged)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return arranged

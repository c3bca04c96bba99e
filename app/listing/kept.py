"""Rows that are dear, kept as long as the network stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from app.wiring import Materiel

Rows = TypeVar("Rows")


def keep(materiel: Materiel, asked: Hashable, build: Callable[[], Rows]) -> Rows:
    """Build rows once for as long as nothing is added.

    Never call it while the network is held still: `build` may ask the network, and what it builds
    must tell its own sequence number, as something may be added meanwhile.
    """
    network = materiel.network
    return network.remember(network.edges(), ("rows", asked), build)

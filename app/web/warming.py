"""What the first views ask for, made ready before anybody does."""

from __future__ import annotations

from threading import Thread

from app.listing.search import prepare
from app.listing.supplies import rows_at
from app.listing.times import list_months
from app.wiring import Materiel
from graph.network.filter import ALL_SUPPLIES
from graph.network.rolling import Level
from graph.network.timeline import Clock, Pace


def warm_up(materiel: Materiel) -> Thread:
    """Begin to make them ready, beside other work: seconds, for a hundred thousand claims."""
    thread = Thread(target=make_ready, args=(materiel,), name="warm-up", daemon=True)
    thread.start()
    return thread


def make_ready(materiel: Materiel) -> None:
    """Make ready names, pairs and months."""
    rows_at(materiel, ALL_SUPPLIES, Level.PAIR)
    list_months(materiel, ALL_SUPPLIES, clock=Clock.EVENT, by=Pace.MONTH)
    prepare(materiel)

"""Following an archive that others write to, so that the first to ask need not wait."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from app.wiring import Materiel
from graph.errors import MaterielError

_WAIT_SECONDS = 1.0
"""How long news is waited for before it is looked whether to end."""

_PAUSE_SECONDS = 2.0
"""After a failure, before it is tried again."""

_log = logging.getLogger(__name__)


@contextmanager
def following(materiel: Materiel) -> Iterator[None]:
    """Let network and store follow the archive while the block runs, as soon as it changes.

    What fails is logged once, and tried again until it succeeds.
    """
    over = Event()
    follower = Thread(target=_follow, args=(materiel, over), name="follow", daemon=True)
    follower.start()
    try:
        yield
    finally:
        over.set()
        follower.join()


def _follow(materiel: Materiel, over: Event) -> None:
    is_failing = False
    while not over.is_set():
        try:
            known = materiel.network.sequence()
            if materiel.archive.wait(known, _WAIT_SECONDS) > known:
                materiel.pipeline.catch_up()
        except (MaterielError, OSError):
            if not is_failing:
                _log.exception("the archive cannot be followed; it is tried again")
            is_failing = True
            over.wait(_PAUSE_SECONDS)
            continue
        if is_failing:
            _log.info("the archive is followed again")
        is_failing = False

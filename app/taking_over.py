"""Taking the store over from the process that held it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from threading import Event, Thread

from app.stores import open_readers, open_store
from app.wiring import Materiel
from graph.errors import StorageError

_LOOK_SECONDS = 1.0
"""How often a service without the store looks whether it is free."""

_log = logging.getLogger(__name__)


@contextmanager
def awaiting_store(materiel: Materiel, give: Callable[[Materiel], None]) -> Iterator[None]:
    """Take the store over, while the block runs, when the process that holds it lets go of it.

    `give` is called once with the parts that have it, in a thread of its own.
    """
    if materiel.store is not None:
        yield
        return
    over = Event()
    with ExitStack() as opened:
        watching = Thread(target=_take_over, args=(materiel, give, over, opened), daemon=True)
        watching.start()
        try:
            yield
        finally:
            over.set()
            watching.join()


def _take_over(
    materiel: Materiel, give: Callable[[Materiel], None], over: Event, opened: ExitStack
) -> None:
    is_said = False
    while not over.wait(_LOOK_SECONDS):
        try:
            taken = _taken_over(materiel, opened)
        except StorageError:
            if not is_said:
                _log.exception("the store is free, but cannot be taken over; it is tried again")
            is_said = True
            continue
        if taken is not None:
            give(taken)
            _log.info("the store was let go of, and is taken over: SPARQL is answered here now")
            return


def _taken_over(materiel: Materiel, opened: ExitStack) -> Materiel | None:
    """Take the store over; None while another holds it. What fails leaves it free for others."""
    with ExitStack() as tried:
        store = open_store(materiel.settings, tried)
        if store is None:
            return None
        tried.callback(materiel.pipeline.let_go)
        materiel.pipeline.hold(store)
        materiel.pipeline.compare()
        readers = open_readers(materiel.settings, store, tried)
        opened.enter_context(tried.pop_all())
        return replace(materiel, store=store, readers=readers)

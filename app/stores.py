"""The store that the settings name, here or on a server, and what answers SPARQL from it."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.settings import PREFIX, Settings
from graph.errors import InvalidField, StoreLocked

# The stores take their time to import: commands that do without start sooner.
if TYPE_CHECKING:
    from graph.quads.iris import Iris
    from graph.store.answering import Answering
    from graph.store.oxigraph import OxigraphStore
    from graph.store.protocol import Store
    from graph.store.remote.store import RemoteStore

STORE_FOLDER = "store"
"""Name of the store in the data folder."""
REMOTE_FOLDER = "store-remote"
"""Name of the folder for what need not be kept, where the store is on a server."""


def build_iris(settings: Settings) -> Iris:
    """Make the builder of IRIs; raises InvalidField for a base that is none."""
    from graph.quads.iris import Iris

    try:
        return Iris(base=settings.base_iri)
    except ValueError as error:
        raise InvalidField(
            str(error),
            field=f"{PREFIX}BASE_IRI",
            value=settings.base_iri,
            remedy="Give an http(s) address that ends with a slash",
        ) from error


def open_store(settings: Settings, opened: ExitStack) -> OxigraphStore | RemoteStore | None:
    """Open the store; None where another process holds it. Raises StorageError, InvalidField."""
    from graph.store.oxigraph import OxigraphStore
    from graph.store.remote.store import RemoteStore

    folder, iris = settings.data / STORE_FOLDER, build_iris(settings)
    endpoints = settings.endpoints()
    try:
        if endpoints is not None:
            remote = RemoteStore.open(endpoints, iris, folder.with_name(REMOTE_FOLDER))
            return opened.enter_context(closing(remote))
        return opened.enter_context(closing(OxigraphStore.open(folder, iris)))
    except StoreLocked:
        return None  # `waiting` and `require_store` say so to whom it matters


def open_readers(settings: Settings, store: Store, opened: ExitStack) -> Answering:
    """Start what answers SPARQL from a store: processes of ours, or the server."""
    from graph.store.limits import query_limits
    from graph.store.readers import Readers
    from graph.store.remote.answering import RemoteReaders
    from graph.store.remote.store import RemoteStore

    limits = query_limits()
    if settings.query_timeout is not None:
        limits = replace(limits, timeout_seconds=settings.query_timeout)
    if isinstance(store, RemoteStore):
        scratch = Path(opened.enter_context(TemporaryDirectory(prefix="materiel-"))) / "queries"
        remote = RemoteReaders(store.client, store.base, scratch, limits)
        return opened.enter_context(closing(remote))
    return opened.enter_context(closing(Readers(store, limits)))

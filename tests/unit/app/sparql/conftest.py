"""The small Materiel of the tests of the doors, with a store and what answers SPARQL over it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.wiring import Materiel
from graph.network.network import Network
from graph.pipeline import Pipeline
from graph.quads.iris import Iris
from graph.store.oxigraph import OxigraphStore
from graph.store.readers import Readers
from graph.store.remote.answering import RemoteReaders
from graph.store.remote.endpoints import Endpoints
from graph.store.remote.store import RemoteStore
from tests.servers import serving, wipe


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoints | None]:
    """Run the server that a module asks for by `parametrize`; else the store is embedded."""
    name = getattr(request, "param", "embedded")
    if name == "embedded":
        yield None
        return
    with serving(name, tmp_path_factory.mktemp("server")) as endpoints:
        yield endpoints


@pytest.fixture
def materiel(materiel: Materiel, tmp_path: Path, server: Endpoints | None) -> Iterator[Materiel]:
    network = Network()
    iris = Iris(base=materiel.settings.base_iri)
    reader: Any = materiel.reader
    if server is None:
        store: Any = OxigraphStore.open(tmp_path / "data" / "store", iris)
        readers: Any = Readers(store)
    else:
        wipe(server, iris.base)
        store = RemoteStore.open(server, iris, tmp_path / "data" / "scratch")
        readers = RemoteReaders(store.client, iris.base, tmp_path / "data" / "queries")
    with closing(store), closing(readers):
        pipeline = Pipeline(archive=materiel.archive, store=store, network=network, reader=reader)
        yield replace(materiel, store=store, readers=readers, network=network, pipeline=pipeline)

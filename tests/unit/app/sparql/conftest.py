"""The small Materiel of the tests of the doors, with a store and readers."""

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


@pytest.fixture
def materiel(materiel: Materiel, tmp_path: Path) -> Iterator[Materiel]:
    network = Network()
    iris = Iris(base=materiel.settings.base_iri)
    reader: Any = materiel.reader
    with (
        closing(OxigraphStore.open(tmp_path / "data" / "store", iris)) as store,
        closing(Readers(store)) as readers,
    ):
        pipeline = Pipeline(archive=materiel.archive, store=store, network=network, reader=reader)
        yield replace(materiel, store=store, readers=readers, network=network, pipeline=pipeline)

"""SPARQL servers for tests; where one is not installed, what needs it skips and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bench.running import SERVERS, missing
from graph.quads.iris import Iris
from graph.store.remote.client import Client
from graph.store.remote.endpoints import Endpoints
from graph.store.remote.texts import drop
from graph.store.remote.whole import some_graphs


@contextmanager
def serving(name: str, folder: Path) -> Iterator[Endpoints]:
    """Run the server of a name in a folder, or skip."""
    if why := missing(name):
        pytest.skip(why)
    with SERVERS[name](folder) as endpoints:
        yield endpoints


def wipe(endpoints: Endpoints, base: str) -> None:
    """Take every graph below a base away."""
    with closing(Client(endpoints)) as client:
        while names := some_graphs(client, Iris(base=base), ()):
            client.update(drop(names))

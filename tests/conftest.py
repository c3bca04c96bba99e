"""What tests of every kind ask for."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from graph.archive.archive import Archive
from graph.archive.clock import utc_now
from tests.postgres import Server, programs, serving

# How long an example takes says more of the machine than of what is tested.
settings.register_profile("materiel", deadline=None)
settings.load_profile("materiel")

ENGINES = ("sqlite", "postgresql")
"""Where archives are kept; what every archive keeps to is tried on each."""

ON_FILE = pytest.mark.parametrize("opener", ["sqlite"], indirect=True)
"""Marks a test of what is done to a file, or by another process that knows a folder alone."""

Opener = Callable[..., Archive]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Start a server of PostgreSQL, once for all tests of a process."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with serving(found) as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """Give the address of an empty database."""
    address = postgres.make_database()
    yield address
    postgres.drop(address)


@pytest.fixture(params=ENGINES)
def opener(request: pytest.FixtureRequest) -> Opener:
    """Open an archive of a folder, wherever it is kept; again, the same one."""
    kept: dict[Path, str] = {}

    def open_archive(folder: Path, *, clock: Callable[[], datetime] = utc_now) -> Archive:
        if request.param == "sqlite":
            return Archive.open(folder, clock=clock)
        server: Server = request.getfixturevalue("postgres")
        if folder not in kept:
            address = kept[folder] = server.make_database()
            request.addfinalizer(lambda: server.drop(address))
        return Archive.open(folder, address=kept[folder], clock=clock)

    return open_archive

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipelines import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a pipeline with everything at hand."""
    world = World(tmp_path)
    yield world
    world.archive.close()

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.filled import fill_archive
from bench.rebuild import rebuild

CLAIMS = 40


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_an_archive_is_laid_down_once(tmp_path: Path) -> None:
    made = fill_archive(tmp_path, CLAIMS)
    (made / "mark").touch()
    assert fill_archive(tmp_path, CLAIMS) == made
    assert (made / "mark").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_rebuild_tells_its_claims_its_seconds_and_its_memory(tmp_path: Path) -> None:
    rebuilt = rebuild(fill_archive(tmp_path, CLAIMS))
    assert rebuilt.claims == CLAIMS
    assert rebuilt.seconds > 0
    assert rebuilt.megabytes > 10

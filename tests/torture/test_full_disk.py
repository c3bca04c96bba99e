"""A disk that fills under a service; `bench.torture.full_disk` is the long form."""

from pathlib import Path

import pytest

from bench.torture import full_disk


@pytest.mark.slow
def test_a_full_disk_is_refused_and_got_over(tmp_path: Path) -> None:
    try:
        wrong = full_disk.run(tmp_path / "disk")
    except full_disk.NotHere as reason:
        pytest.skip(f"no file system can be mounted here: {reason}")
    assert wrong == []

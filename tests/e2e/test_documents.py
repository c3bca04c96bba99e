"""Fuzzed documents through a service; `python -m bench.torture.documents` is the long form."""

import os
from pathlib import Path

import pytest

from bench.torture.documents import still_reads, torment
from tests.e2e.running import Service

DOCUMENTS = int(os.environ.get("MATERIEL_DOCUMENTS", "40"))


@pytest.mark.slow
def test_every_document_is_read_or_refused_with_a_reason(tmp_path: Path) -> None:
    with Service(tmp_path / "data") as service:
        outcomes = list(torment(service, DOCUMENTS, seed=20251123, clients=4, bomb_share=0.0))
        assert still_reads(service)
    assert [one for one in outcomes if one.wrong] == []
    assert {"read", "not-text"} <= {one.answered for one in outcomes}

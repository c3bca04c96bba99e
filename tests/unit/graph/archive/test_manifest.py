"""A manifest is read as it was written, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.archive.copying import Contents
from graph.archive.manifest import MANIFEST, NAME, Manifest, read_manifest, write_manifest
from graph.errors import BackupDamaged

MADE = Manifest(
    made_by="materiel 1",
    made_at="2026-03-01T10:30:00+00:00",
    base_iri="http://example.org/id/",
    contents=Contents(
        schema=4, sequence=12, history="ab", articles=3, claims=6, readings=3, withdrawn=1
    ),
    bytes=100,
    sha256="cd",
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(write_manifest(MADE))
    assert read_manifest(tmp_path) == MADE
    assert MADE.name == "20260301T103000Z-000012"
    assert NAME.match(MADE.name)
    assert MADE.moment() == datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"format": 1}', b'{"format": "x"}']
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(BackupDamaged):
        read_manifest(tmp_path)


def test_no_bit_may_be_another(tmp_path: Path) -> None:
    written = write_manifest(MADE)
    for at in range(len(written)):
        for bit in range(8):
            changed = bytearray(written)
            changed[at] ^= 1 << bit
            (tmp_path / MANIFEST).write_bytes(changed)
            with pytest.raises(BackupDamaged):
                read_manifest(tmp_path)


def test_a_newer_one_says_so(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b'{"format": 2, "made_by": "materiel 9"}')
    with pytest.raises(BackupDamaged, match="newer Materiel"):
        read_manifest(tmp_path)

"""Everything that is kept gone through: archive, store and network, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from graph.archive.archive import Archive
from graph.archive.checking import check_scanned
from graph.archive.engines.choosing import scan_archive
from graph.claims.finding import Finding, Part
from graph.errors import StorageError, StoreLocked
from graph.network.network import Network
from graph.network.strength import SpeaksFor
from graph.quads.iris import Iris
from graph.store.checking import check_store


class Comparison(StrEnum):
    """Whether a projection was compared with the archive, or why not."""

    COMPARED = "compared"
    HELD = "held by another process"
    ABSENT = "not there"
    UNFOUNDED = "not compared, as the archive is damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found; `whole` of so many `articles` are what was written, `damaged` are not."""

    articles: int
    whole: int
    damaged: tuple[str, ...]
    store: Comparison
    network: Comparison
    findings: tuple[Finding, ...]


def verify(
    data: Path, store: Path, iris: Iris, speaks_for: SpeaksFor, address: str | None = None
) -> Verified:
    """Compare every row of the archive with its digest, and store and network with the archive.

    Nothing is mended. What is wrong is found, not raised; only what nobody can say anything of,
    as a file that may not be read, raises StorageError. With an address, the archive is that on
    PostgreSQL.
    """
    checked = check_scanned(scan_archive(data, address))
    findings = list(checked.findings)
    compared = network = Comparison.UNFOUNDED
    if not findings:
        with Archive.open(data, address=address) as archive:
            compared = _compare_store(archive, store, iris, findings)
            network = Comparison.COMPARED
            findings.extend(check_network(archive, speaks_for))
    seen = checked.seen | checked.kinds.keys() | checked.damaged
    return Verified(
        articles=len(seen),
        whole=len(checked.whole),
        damaged=tuple(sorted(str(each) for each in seen - checked.whole)),
        store=compared,
        network=network,
        findings=tuple(findings),
    )


def check_network(archive: Archive, speaks_for: SpeaksFor) -> Iterator[Finding]:
    """Compare the network that is made of what the archive keeps in brief with one of the words."""
    brief, whole = Network(speaks_for), Network(speaks_for)
    try:
        brief.follow(archive.briefs(0, brief.marker), archive)
        whole.add_many(archive.since(0))
        while brief.sequence() < whole.sequence():  # somebody wrote meanwhile
            brief.follow(archive.briefs(brief.sequence(), brief.marker), archive)
            whole.add_many(archive.since(whole.sequence()))
    except StorageError as failed:
        yield Finding(part=Part.NETWORK, what=f"it cannot be made: {failed}")
        return
    for name, one, other in (
        ("counts", brief.counts(), whole.counts()),
        ("claims by status", brief.count_statuses(), whole.count_statuses()),
        ("rows", _rows(brief), _rows(whole)),
    ):
        if one != other:
            yield Finding(part=Part.NETWORK, what=f"its {name} are not what the words tell")


def _rows(network: Network) -> list[object]:
    return [replace(row, quotes=()) for row in network.supplies()]


def _compare_store(
    archive: Archive, store: Path, iris: Iris, findings: list[Finding]
) -> Comparison:
    if not store.is_dir():
        return Comparison.ABSENT
    try:
        findings.extend(check_store(store, iris, archive.since(0)))
    except StoreLocked:
        return Comparison.HELD
    return Comparison.COMPARED

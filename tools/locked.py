"""Read a lock: which packages it names, in which versions, with which files, and who wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
_PINNED = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[\w,-]+\])?==(?P<version>[\w.+!-]+)"
    r"(?:\s*;\s*(?P<marker>.+?))?\s*\\?\Z"
)
_HASH = re.compile(r"\s+--hash=sha256:(?P<hash>[0-9a-f]{64})(?:\s*\\)?\Z")
_WANTED_BY = re.compile(r"\s+#(?: via (?P<only>\S.*)|  +(?P<one>\S.*))\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package in one version.

    `marker` says for which Pythons and systems, empty for all; `hashes` are the SHA-256 of the
    files that are accepted as it, in hexadecimal; `wanted_by` names packages, and the `.in` file.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def read_lock(name: str, folder: Path = REQUIREMENTS) -> list[Package]:
    """Read `requirements/NAME.txt`; ValueError at a line that is none of a lock."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    return [_package(lines) for lines in _blocks(text)]


def by_name(packages: list[Package]) -> Mapping[str, list[Package]]:
    """Put the versions of a package together: it may have one for each Python."""
    named: dict[str, list[Package]] = {}
    for one in packages:
        named.setdefault(one.name, []).append(one)
    return named


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            if block:
                yield block
            block = []
        if line.strip() and not line.startswith("#"):
            block.append(line)
    if block:
        yield block


def _package(lines: list[str]) -> Package:
    pinned = _PINNED.match(lines[0])
    if pinned is None:
        raise ValueError(f"not one version of one package: {lines[0]}")
    hashes: list[str] = []
    wanted: list[str] = []
    for line in lines[1:]:
        if found := _HASH.match(line):
            hashes.append(found["hash"])
        elif found := _WANTED_BY.match(line):
            wanted.append(found["only"] or found["one"])
        elif line.strip() != "# via":
            raise ValueError(f"not a hash, and not a comment of who wants it: {line}")
    return Package(
        name=pinned["name"],
        version=pinned["version"],
        marker=pinned["marker"] or "",
        hashes=tuple(hashes),
        wanted_by=tuple(wanted),
    )

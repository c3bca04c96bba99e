"""Fetch what the pages are made of from npm, and check it against the manifests.

    python tools/vendor.py            # fetch, check and write
    python tools/vendor.py --check    # exit 1 when a file is not what its manifest says
    python tools/vendor.py --renew swagger-ui-dist 5.36.0    # take another version

Every folder of such files has a manifest.toml: the package, its version, which of its files are
here under which name, and what they are. npm is asked as it is configured; nothing is run of what
it brings.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """A folder of files of an npm package; `files` are their names there and here."""

    folder: Path
    package: str
    version: str
    files: Mapping[str, str]
    digests: Mapping[str, str]

    def present(self) -> dict[str, bytes]:
        """Read what lies in the folder."""
        return {
            path.name: path.read_bytes() for path in self.folder.iterdir() if path.name != MANIFEST
        }

    def fetch(self) -> dict[str, bytes]:
        """Let npm fetch the version, and take the files out of it."""
        with tempfile.TemporaryDirectory() as folder:
            wanted = f"{self.package}@{self.version}"
            packing = ["npm", "pack", wanted, "--silent", "--ignore-scripts"]
            subprocess.run(packing, cwd=folder, check=True, capture_output=True)  # nosec B603
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
                return {
                    ours: _read(packed, f"package/{theirs}") for theirs, ours in self.files.items()
                }

    def wrong_files(self, files: Mapping[str, bytes]) -> list[str]:
        """Name the files that are not what the manifest says."""
        found = {name: _sha256(content) for name, content in files.items()}
        names = sorted(self.digests.keys() | found.keys())
        return [name for name in names if self.digests.get(name) != found.get(name)]

    def write_manifest(self, files: Mapping[str, bytes]) -> None:
        """Write down the version and what its files are."""
        lines = [
            "# Written by tools/vendor.py; what the files here are, and where they are from.",
            "",
            f'package = "{self.package}"',
            f'version = "{self.version}"',
            "",
            "[files]",
            *(f'"{theirs}" = "{ours}"' for theirs, ours in self.files.items()),
            "",
            "[sha256]",
            *(f'"{name}" = "{_sha256(content)}"' for name, content in sorted(files.items())),
        ]
        (self.folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_vendored(root: Path = ROOT / "app") -> Iterator[Vendored]:
    """Find the folders whose files are another's."""
    for path in sorted(root.rglob(MANIFEST)):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        yield Vendored(
            folder=path.parent,
            package=told["package"],
            version=told["version"],
            files=told["files"],
            digests=told.get("sha256", {}),
        )


def _read(packed: tarfile.TarFile, name: str) -> bytes:
    member = packed.extractfile(name)
    if member is None:
        raise SystemExit(f"{name} is no file of the package")
    content = member.read()
    if not name.endswith((".js", ".mjs", ".css")):
        return content
    # Their maps are not here: a browser would ask for them in vain.
    content = content.partition(b"\n/*# sourceMappingURL=")[0]
    return content.partition(b"\n//# sourceMappingURL=")[0].rstrip() + b"\n"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _renew(package: str, version: str) -> None:
    for one in find_vendored():
        if one.package == package:
            newer = replace(one, version=version)
            files = newer.fetch()
            newer.write_manifest(files)
            _write(newer, files)


def _write(vendored: Vendored, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (vendored.folder / name).write_bytes(content)


def main() -> int:
    """Fetch or check; give the exit code."""
    if sys.argv[1:2] == ["--renew"]:
        _renew(*sys.argv[2:])
        return 0
    checking = sys.argv[1:] == ["--check"]
    wrong = 0
    for vendored in find_vendored():
        files = vendored.present() if checking else vendored.fetch()
        names = vendored.wrong_files(files)
        for name in names:
            print(f"{vendored.folder / name} is not what the manifest says", file=sys.stderr)
        if not checking and not names:
            _write(vendored, files)
        wrong += len(names)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

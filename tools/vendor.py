"""Fetch what the page of the API is made of from npm, and check it against the manifest.

    python tools/vendor.py            # fetch, check and write
    python tools/vendor.py --check    # exit 1 when a file is not what the manifest says
    python tools/vendor.py --renew 5.36.0    # take another version, and write its manifest

npm is asked as it is configured; nothing is run of what it brings.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "app" / "documentation" / "swagger_ui"
MANIFEST = FOLDER / "manifest.toml"
PACKAGE = "swagger-ui-dist"
FILES = {
    "swagger-ui-bundle.js": "swagger-ui-bundle.js",
    "swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-bundle.js.LICENSE.txt",
    "swagger-ui.css": "swagger-ui.css",
    "LICENSE": "LICENSE.txt",
    "NOTICE": "NOTICE.txt",
}
"""Files of the package, and what they are called here."""


def fetch(version: str) -> dict[str, bytes]:
    """Let npm fetch a version, and take the files out of it."""
    with tempfile.TemporaryDirectory() as folder:
        packing = ["npm", "pack", f"{PACKAGE}@{version}", "--silent", "--ignore-scripts"]
        subprocess.run(packing, cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
            return {ours: _read(packed, f"package/{theirs}") for theirs, ours in FILES.items()}


def wrong_files(files: Mapping[str, bytes]) -> list[str]:
    """Name the files that are not what the manifest says."""
    expected = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["sha256"]
    found = {name: _sha256(content) for name, content in files.items()}
    return sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )


def write_manifest(version: str, files: Mapping[str, bytes]) -> None:
    """Write down the version and what its files are."""
    lines = ["# Written by tools/vendor.py; what the files here are, and where they are from.", ""]
    lines += [f'package = "{PACKAGE}"', f'version = "{version}"', "", "[sha256]"]
    lines += [f'"{name}" = "{_sha256(content)}"' for name, content in sorted(files.items())]
    MANIFEST.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read(packed: tarfile.TarFile, name: str) -> bytes:
    member = packed.extractfile(name)
    if member is None:
        raise SystemExit(f"{name} is no file of the package")
    # Their maps are not here: a browser would ask for them in vain.
    return (
        member.read()
        .partition(b"\n/*# sourceMappingURL=")[0]
        .partition(b"\n//# sourceMappingURL=")[0]
        .rstrip()
        + b"\n"
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> int:
    """Fetch or check; give the exit code."""
    match sys.argv[1:]:
        case ["--check"]:
            present = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
            present.pop(MANIFEST.name)
        case ["--renew", version]:
            present = fetch(version)
            write_manifest(version, present)
        case _:
            manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
            present = fetch(manifest["version"])
    wrong = wrong_files(present)
    for name in wrong:
        print(f"{name} is not what the manifest says", file=sys.stderr)
    if wrong or "--check" in sys.argv:
        return int(bool(wrong))
    for name, content in present.items():
        (FOLDER / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())

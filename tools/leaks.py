"""Look for secrets in every file that is tracked.

    python -m tools.leaks            # exit 1 at one that nobody has judged, or judged as real
    python -m tools.leaks --renew    # write .secrets.baseline; then: detect-secrets audit

Small files by all detectors of detect-secrets. Data, which is large and full of words that look
drawn at random, and files of others, which are checked by hash, by those alone that know keys by
their form.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

from detect_secrets.core.baseline import load_from_file
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import get_plugins, transient_settings

ROOT = Path(__file__).resolve().parent.parent
BASELINE = ROOT / ".secrets.baseline"
UNREAD = frozenset({".onnx", ".png"})
DATA = frozenset({".csv", ".jsonl", ".nq", ".ttl"})
LARGE = 100_000
"""Bytes from which a file is data, whatever it is called."""
BY_LIKELINESS = frozenset({"Base64HighEntropyString", "HexHighEntropyString", "KeywordDetector"})

Found = tuple[str, int, str, str]
"""File, line, what it looks like, and the SHA-1 of it, which is how the baseline names it."""


def tracked(root: Path = ROOT) -> list[str]:
    """List the files, as the repository names them."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(  # nosec B603
        command, cwd=root, check=True, capture_output=True, text=True
    )
    names = sorted(filter(None, listed.stdout.split("\0")))
    return [name for name in names if (root / name).is_file() and not (root / name).is_symlink()]


def is_data(path: Path) -> bool:
    """Tell whether words that look drawn at random are nothing strange in a file."""
    return path.suffix in DATA or "vendor" in path.parts or path.stat().st_size > LARGE


def look(name: str) -> list[Found]:
    """Find what looks like a secret in a file."""
    path = ROOT / name
    if path.suffix in UNREAD or path == BASELINE:
        return []
    settings: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    if is_data(path):
        used = settings["plugins_used"]
        settings["plugins_used"] = [one for one in used if one["name"] not in BY_LIKELINESS]
    with transient_settings(settings):
        if is_data(path) and not _may_hold_a_key(path):
            return []
        return sorted(
            (name, one.line_number, one.type, one.secret_hash) for one in scan_file(str(path))
        )


def _may_hold_a_key(path: Path) -> bool:
    """Look at the whole file at once, for no more than the forms: line by line takes minutes."""
    text = path.read_text(encoding="utf-8", errors="replace")
    forms = chain.from_iterable(getattr(one, "denylist", ()) for one in get_plugins())
    return any(form.search(text) for form in forms)


def look_everywhere(names: Iterable[str]) -> list[Found]:
    """Find what looks like a secret in many files, on all processors."""
    with ProcessPoolExecutor() as processes:
        return list(chain.from_iterable(processes.map(look, names, chunksize=16)))


def judged(baseline: Mapping[str, Any]) -> dict[str, bool | None]:
    """Tell of each value that the baseline holds whether it is a secret; None: not judged."""
    rows = chain.from_iterable(baseline["results"].values())
    return {row["hashed_secret"]: row.get("is_secret") for row in rows}


def wrong_with(found: Iterable[Found], baseline: Mapping[str, Any]) -> Iterator[str]:
    """Tell what is not judged harmless, and what was judged though it is no longer there."""
    verdicts = judged(baseline)
    seen: set[str] = set()
    for name, line, kind, digest in found:
        seen.add(digest)
        if verdicts.get(digest) is not False:
            yield f"{name}:{line}: {kind}; remove it, or judge it (make leaks)"
    for digest in sorted(verdicts.keys() - seen):
        yield f".secrets.baseline judges {digest[:12]}, which is nowhere (make leaks)"


def renew(found: Iterable[Found]) -> None:
    """Write the baseline, with the verdicts on what is still there."""
    known = load_from_file(str(BASELINE))
    verdicts = judged(known)
    results: dict[str, list[dict[str, Any]]] = {}
    for name, line, kind, digest in found:
        row: dict[str, Any] = {
            "type": kind,
            "filename": name,
            "hashed_secret": digest,
            "is_verified": False,
            "line_number": line,
        }
        if digest in verdicts:
            row["is_secret"] = verdicts[digest]
        results.setdefault(name, []).append(row)
    text = json.dumps(known | {"results": results}, indent=2)
    BASELINE.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Look; give the exit code."""
    found = look_everywhere(tracked())
    if sys.argv[1:] == ["--renew"]:
        renew(found)
        return 0
    wrong = list(wrong_with(found, load_from_file(str(BASELINE))))
    for one in wrong:
        print(one, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

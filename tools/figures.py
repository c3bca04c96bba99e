"""Write what the page about the data shows of the reader's figures.

    python -m tools.figures            # take it from bench/figures.json
    python -m tools.figures --check    # exit 1 when it is no longer what stands there

`bench` is no part of the package; `app/web/figures.json` is, with the figures of whole files.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "bench" / "figures.json"
SHOWN = ROOT / "app" / "web" / "figures.json"
ABOUT = ROOT / "app" / "web" / "about.toml"


def shown() -> str:
    """Take the figures that the page shows out of those that are kept."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    about = tomllib.loads(ABOUT.read_text(encoding="utf-8"))
    names = ["articles", *(figure["name"] for figure in about["figure"])]
    parts = [one["name"] for one in about["gold"]]
    rows = {part: {name: kept[part][name] for name in names} for part in parts}
    lines = [f"{json.dumps(part)}: {json.dumps(row)}" for part, row in rows.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Check or write; give the exit code."""
    found = shown()
    if "--check" in sys.argv:
        return int(SHOWN.read_text(encoding="utf-8") != found)
    SHOWN.write_text(found, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Run the commands that README shows, and write the answers they give under them.

    python tools/readme.py            # rewrite the answers
    python tools/readme.py --check    # exit 1 when an answer is no longer true

A command is a line `$ materiel ...` in a ```console block; what follows up to the next command or
the end of the block is its answer. A line `...` stands for lines left out.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WIDTH = 100
ELLIPSIS = "..."

_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def answers(text: str, folder: Path) -> str:
    """Replace every answer in the text by what its command prints on the demo corpus."""
    _run("materiel ingest app/demo/articles.jsonl", folder)
    return _BLOCK.sub(lambda block: _answer_block(block.group(), folder), text)


def _answer_block(block: str, folder: Path) -> str:
    lines: list[str] = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, shown = part.partition("\n")
        if command.startswith("$ materiel "):
            printed = _run(command.removeprefix("$ "), folder)
            lines += [command, *_abridge(printed, shown.splitlines()), ""]
        elif part.strip():
            lines += [part.rstrip("\n"), ""]
    return "\n".join(lines[:-1]) + "\n"


def _abridge(printed: list[str], shown: list[str]) -> list[str]:
    """Keep as much of the start as was shown before a line of dots, and the dots."""
    if ELLIPSIS in shown:
        return [*printed[: shown.index(ELLIPSIS)], ELLIPSIS]
    return printed


def _run(command: str, folder: Path) -> list[str]:
    words = shlex.split(command)[1:]
    finished = subprocess.run(  # nosec B603
        [sys.executable, "-m", "app.cli", "--data", str(folder), *words],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SystemExit(f"{command}: {finished.stderr}")
    return [line.rstrip() for line in finished.stdout.rstrip().splitlines()]


def main() -> int:
    """Check or rewrite README; give the exit code."""
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        true = answers(text, Path(folder) / "demo")
    if "--check" in sys.argv:
        return int(true != text)
    README.write_text(true, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

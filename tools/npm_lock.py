"""Lock what npm brings: versions and hashes alone, no address of anything.

    python tools/npm_lock.py

npm leaves the addresses of its registry out when .npmrc says so; the addresses of those who ask
for donations go here.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "package-lock.json"


def without_addresses(lock: str) -> str:
    """Take the addresses out of a lock."""
    told = json.loads(lock)
    for package in told["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Let npm lock what package.json asks for, and take the addresses out."""
    command = ["npm", "install", "--package-lock-only", "--silent"]
    subprocess.run(command, cwd=LOCK.parent, check=True)  # nosec B603
    LOCK.write_text(without_addresses(LOCK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

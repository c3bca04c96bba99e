"""Make `munitions.ttl` and `actors.ttl` anew from the CSV files beside them.

    python -m tools.make_ontology            write both
    python -m tools.make_ontology --check    exit with 1 when one is not up to date

IRIs of ours are relative in both files: they stand below the base of the service that loads them.
"""

from __future__ import annotations

import sys

from tools.actor_register import actors_turtle
from tools.munition_concepts import munitions_turtle
from tools.turtle import FOLDER


def main() -> int:
    """Write the files, or check them."""
    made = {"munitions.ttl": munitions_turtle(), "actors.ttl": actors_turtle()}
    stale = [
        name
        for name, content in made.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != content
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"ontology/{name} is not up to date: run python -m tools.make_ontology")
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(made[name], encoding="utf-8")
        print(f"wrote ontology/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

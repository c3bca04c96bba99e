"""The command line: one file per group of commands; heavy parts are imported when used."""

from __future__ import annotations

from app.cli.program import program


def main() -> None:
    """Run the command line and leave with its exit code."""
    program(prog_name="materiel")

"""What the command line says on standard error, and how it leaves."""

from __future__ import annotations

import sys

import typer

from app.cli.printable import printable
from graph.errors import (
    AddressRefused,
    InputError,
    InvalidField,
    MaterielError,
    MissingField,
    NotFound,
    UnknownName,
    UnreadableFile,
    UnsupportedMediaType,
)

USAGE = (
    AddressRefused,
    InvalidField,
    MissingField,
    NotFound,
    UnknownName,
    UnreadableFile,
    UnsupportedMediaType,
)
"""Errors that another command line would not have."""

USAGE_CODE = 2
FAILURE_CODE = 1


def exit_code(error: MaterielError) -> int:
    """Give 2 for what the user can put right in the command, 1 for what failed."""
    return USAGE_CODE if isinstance(error, USAGE) else FAILURE_CODE


def complain(error: MaterielError) -> None:
    """Say what is wrong: one line on standard error."""
    say(f"materiel: {describe(error)}")


def describe(error: MaterielError) -> str:
    """Write an error on one line: the field, what is wrong and what would do instead."""
    text = " ".join(str(error).split())
    if isinstance(error, InputError) and error.field not in text:
        return f"{error.field}: {text}"
    return text


def say(line: str) -> None:
    """Write a line on standard error; what is in it may come from files and pages."""
    typer.echo(printable(line), file=sys.stderr)

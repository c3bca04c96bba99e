"""What SQLite and PostgreSQL say differently: types of columns, and functions of SQL.

Text is in the order of its code points in both. PostgreSQL takes no NUL, which texts may hold: it
is kept there as an escape and one letter, and the escape as itself and another.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Dialect,
    Integer,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

ESCAPE = "\x10"
"""Data link escape: hardly ever in a text, and so hardly ever doubled."""

_NUL = f"{ESCAPE}0"
_ITSELF = f"{ESCAPE}1"


def text(length: int | None = None) -> TypeEngine[str]:
    """Make the type of a column of short words; how many letters they have at most, where known."""
    return String(length).with_variant(_Escaped(collation="C"), "postgresql")


def words() -> TypeEngine[str]:
    """Make the type of a column of words of any length."""
    return Text().with_variant(_Escaped(collation="C"), "postgresql")


def number() -> TypeEngine[int]:
    """Make the type of a column of whole numbers, of 64 bits."""
    return Integer().with_variant(BigInteger(), "postgresql")


class characters(FunctionElement[int]):  # noqa: N801  # a function of SQL
    """Count the characters of a text as it came in."""

    type = Integer()
    inherit_cache = True
    name = "characters"


class json_length(FunctionElement[int]):  # noqa: N801  # a function of SQL
    """Count the elements of a list that is kept as JSON text."""

    type = Integer()
    inherit_cache = True
    name = "json_length"


class _Escaped(TypeDecorator[str]):
    """Text without NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Escape a text that goes in."""
        if value is None or ("\0" not in value and ESCAPE not in value):
            return value
        return value.replace(ESCAPE, _ITSELF).replace("\0", _NUL)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """Give a text as it came in."""
        if value is None or ESCAPE not in value:
            return value
        return value.replace(_NUL, "\0").replace(_ITSELF, ESCAPE)


@compiles(characters)
def _length(element: FunctionElement[int], compiler: SQLCompiler, **given: object) -> str:
    return f"length({_of(element, compiler, given)})"


@compiles(characters, "postgresql")
def _length_in_postgresql(
    element: FunctionElement[int], compiler: SQLCompiler, **given: object
) -> str:
    escape = f"chr({ord(ESCAPE)})"  # each is one letter more
    return f"length(replace({_of(element, compiler, given)}, {escape}, ''))"


@compiles(json_length)
def _elements(element: FunctionElement[int], compiler: SQLCompiler, **given: object) -> str:
    return f"json_array_length({_of(element, compiler, given)})"


@compiles(json_length, "postgresql")
def _elements_in_postgresql(
    element: FunctionElement[int], compiler: SQLCompiler, **given: object
) -> str:
    return f"json_array_length(CAST({_of(element, compiler, given)} AS json))"


def _of(element: FunctionElement[int], compiler: SQLCompiler, given: Mapping[str, object]) -> str:
    return compiler.process(element.clauses, **given)

from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Column, Dialect, MetaData, Table, select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateTable

from graph.archive.dialects import ESCAPE, _Escaped, characters, json_length, number, text, words

TABLE = Table(
    "things",
    MetaData(),
    Column("id", number(), primary_key=True),
    Column("name", text(12)),
    Column("told", words()),
)
SQLITE: Dialect = SQLiteDialect_pysqlite()
POSTGRESQL: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # not typed there


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\0")
@example(f"{ESCAPE}0\0{ESCAPE}{ESCAPE}1")
def test_every_text_comes_back_as_it_went_in_and_holds_no_nul(told: str) -> None:
    kept = _Escaped()
    written = kept.process_bind_param(told, POSTGRESQL)
    assert written is not None
    assert "\0" not in written
    assert len(written.replace(ESCAPE, "")) == len(told), "which is how characters are counted"
    assert kept.process_result_value(written, POSTGRESQL) == told


def test_nothing_is_nothing() -> None:
    assert _Escaped().process_bind_param(None, POSTGRESQL) is None
    assert _Escaped().process_result_value(None, POSTGRESQL) is None


def test_the_same_tables_are_written_for_each() -> None:
    of_sqlite = " ".join(str(CreateTable(TABLE).compile(dialect=SQLITE)).split())
    assert "id INTEGER NOT NULL, name VARCHAR(12), told TEXT" in of_sqlite
    of_postgresql = " ".join(str(CreateTable(TABLE).compile(dialect=POSTGRESQL)).split())
    assert 'id BIGSERIAL NOT NULL, name TEXT COLLATE "C", told TEXT COLLATE "C"' in of_postgresql


def test_functions_are_written_for_each() -> None:
    query = select(characters(TABLE.c.told), json_length(TABLE.c.told))
    assert "length(things.told)" in str(query.compile(dialect=SQLITE))
    assert "json_array_length(things.told)" in str(query.compile(dialect=SQLITE))
    assert "length(replace(things.told, chr(16), ''))" in str(query.compile(dialect=POSTGRESQL))
    assert "json_array_length(CAST(things.told AS json))" in str(query.compile(dialect=POSTGRESQL))

"""Rows laid flat as CSV."""

import csv
import io

from app.listing.fields import pick
from app.listing.tables import write_csv
from tests.unit.app.listing.test_fields import BARE, FIELDS, MAKER, WHOLE, Thing


def read(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode(), newline="")))


def test_a_part_that_names_its_object_takes_its_name() -> None:
    assert read(write_csv(FIELDS, [WHOLE, BARE])) == [
        ["id", "maker", "maker_town", "parts", "tags"],
        ["a", "Forge", "", "1;2", "x;y"],
        ["b", "", "", "", ""],
    ]


def test_no_rows_are_a_heading() -> None:
    assert write_csv(FIELDS, []) == b"id,maker,maker_town,parts,tags\r\n"


def test_chosen_fields_are_the_columns() -> None:
    assert read(write_csv(pick(FIELDS, "tags,maker.name"), [WHOLE])) == [
        ["tags", "maker"],
        ["x;y", "Forge"],
    ]


def test_columns_may_be_laid_out_by_hand() -> None:
    cells = {"parts": {"count": len, "first": lambda parts: parts[0].id}, "tags": {}}
    assert read(write_csv(FIELDS, [WHOLE], cells)) == [
        ["id", "maker", "maker_town", "count", "first"],
        ["a", "Forge", "", "2", "1"],
    ]


def test_a_spreadsheet_runs_no_formula() -> None:
    row = Thing(id="=1+1", maker=MAKER, parts=(), tags=("-x", "y"))
    assert read(write_csv(pick(FIELDS, "id,tags"), [row]))[1] == ["'=1+1", "'-x;y"]

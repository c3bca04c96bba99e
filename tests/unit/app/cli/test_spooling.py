import json

import pytest
from pydantic import BaseModel

from app.cli.spooling import Spool, as_report


class Row(BaseModel):
    name: str


class Sums(BaseModel):
    read: int
    reader: Row


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_report_is_one_object_with_all_rows(number: int) -> None:
    spool, empty = Spool(), Spool()
    for one in range(number):
        spool.add(Row(name=f'"{one}"\nß'))
    sums = Sums(read=number, reader=Row(name="}"))
    written = b"".join(as_report(sums, {"rows": spool, "none": empty}))
    told = json.loads(written)
    assert told == {
        "read": number,
        "reader": {"name": "}"},
        "rows": [{"name": f'"{one}"\nß'} for one in range(number)],
        "none": [],
    }
    assert len(spool) == number
    assert list(empty.lines()) == []


def test_rows_may_be_added_while_others_are_read() -> None:
    spool = Spool()
    spool.add(Row(name="one"))
    lines = spool.lines()
    assert next(lines) == b'{"name":"one"}'
    spool.add(Row(name="two"))
    assert list(lines) == [b'{"name":"two"}']

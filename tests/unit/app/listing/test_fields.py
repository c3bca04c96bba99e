"""Fields of models, the choice among them, and plain objects made of rows."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import orjson
import pytest
from pydantic import BaseModel

from app.listing.fields import Field, fields_of, find_take, objects, pick
from graph.errors import InvalidField


class Maker(BaseModel):
    name: str
    town: str | None


class Part(BaseModel):
    id: int


class Thing(BaseModel):
    id: str
    maker: Maker | None
    parts: tuple[Part, ...]
    tags: tuple[str, ...]


@dataclass
class Row:
    inner: Any
    number: int


MAKER = Maker(name="Forge", town=None)
WHOLE = Thing(id="a", maker=MAKER, parts=(Part(id=1), Part(id=2)), tags=("x", "y"))
BARE = Thing(id="b", maker=None, parts=(), tags=())
FIELDS = fields_of(Thing)


def test_objects_are_what_the_model_would_write() -> None:
    assert objects(FIELDS, [WHOLE, BARE]) == [
        WHOLE.model_dump() | {"tags": ("x", "y"), "parts": [{"id": 1}, {"id": 2}]},
        BARE.model_dump() | {"parts": []},
    ]
    assert objects(FIELDS, []) == []


def test_rows_may_be_of_another_shape_than_the_model() -> None:
    fields = fields_of(Thing, {"id": "number", "maker.town": lambda _maker: "here"}, base="inner")
    found = objects(fields, [Row(inner=WHOLE, number=7)])
    assert found[0]["id"] == 7
    assert found[0]["maker"] == {"name": "Forge", "town": "here"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("id", {"id": "a"}),
        ("tags,id", {"tags": ("x", "y"), "id": "a"}),
        ("maker.name", {"maker": {"name": "Forge"}}),
        (" maker.town , maker.name ", {"maker": {"town": None, "name": "Forge"}}),
        ("maker.town,maker", {"maker": {"name": "Forge", "town": None}}),
        ("maker,maker.town", {"maker": {"name": "Forge", "town": None}}),
        ("parts.id", {"parts": [{"id": 1}, {"id": 2}]}),
    ],
)
def test_a_client_chooses_in_its_order(names: str, expected: dict[str, Any]) -> None:
    found = objects(pick(FIELDS, names), [WHOLE])[0]
    assert found == expected
    assert list(found) == list(expected)


def test_an_object_that_is_not_there_stays_null() -> None:
    assert objects(pick(FIELDS, "maker.name"), [BARE, WHOLE]) == [
        {"maker": None},
        {"maker": {"name": "Forge"}},
    ]


@pytest.mark.parametrize(
    ("names", "wrong", "known"),
    [
        ("id,colour", "colour", "id, maker, parts, tags"),
        ("maker.age", "maker.age", "maker.name, maker.town"),
        ("id.x", "id.x", "id, maker"),
        ("maker.", None, ""),
        ("ID", "ID", "id"),
    ],
)
def test_unknown_names_are_refused_by_name(names: str, wrong: str | None, known: str) -> None:
    if wrong is None:
        assert objects(pick(FIELDS, names), [WHOLE]) == [{"maker": MAKER.model_dump()}]
        return
    with pytest.raises(InvalidField) as raised:
        pick(FIELDS, names)
    assert (raised.value.field, raised.value.value) == ("fields", wrong)
    assert known in raised.value.remedy


def test_a_path_that_breaks_off_leads_to_none() -> None:
    take = find_take(FIELDS, "maker.name")
    assert (take(WHOLE), take(BARE)) == ("Forge", None)


@dataclass
class Shown:
    name: str
    shown: bytes | None = None


def test_what_is_kept_is_written_once_unless_a_client_chooses_among_it() -> None:
    inner = (Field(name="name", take=attrgetter("name")),)
    field = Field(name="all", take=lambda values: values, fields=inner, many=True, kept=True)
    values = [Shown("a"), Shown("b")]
    written = orjson.dumps(objects((field,), [values]))
    assert written == b'[{"all":[{"name":"a"},{"name":"b"}]}]'
    assert [one.shown for one in values] == [b'{"name":"a"}', b'{"name":"b"}']
    values[0].shown = b'{"name":"kept"}'
    assert orjson.loads(orjson.dumps(objects((field,), [values])))[0]["all"][0] == {"name": "kept"}
    (chosen,) = pick((field,), "all.name")
    assert objects((chosen,), [values]) == [{"all": [{"name": "a"}, {"name": "b"}]}]

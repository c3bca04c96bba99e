"""What travels between processes comes back as what it was, or is refused."""

import pickle

import pytest

from graph.errors import InputError, TooCostly, UnreadableDocument
from graph.spread.work import Refusal, Written
from tests.making import EXTRACTOR, make_read, told


def test_a_reading_comes_back() -> None:
    reading = make_read(told("POL", "UKR", via=("ROU",)), told("NOR", "UKR", None)).reading
    travelled: Written = pickle.loads(pickle.dumps(Written.of(reading)))
    assert travelled.reading() == reading


@pytest.mark.parametrize("claims", ["", "nonsense", "[{}]", "[3]", '{"a": 1}', "null"])
def test_what_is_no_reading_is_refused(claims: str) -> None:
    with pytest.raises(UnreadableDocument):
        Written(article_id="0" * 32, extractor=EXTRACTOR, claims=claims).reading()


def test_an_error_comes_back() -> None:
    error = TooCostly("it takes too long", field="text", value="a", remedy="Split it")
    again = pickle.loads(pickle.dumps(Refusal.of(error))).error()
    assert type(again) is TooCostly
    assert (str(again), again.field, again.value) == (str(error), "text", "a")


@pytest.mark.parametrize("kind", ["SystemExit", "StorageError", "nothing", "InputError"])
def test_an_error_of_another_kind_is_an_unreadable_document(kind: str) -> None:
    error = Refusal(kind=kind, message="m", field="f", value="v", remedy="r").error()
    assert isinstance(error, InputError)
    assert type(error) in {UnreadableDocument, InputError}

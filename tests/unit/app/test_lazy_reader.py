from typing import Any

import pytest

from app.lazy_reader import LazyReader
from graph.claims.article import make_article
from graph.errors import LexiconError
from graph.ingest.reader import ArticleReader
from tests.unit.app.conftest import OneSentenceReader

TANKS = make_article("Poland sends tanks to Ukraine.")


def test_a_reader_loads_when_it_is_used() -> None:
    opens: Any = OneSentenceReader
    reader = LazyReader(opens)
    assert reader.waiting() == "the reader is not loaded yet"
    assert len(reader.read(TANKS).claims) == 1
    assert [len(reading.claims) for reading in reader.read_many([TANKS, TANKS])] == [1, 1]
    assert reader.waiting() is None


def test_a_reader_that_cannot_be_loaded_says_why() -> None:
    def fail() -> ArticleReader:
        raise LexiconError("names.csv", 3, "no id")

    reader = LazyReader(fail)
    with pytest.raises(LexiconError):
        reader.read(TANKS)
    assert "names.csv, line 3" in (reader.waiting() or "")

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, AnswerFormat, QueryForm, formats_of


@pytest.mark.parametrize("each", TABLE_FORMATS, ids=lambda each: each.name)
def test_tables_can_be_written_in_every_format(each: AnswerFormat) -> None:
    assert QueryResultsFormat.from_media_type(each.media_type) is not None


@pytest.mark.parametrize("each", TRIPLE_FORMATS, ids=lambda each: each.name)
def test_triples_can_be_written_in_every_format(each: AnswerFormat) -> None:
    assert RdfFormat.from_media_type(each.media_type) is not None


def test_every_form_has_its_formats() -> None:
    assert {form: formats_of(form)[0].name for form in QueryForm} == {
        "SELECT": "json",
        "ASK": "json",
        "CONSTRUCT": "turtle",
        "DESCRIBE": "turtle",
    }

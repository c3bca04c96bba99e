import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.torture._documents import BOMBS, SEEDS, Document, draw
from bench.torture.documents import Outcome, judge, tell
from graph.errors import InputError
from graph.ingest.clean import clean
from graph.ingest.fetched import Fetched


def cleaned(document: Document) -> str | InputError:
    try:
        return clean(
            Fetched(
                name=document.made,
                content=document.content,
                media_type=document.media_type,
                coding=document.coding,
            )
        ).text
    except InputError as refused:
        return refused


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.made)
def test_every_seed_is_read(seed: Document) -> None:
    assert "tanks" in str(cleaned(seed))


def test_the_same_number_draws_the_same_document() -> None:
    assert draw(1, 5) == draw(1, 5)
    assert draw(1, 5) != draw(1, 6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_a_drawn_document_is_read_or_refused(number: int) -> None:
    found = cleaned(draw(3, number, bomb_share=0.0))
    assert isinstance(found, str) or (found.message and found.field)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=2000), st.sampled_from(SEEDS))
def test_any_bytes_are_read_or_refused(content: bytes, seed: Document) -> None:
    document = Document(made="", content=content, media_type=seed.media_type, coding=seed.coding)
    found = cleaned(document)
    assert isinstance(found, str) or (found.message and found.field)


@pytest.mark.parametrize("name", ["laughs", "combining marks", "nested divs"])
def test_a_bomb_is_read_or_refused(name: str) -> None:
    found = cleaned(BOMBS[name]())
    assert isinstance(found, str) or found.message


@pytest.mark.parametrize(
    ("status", "body", "wrong"),
    [
        (200, {"text": "x"}, None),
        (200, {"text": "x" * 2_000_001}, "over its size"),
        (422, {"type": "/problems/not-text", "detail": "no", "field": "text"}, None),
        (422, {"type": "/problems/not-text", "detail": "no"}, "no reason"),
        (500, {"type": "/problems/internal", "detail": "no"}, "status 500"),
    ],
)
def test_an_answer_is_judged(status: int, body: dict[str, str], wrong: str | None) -> None:
    assert judge(SEEDS[0], httpx.Response(status, json=body), 0.1).wrong == wrong


def test_what_is_broken_is_told() -> None:
    lines = list(tell([Outcome(made="a", answered="none", seconds=1.0, wrong="status 500")]))
    assert any("BROKEN a: status 500" in line for line in lines)

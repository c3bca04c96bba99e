from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.resolve.quantities import find_quantities, quantity_of
from tests.unit.graph.ingest.resolve.conftest import Parse

COUNTED = [
    ("Oslo sent 12 howitzers.", "howitzers", (12, 12, False)),
    ("Oslo sent twelve used howitzers.", "howitzers", (12, 12, False)),
    ("Oslo sent twenty-four (24) howitzers.", "howitzers", (24, 24, False)),
    ("Oslo sent one hundred and twelve rockets.", "rockets", (112, 112, False)),
    ("Oslo sent 3,500 rockets.", "rockets", (3500, 3500, False)),
    ("Oslo sent 2.5 million cartridges.", "cartridges", (2_500_000, 2_500_000, False)),
    ("Oslo sent half a million shells.", "shells", (500_000, 500_000, False)),
    ("Oslo sent a dozen drones.", "drones", (12, 12, False)),
    ("Oslo sent another 50 drones.", "drones", (50, 50, False)),
    ("Oslo sent a further 50 drones.", "drones", (50, 50, False)),
    ("Oslo sent a first batch of 12 drones.", "drones", (12, 12, False)),
    ("Oslo sent between 12 and 15 tanks.", "tanks", (12, 15, True)),
    ("Oslo sent 10 to 12 tanks.", "tanks", (10, 12, True)),
    ("Oslo sent 10-12 tanks.", "tanks", (10, 12, True)),
    ("Oslo sent two to three thousand rifles.", "rifles", (2000, 3000, True)),
    ("Oslo sent about 40 tanks.", "tanks", (40, 40, True)),
    ("Oslo sent some 40 tanks.", "tanks", (40, 40, True)),
    ("Oslo sent at least 40 tanks.", "tanks", (40, None, True)),
    ("Oslo sent more than 40 tanks.", "tanks", (40, None, True)),
    ("Oslo sent up to 40 tanks.", "tanks", (None, 40, True)),
    ("Oslo sent dozens of tanks.", "tanks", (24, None, True)),
    ("Oslo sent hundreds of rifles.", "rifles", (100, None, True)),
    ("Oslo sent several thousand rifles.", "rifles", (2000, None, True)),
    ("Oslo sent tens of thousands of shells.", "shells", (20_000, None, True)),
    ("Oslo sent millions of cartridges.", "cartridges", (1_000_000, None, True)),
    ("Oslo sent six of the 24 howitzers.", "howitzers", (6, 6, False)),
    ("Oslo sent the first of 16 corvettes.", "corvettes", (1, 1, False)),
    ("Oslo sent a second frigate.", "frigate", (1, 1, False)),
    ("Oslo sent a retired frigate.", "frigate", (1, 1, False)),
]


@pytest.mark.parametrize(("text", "munition", "expected"), COUNTED)
def test_counts_a_munition(parse: Parse, text: str, munition: str, expected: Any) -> None:
    found = quantity_of(parse(text, "sent", munition).named(), find_quantities(text))
    assert found is not None
    assert (found.min, found.max, found.approximate) == expected


@pytest.mark.parametrize(
    ("text", "munition", "number", "unit"),
    [
        (
            "Oslo sent 47,000 rounds of artillery ammunition.",
            "artillery ammunition",
            47_000,
            "rounds",
        ),
        ("Oslo sent a battery of launchers.", "launchers", 1, "battery"),
        ("Oslo sent two batteries of launchers.", "launchers", 2, "batteries"),
        ("Oslo sent 12 howitzers.", "howitzers", 12, "howitzers"),
    ],
)
def test_names_the_unit(
    parse: Parse, text: str, munition: str, number: Any, unit: str | None
) -> None:
    found = quantity_of(parse(text, "sent", munition).named(), find_quantities(text))
    assert found is not None
    assert (found.min, found.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "munition"),
    [
        ("Oslo sent Leopard 2 tanks.", "Leopard 2 tanks"),
        ("Oslo sent S-400 missiles.", "S-400 missiles"),
        ("Oslo sent 155mm shells.", "155mm shells"),
        ("Oslo sent 155 mm shells.", "shells"),
        ("In 2021 Oslo sent tanks.", "tanks"),
        ("Oslo, which has 5 million people, sent tanks.", "tanks"),
        ("For $40 million Oslo sent tanks.", "tanks"),
        ("Oslo sent two types of fighter.", "fighter"),
        ("Oslo sent military equipment.", "military equipment"),
        ("Oslo announced an aid package and sent it.", "aid package"),
    ],
)
def test_what_counts_nothing(parse: Parse, text: str, munition: str) -> None:
    assert quantity_of(parse(text, "sent", munition).named(), find_quantities(text)) is None


def test_reads_a_number_that_the_mention_begins_with(parse: Parse) -> None:
    text = "Oslo sent 3,000 rifles."
    found = quantity_of(parse(text, "sent", "3,000 rifles").named(), find_quantities(text))
    assert found is not None
    assert (found.min, found.text) == (3000, "3,000")


def test_an_offset_moves_the_doc_in_the_text(parse: Parse) -> None:
    lead = "Forty came first. "
    text = "Oslo sent twelve howitzers."
    munition = parse(text, "sent", "howitzers").named()
    found = quantity_of(munition, find_quantities(lead + text), offset=len(lead))
    assert found is not None
    assert found.min == 12


@given(st.text(alphabet="0123456789,.- one two million dozen between and a of\n€$", max_size=80))
def test_mentions_are_verbatim_and_bounded(text: str) -> None:
    for mention in find_quantities(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.min is None or mention.max is None or mention.min <= mention.max


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Norway handed over two howitzers.", 2, 2),
        ("Norway turned over 12 howitzers to Chad.", 12, 12),
        ("Norway sent over 12 howitzers.", 12, None),
        ("Norway gave well over 12 howitzers.", 12, None),
    ],
)
def test_over_may_belong_to_the_verb(text: str, least: int, most: int | None) -> None:
    (found,) = find_quantities(text)
    assert (found.min, found.max) == (least, most)

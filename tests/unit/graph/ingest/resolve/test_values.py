import pytest

from graph.ingest.resolve.values import find_values, value_of
from tests.unit.graph.ingest.resolve.conftest import Parse


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("worth $1.2 billion", 1_200_000_000, "USD"),
        ("worth US$400m", 400_000_000, "USD"),
        ("worth $250,000", 250_000, "USD"),
        ("worth €2.5bn", 2_500_000_000, "EUR"),
        ("worth 2.5bn euros", 2_500_000_000, "EUR"),
        ("worth 500 million Norwegian kroner", 500_000_000, "NOK"),
        ("worth 3 billion Swedish kronor", 3_000_000_000, "SEK"),
        ("worth £40 million", 40_000_000, "GBP"),
        ("worth A$60 million", 60_000_000, "AUD"),
        ("worth C$60 million", 60_000_000, "CAD"),
        ("worth 3.7 trillion won", 3_700_000_000_000, "KRW"),
        ("worth USD 254 million", 254_000_000, "USD"),
        ("worth a billion dollars", 1_000_000_000, "USD"),
        ("worth four billion dollars", 4_000_000_000, "USD"),
        ("worth 90 million shekels", 90_000_000, "ILS"),
        ("a 90-million-euro package", 90_000_000, "EUR"),
    ],
)
def test_reads_a_sum(text: str, amount: float, currency: str) -> None:
    (found,) = find_values(text)
    assert (found.amount, found.currency) == (amount, currency)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", ["a 500-pound bomb", "3,000 rifles", "an S-400", "a dollar short"])
def test_what_is_no_sum(text: str) -> None:
    assert find_values(text) == ()


def test_takes_the_sum_that_belongs_to_the_transfer(parse: Parse) -> None:
    text = "Oslo sold twelve howitzers for $40 million."
    parsed = parse(text, "sold", "howitzers")
    found = value_of(parsed.predicate, find_values(text), munition=parsed.munition)
    assert found is not None
    assert (found.amount, found.currency) == (40_000_000, "USD")


def test_leaves_the_sum_of_another_event(parse: Parse) -> None:
    text = "Oslo sold twelve howitzers after Rome had spent $40 million."
    parsed = parse(text, "sold", "howitzers")
    assert value_of(parsed.predicate, find_values(text), munition=parsed.munition) is None

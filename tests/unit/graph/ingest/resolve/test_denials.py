import pytest

from graph.ingest.resolve.denials import find_denials
from tests.unit.graph.ingest.resolve.conftest import Parse


@pytest.mark.parametrize(
    "text",
    [
        "Oslo denied it.",
        "Oslo has denied the allegation.",
        "Oslo dismissed the report.",
        "Oslo called the claim baseless.",
        "Oslo described it as a fabrication.",
    ],
)
def test_finds_who_denies_what_was_said_before(parse: Parse, text: str) -> None:
    (denial,) = find_denials(parse(text, "Oslo").doc)
    assert denial.attribution.denies
    assert denial.attribution.source is not None
    assert denial.attribution.source.name == "Oslo"


@pytest.mark.parametrize(
    "text",
    [
        "Oslo confirmed it.",
        "Oslo denied Riga the guns.",
        "Oslo rejected the guns.",
        "Oslo denied that it sent guns.",
        "Oslo has not denied it.",
        "Did Oslo deny it?",
    ],
)
def test_what_is_no_denial_of_an_earlier_statement(parse: Parse, text: str) -> None:
    assert list(find_denials(parse(text, "Oslo").doc)) == []

from typing import Any

import pytest

from bench.classes import (
    Missed,
    PairError,
    Wrong,
    missed_class,
    missed_errors,
    report,
    span_of,
    wrong_class,
    wrong_errors,
)
from graph.claims.article import make_article
from graph.ingest.read.gate import outline
from tests.labelling import claim, row

SENT = "Norway sent Chad mortars."
LATER = "Norway has a fleet. It sent Chad mortars. Ghana got none."


def missed(given: dict[str, Any], text: str, *strays: dict[str, Any], **article: Any) -> Missed:
    return missed_class(given, strays, outline(make_article(text, **article)))


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "quote", "munition", "expected"),
    [
        (SENT, "NOR", "TCD", SENT, "mortars", Missed.BOTH),
        (LATER, "NOR", "TCD", "It sent Chad mortars.", "mortars", Missed.ONE),
        (LATER, "NOR", "GHA", "It sent Chad mortars.", "mortars", Missed.NEITHER),
        (SENT, "NOR", "TCD", SENT, "parcels", Missed.UNNAMED),
        (SENT, "NOR", "TCD", "Norway sent Chad", "mortars", Missed.UNNAMED),
        (SENT, "NOR", "TCD", SENT, "sent", Missed.MUNITION),
        (SENT, "NOR", "TCD", SENT, ["parcels", "mortars"], Missed.BOTH),
        ("Norway helps Chad.", "NOR", "TCD", "Norway helps Chad.", None, Missed.UNNAMED),
        (SENT, "NOR", "TCD", SENT, None, Missed.BOTH),
        (SENT, "NOR", "GHA", SENT, "mortars", Missed.ACTOR),
        (SENT, "NOR", "name:dune-rifles", SENT, "mortars", Missed.NAME),
        (SENT, "GHA", "name:dune-rifles", SENT, "mortars", Missed.ACTOR),
    ],
)
def test_a_missed_claim_is_sorted_by_what_the_outline_lacks(
    text: str, supplier: str, recipient: str, quote: str, munition: Any, expected: Missed
) -> None:
    given = claim(supplier, recipient, quote, text, munition_text=munition)
    assert missed(given, text) is expected


def test_an_actor_may_be_in_the_title_or_the_publisher_alone() -> None:
    text = "Oslo's envoy sent them mortars."
    given = claim("NOR", "TCD", text, text, munition_text="mortars")
    assert missed(given, text) is Missed.ACTOR
    assert missed(given, text, title="Chad re-arms") is Missed.ASIDE
    assert missed(given, text, publisher="Ministry of Defence of Chad") is Missed.ASIDE


def test_a_claim_without_a_quote_rests_on_the_whole_text() -> None:
    assert span_of({}, SENT) == (0, len(SENT))
    assert missed(claim("NOR", "TCD", munition_text="mortars"), LATER) is Missed.BOTH


def test_a_wrong_claim_there_explains_a_miss() -> None:
    given = claim("NOR", "TCD", SENT, SENT, munition_text="mortars")
    denied = claim("NOR", "TCD", SENT, SENT, status="denied")
    turned = claim("TCD", "NOR", SENT, SENT)
    assert missed(given, SENT, denied) is Missed.KIND
    assert missed(given, SENT, turned) is Missed.REVERSED
    text = f"{SENT} Rain fell."
    elsewhere = claim("NOR", "TCD", "Rain fell.", text, status="denied")
    assert missed(given, text, elsewhere) is Missed.BOTH


def test_a_right_claim_of_the_same_sentence_explains_nothing() -> None:
    text = "Norway sent Chad mortars but refused rifles."
    gold = row(
        "a",
        text,
        claim("NOR", "TCD", text, text, munition_text="mortars"),
        claim("NOR", "TCD", text, text, munition_text="rifles", stage="suspension"),
    )
    laid = outline(make_article(text))
    (error,) = missed_errors(gold, [claim("NOR", "TCD", text, text)], laid)
    assert error.key == ("NOR", "TCD", "suspension")
    assert error.sort is Missed.BOTH
    assert error.negative


def test_of_a_pairs_claims_the_nearest_to_being_found_counts() -> None:
    gold = row(
        "a",
        LATER,
        claim("NOR", "TCD", "Norway has a fleet.", LATER, munition_text="fleet"),
        claim("NOR", "TCD", "It sent Chad mortars.", LATER, munition_text="mortars"),
        claim("NOR", "GHA", "Ghana got none.", LATER, optional=True),
    )
    (error,) = missed_errors(gold, [], outline(make_article(LATER)))
    assert (error.sort, error.quote) == (Missed.ONE, "It sent Chad mortars.")


TEXT = "Norway sent Chad mortars. Spain sold Peru rifles. Rain fell."
GOLD = [
    claim("NOR", "TCD", "Norway sent Chad mortars.", TEXT),
    claim("ESP", "PER", "Spain sold Peru rifles.", TEXT, stage="request"),
    claim("ITA", "TCD", "Norway sent Chad mortars.", TEXT, optional=True),
]


@pytest.mark.parametrize(
    ("supplier", "recipient", "quote", "expected"),
    [
        ("ESP", "PER", "Spain sold Peru rifles.", Wrong.KIND),
        ("TCD", "NOR", "Norway sent Chad mortars.", Wrong.REVERSED),
        ("NOR", "PER", TEXT, Wrong.CROSSED),
        ("NOR", "PER", "Norway sent Chad mortars.", Wrong.BYSTANDER),
        ("GHA", "TCD", "Norway sent Chad mortars.", Wrong.BYSTANDER),
        ("NOR", "GHA", "Rain fell.", Wrong.SENTENCE),
        ("TCD", "ESP", "Norway sent Chad mortars.", Wrong.OTHER),
    ],
)
def test_a_wrong_claim_is_sorted_by_the_gold_beside_it(
    supplier: str, recipient: str, quote: str, expected: Wrong
) -> None:
    assert wrong_class(claim(supplier, recipient, quote, TEXT), GOLD, TEXT) is expected


def test_whatever_is_found_in_an_article_without_claims_is_of_one_class() -> None:
    assert wrong_class(claim("NOR", "TCD", SENT, SENT), [], SENT) is Wrong.EMPTY


def test_of_a_wrong_pairs_claims_the_first_class_counts() -> None:
    found = [
        claim("NOR", "GHA", "Rain fell.", TEXT),
        claim("NOR", "GHA", "Norway sent Chad mortars.", TEXT),
        claim("ITA", "TCD", "Norway sent Chad mortars.", TEXT),
    ]
    (error,) = wrong_errors(row("a", TEXT, *GOLD), found)
    assert error.key == ("NOR", "GHA", "supply")
    assert (error.sort, error.quote) == (Wrong.BYSTANDER, "Norway sent Chad mortars.")


def error(name: str, sort: Missed | Wrong, kind: str = "supply", quote: str = "q") -> PairError:
    return PairError(row=name, key=("NOR", "TCD", kind), sort=sort, quote=quote)


def test_the_report_counts_classes_by_file() -> None:
    errors = {
        "plain": [error("p1", Missed.ONE), error("p2", Missed.ONE), error("p3", Wrong.OTHER)],
        "harder": [error("h1", Missed.ONE), error("h2", Missed.KIND, "request")],
    }
    lines = [line.split() for line in report(errors, 0) if line]
    assert [*Missed.ONE.split(), "2", "1", "3"] in lines
    assert [*Missed.KIND.split(), "0", "1", "1"] in lines
    assert ["missed", "pairs", "plain", "harder", "all"] in lines
    assert [line[1:] for line in lines if line[0] == "all"] == [
        ["2", "1", "3"], ["1", "0", "1"], ["0", "1", "1"], ["0", "0", "0"],
    ]  # fmt: skip


def test_examples_are_taken_evenly_and_cut_to_a_line() -> None:
    errors = {
        "plain": [error(f"p{n}", Missed.ONE, quote=f"two\nlines {'x' * 200}") for n in "1234"]
    }
    shown = [line.strip() for line in report(errors, 2) if line.startswith("    ")]
    assert [line.split()[0] for line in shown] == ["p1", "p3"]
    assert all("NOR > TCD  two lines xxx" in line and line.endswith("x…") for line in shown)
    assert max(map(len, shown)) < 150


def test_an_example_of_a_negative_pair_names_its_kind() -> None:
    lines = report({"plain": [error("p1", Wrong.KIND, "suspension")]}, 1)
    assert "    p1  NOR > TCD (suspension)  q" in lines

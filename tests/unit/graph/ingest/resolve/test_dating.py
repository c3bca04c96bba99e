"""Which year a month is of: the tense of the verb tells."""

from datetime import date

import pytest

from graph.claims.claim import Stage
from graph.claims.edtf import bounds
from graph.ingest.resolve.dates import date_of, find_dates
from graph.ingest.resolve.dating import choose
from tests.unit.graph.ingest.resolve.conftest import Parse

PUBLISHED = date(2025, 3, 12)


def chosen(parse: Parse, text: str, predicate: str, stage: Stage | None) -> str | None:
    parsed = parse(text, predicate, "guns")
    found = find_dates(text, PUBLISHED)
    return date_of(
        parsed.predicate, found, published=PUBLISHED, munition=parsed.munition, stage=stage
    )


@pytest.mark.parametrize(
    ("text", "predicate", "stage"),
    [
        ("In December the navy ordered 40 guns from Norway.", "ordered", Stage.ORDER),
        ("The navy ordered 40 guns from Norway in December.", "ordered", Stage.ORDER),
        ("The navy had ordered the guns in December.", "ordered", Stage.ORDER),
        ("The navy has bought the guns in December.", "bought", Stage.ORDER),
        ("The guns were ordered in December.", "ordered", Stage.ORDER),
        ("In December Norway pledged the guns.", "pledged", Stage.COMMITMENT),
        ("Norway approved the guns in December.", "approved", Stage.APPROVAL),
        ("In December the navy asked for guns.", "asked", Stage.REQUEST),
    ],
)
def test_what_was_ordered_is_never_dated_ahead(
    parse: Parse, text: str, predicate: str, stage: Stage
) -> None:
    # It is past, and so the date of a paper, which is not that of the transfer.
    assert chosen(parse, text, predicate, stage) is None


@pytest.mark.parametrize(
    ("text", "predicate", "stage", "expected"),
    [
        ("The navy will order 40 guns in December.", "order", Stage.ORDER, "2025-12"),
        ("Norway will deliver the guns in December.", "deliver", Stage.COMMITMENT, "2025-12"),
        ("The guns will be delivered in December.", "delivered", Stage.COMMITMENT, "2025-12"),
        ("Norway plans to deliver the guns in December.", "deliver", None, "2025-12"),
        ("Norway pledged to deliver the guns in December.", "deliver", Stage.COMMITMENT, "2025-12"),
        ("Norway pledged the guns from December.", "pledged", Stage.COMMITMENT, "2025-12/.."),
        ("The navy ordered the guns by December.", "ordered", Stage.ORDER, "../2025-12"),
        ("Norway delivered the guns in December.", "delivered", Stage.DELIVERY, "2024-12"),
        ("The guns were delivered in December.", "delivered", Stage.DELIVERY, "2024-12"),
    ],
)
def test_the_tense_tells_which_year_a_month_is_of(
    parse: Parse, text: str, predicate: str, stage: Stage | None, expected: str
) -> None:
    assert chosen(parse, text, predicate, stage) == expected


def test_a_past_order_means_the_past_month(parse: Parse) -> None:
    # Without a day of publication to tell papers by, the meaning itself is seen.
    text = "In December the navy ordered 40 guns from Norway."
    parsed = parse(text, "ordered", "guns")
    meant = choose(
        parsed.predicate,
        find_dates(text, PUBLISHED),
        published=None,
        munition=parsed.munition,
        stage=Stage.ORDER,
        offset=0,
    )
    assert meant == "2024-12"
    assert bounds(meant)[1] == date(2024, 12, 31)

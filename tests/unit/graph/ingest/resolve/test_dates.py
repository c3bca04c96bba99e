from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims.claim import Stage
from graph.claims.edtf import is_edtf
from graph.ingest.resolve.dates import date_of, find_dates
from tests.unit.graph.ingest.resolve.conftest import Parse

PUBLISHED = date(2025, 11, 5)  # a Wednesday

ABSOLUTE = [
    ("It came on 17 October 2024.", "2024-10-17"),
    ("It came on October 17, 2024.", "2024-10-17"),
    ("It came on the 17th of October 2024.", "2024-10-17"),
    ("It came on 2024-10-17.", "2024-10-17"),
    ("It came in October 2024.", "2024-10"),
    ("It came in early October 2024.", "2024-10"),
    ("It came in 2024.", "2024"),
    ("It came in mid-2024.", "2024~"),
    ("It came in late 2024.", "2024~"),
    ("It came in the autumn of 2024.", "2024-23"),
    ("It came in the first half of 2024.", "2024-01/2024-06"),
    ("It came in the third quarter of 2024.", "2024-07/2024-09"),
    ("It came in the 1980s.", "198X"),
    ("Arms came between May 2022 and June 2023.", "2022-05/2023-06"),
    ("Arms came from 2019 to 2022.", "2019/2022"),
    ("Arms came in 2019-2022.", "2019/2022"),
    ("Arms came in 1985 and 1986.", "1985/1986"),
    ("Arms came in December 2023 and January 2024.", "2023-12/2024-01"),
    ("Arms came between 4 and 9 March 2024.", "2024-03-04/2024-03-09"),
    ("Arms have come since 2022.", "2022/.."),
    ("Arms come from mid-2026.", "2026/.."),
    ("Arms came until 2018.", "../2018"),
    ("All come by the end of 2026.", "../2026"),
    ("All came before 2014.", "../2014"),
]

RELATIVE = [
    ("It came yesterday.", "2025-11-04"),
    ("It came on Tuesday.", "2025-11-04"),
    ("It came on Wednesday.", "2025-11-05"),
    ("It came last week.", "2025-10"),
    ("It came last month.", "2025-10"),
    ("It came earlier this year.", "2025"),
    ("It came last year.", "2024"),
    ("It came in March.", "2025-03"),
    ("It came in December.", "2024-12"),
    ("It came in May last year.", "2024-05"),
    ("It came last summer.", "2025-22"),
    ("It came three years ago.", "2022"),
    ("It came a year ago.", "2024-11"),
    ("It came two months ago.", "2025-09"),
    ("It came over the weekend.", "2025-11-01"),
    ("Arms came over the past decade.", "2015/2025"),
    ("Arms came in the past five years.", "2020/2025"),
    ("Arms came in the past year.", "2024-11/2025-11"),
    ("Arms have come since August.", "2025-08/.."),
]


@pytest.mark.parametrize(("text", "edtf"), ABSOLUTE + RELATIVE)
def test_reads_a_time_expression(text: str, edtf: str) -> None:
    assert [mention.edtf for mention in find_dates(text, PUBLISHED)] == [edtf]


@pytest.mark.parametrize(("text", "edtf"), ABSOLUTE)
def test_absolute_dates_need_no_publication_date(text: str, edtf: str) -> None:
    assert [mention.edtf for mention in find_dates(text, None)] == [edtf]


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_relative_dates_need_one(text: str) -> None:
    assert find_dates(text, None) == ()


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("They will come in March.", "2026-03"),
        ("They will come on Friday.", "2025-11-07"),
        ("They will come by December.", "../2025-12"),
        ("They will come next year.", "2026"),
        ("They will come over the next ten years.", "2025/2035"),
    ],
)
def test_the_future_looks_forward(text: str, later: str) -> None:
    (mention,) = find_dates(text, PUBLISHED)
    assert mention.later == later


@pytest.mark.parametrize(
    "text",
    [
        "They got 2000 shells of the older type.",
        "The 2,024 rifles may march on.",
        "An S-400 and a Mirage 2000 and 155 mm guns.",
        "On 2024-02-31 nothing came.",
        "VILNIUS, Lithuania, Nov 4 (Baltic Wire) - Guns came.",
    ],
)
def test_what_is_no_date_of_an_event(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


WORDS = [
    "in",
    "since",
    "by",
    "2025",
    "1999",
    "31",
    "May",
    "March",
    "Tuesday",
    "last",
    "next",
    "this",
    "month",
    "year",
    "ago",
    "two",
    "between",
    "and",
    "to",
    "from",
    "late",
    "mid-",
    "spring",
    "of",
    "the",
    "first",
    "half",
    "quarter",
    "1990s",
    "decade",
    "past",
    "-",
    "until",
]


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    ),
    st.dates(),
)
def test_every_date_is_edtf_and_verbatim(parts: list[str], published: date) -> None:
    text = " ".join(parts)
    for mention in find_dates(text, published):
        assert is_edtf(mention.edtf)
        assert is_edtf(mention.later)
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("Norway delivered the guns in May 2024.", "delivered", "2024-05"),
        (
            "Norway delivered the guns in May 2024, a spokesman said on Monday.",
            "delivered",
            "2024-05",
        ),
        ("A spokesman said on Monday that Norway delivered the guns.", "delivered", None),
        ("Norway delivered the guns that Finland ordered in 2021.", "delivered", None),
        ("Norway delivered the guns under a contract of 2021.", "delivered", None),
        ("Norway will deliver the guns by June 2026.", "deliver", "../2026-06"),
        ("Norway will deliver the guns in March.", "deliver", "2026-03"),
    ],
)
def test_chooses_the_date_of_the_event(
    parse: Parse, text: str, predicate: str, expected: Any
) -> None:
    parsed = parse(text, predicate, "guns")
    found = find_dates(text, PUBLISHED)
    assert (
        date_of(parsed.predicate, found, published=PUBLISHED, munition=parsed.munition) == expected
    )


def test_a_past_date_of_a_pledge_is_that_of_the_paper(parse: Parse) -> None:
    text = "Norway pledged the guns in May 2024."
    parsed = parse(text, "pledged", "guns")
    found = find_dates(text, PUBLISHED)
    chosen = date_of(
        parsed.predicate,
        found,
        published=PUBLISHED,
        munition=parsed.munition,
        stage=Stage.COMMITMENT,
    )
    assert chosen is None


def test_an_offset_moves_the_doc_in_the_text(parse: Parse) -> None:
    lead = "In 2019 it rained. "
    text = "Norway delivered the guns in May 2024."
    parsed = parse(text, "delivered", "guns")
    found = find_dates(lead + text, PUBLISHED)
    assert date_of(parsed.predicate, found, munition=parsed.munition, offset=len(lead)) == "2024-05"


def test_a_date_between_two_events_is_of_the_first(parse: Parse) -> None:
    text = "Oslo sold Chad missiles in the 1980s and has since provided it with guns."
    found = find_dates(text, PUBLISHED)
    later = parse(text, "provided", "guns")
    assert date_of(later.predicate, found, munition=later.munition) is None
    first = parse(text, "sold", "missiles")
    assert date_of(first.predicate, found, munition=first.munition) == "198X"
    text = "In 2019 Oslo trained the crews and sent guns."
    both = parse(text, "sent", "guns")
    found = find_dates(text, PUBLISHED)
    assert date_of(both.predicate, found, munition=both.munition) == "2019"

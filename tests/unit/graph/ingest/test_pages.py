import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.pages import first_parts, join_pages

WIDE = "The ministry said on Monday that the shipment had been delayed until the summer and"


def test_lines_become_paragraphs_and_sentences_go_on_over_pages() -> None:
    pages = [
        [
            "Oslo sends tanks",
            WIDE,
            "that it would be paid for.",
            WIDE,
            "the Storting would have to",
        ],
        ["agree to it.", "", "Another matter."],
    ]
    assert join_pages(pages).split("\n\n") == [
        "Oslo sends tanks",
        f"{WIDE} that it would be paid for.",
        f"{WIDE} the Storting would have to agree to it.",
        "Another matter.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("and ammu-", "nition for the army of the country, as it was", "and ammunition for"),
        ("and ammu\ufffe", "nition for the army", "and ammunition for"),
        ("and ammu\u00ad", "nition for the army", "and ammunition for"),
        ("with long-", "range missiles", "with long-range missiles"),
        ("with S-", "400 systems", "with S-400 systems"),
        ("a Franco-", "German tank", "a Franco-German tank"),
        ("the ware-", "house; a warehouse", "the warehouse; a"),
        ("a coast-", "guard; the coast-guard", "a coast-guard; the"),
        ("it came \u2013", "late", "came \u2013 late"),
    ],
)
def test_a_word_that_a_line_breaks_is_one_again(before: str, after: str, joined: str) -> None:
    assert joined in join_pages([[WIDE, before, after]])


def test_what_runs_over_pages_is_left_out_and_what_is_said_is_kept() -> None:
    pages = [
        [
            "Report on transfers",
            f"Norway sent {n} tanks to Ukraine, and",
            "more is to come.",
            f"{n}",
        ]
        for n in range(1, 6)
    ]
    text = join_pages(pages)
    assert "Report on transfers" not in text
    assert "more is to come.\n\n1" not in text
    assert "sent 4 tanks to Ukraine" in text or "tanks" not in text


def test_a_line_in_the_middle_of_pages_is_no_running_head() -> None:
    middle = ["a", "b", "c", "Poland sold guns to Chad.", "d", "e", "f"]
    assert join_pages([middle] * 4).count("Poland sold guns to Chad.") == 4


def test_nothing_is_made_of_nothing() -> None:
    assert join_pages([]) == join_pages([[], [""]]) == ""


@given(st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=5))
def test_any_lines_are_joined(pages: list[list[str]]) -> None:
    lines = [[" ".join(line.split()) for line in page] for page in pages]
    assert len(join_pages(lines)) <= 2 * sum(len(line) + 2 for page in lines for line in page)


def test_first_parts_are_words_of_their_own() -> None:
    assert {"long", "short", "anti", "air"} <= first_parts()
    assert all(word.isalpha() and word.islower() for word in first_parts())

"""Independent origins of claims."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from graph.claims.evidence import Source, SourceKind
from graph.claims.reading import ReadArticle
from graph.network.cells import network_claims
from graph.network.origins import MANY_NAMES, count_origins, group_by_origin
from tests.making import READ_AT, make_read, told


def sizes(*reads: ReadArticle, copies: dict[str, str] | None = None) -> list[int]:
    claims = [placed for read in reads for placed in network_claims(read)]
    first = (copies or {}).get
    groups = group_by_origin(claims, lambda each: first(each, each))
    assert len(groups) == count_origins(claims, lambda each: first(each, each))
    assert sorted(placed.id for group in groups for placed in group) == sorted(
        placed.id for placed in claims
    )
    return [len(group) for group in groups]


def said(source: str | Source | None) -> dict[str, object]:
    return told("POL", "UKR", source=source)


def test_each_publisher_that_says_so_itself_is_an_origin() -> None:
    one, two = (make_read(said(None), story=name, publisher=name) for name in ("Ledger", "Post"))
    assert sizes(one, two) == [1, 1]
    again = make_read(said(None), story="another day", publisher="The  ledger")
    assert sizes(one, two, again) == [2, 1]


def test_articles_of_nobody_are_told_apart_by_their_texts() -> None:
    one, two = (make_read(said(None), story=name, publisher=None) for name in "ab")
    assert sizes(one, two) == [1, 1]


def test_what_others_take_from_a_paper_is_no_other_origin() -> None:
    first = make_read(said(None), story="a", publisher="The Ledger")
    paper = Source(name="Ledger", kind=SourceKind.MEDIA)
    assert sizes(first, make_read(said(paper), story="b", publisher="The Post")) == [2]


def test_the_same_source_in_two_articles_is_one() -> None:
    one, two = (
        make_read(said("The UN panel"), story="a"),
        make_read(said("the UN Panel"), story="b"),
    )
    assert sizes(one, two) == [2]


def test_two_sources_of_one_article_are_two() -> None:
    assert sizes(make_read(said("The Polish ministry"), said("The UN panel"))) == [1, 1]


def test_a_source_named_in_full_and_in_brief_is_one() -> None:
    names = ("The Polish defence ministry", "the ministry", "The UN panel", "ministry")
    assert sizes(make_read(*map(said, names))) == [3, 1]
    full = make_read(said("The Polish defence ministry"), said("the ministry"), story="c")
    elsewhere = make_read(said("the ministry"), story="d", publisher="Another Daily")
    assert sizes(full, elsewhere) == [2, 1]


@pytest.mark.parametrize("bare", ["the ministry", "A panel", "two senior army officers"])
def test_who_is_not_named_may_be_another_in_each_paper(bare: str) -> None:
    papers = [make_read(said(bare), story=name, publisher=name) for name in ("Ledger", "Post")]
    assert sizes(*papers) == [1, 1]
    again = make_read(said(bare), story="another day", publisher="Ledger")
    assert sizes(*papers, again) == [2, 1]
    assert sizes(make_read(said(bare), said("the commander"))) == [2]
    assert sizes(make_read(said(bare), said(bare), publisher=None)) == [2]


def test_who_is_not_named_goes_with_whom_the_article_names() -> None:
    assert sizes(make_read(said("the commander"), said("The UN panel"), said(None))) == [3]


def test_many_names_are_not_compared_with_one_another() -> None:
    names = [f"Smith {place}" for place in range(MANY_NAMES)]
    assert len(sizes(make_read(*map(said, [*names, "Smith"])))) == MANY_NAMES + 1
    assert len(sizes(make_read(*map(said, [*names[1:], "Smith"])))) == MANY_NAMES - 1


def test_what_an_article_says_itself_it_has_from_the_source_it_names() -> None:
    assert sizes(make_read(said(None), said("The Polish ministry"), said(None))) == [3]


def test_the_unnamed_of_two_papers_may_be_others_but_of_one_are_the_same() -> None:
    unnamed = Source(name="officials", kind=SourceKind.ANONYMOUS)
    assert sizes(make_read(said(unnamed), said(unnamed), story="a")) == [2]
    papers = (make_read(said(unnamed), story=name, publisher=name) for name in ("Ledger", "Post"))
    assert sizes(*papers) == [1, 1]


def test_copies_add_nothing_whatever_sources_they_put_in() -> None:
    original = make_read(said("The Polish ministry"), said("The UN panel"), story="a")
    copy = make_read(said("The Polish ministry"), said("The Made-up Agency"), said(None), story="b")
    copies = {copy.article.id: original.article.id}
    assert sizes(original, copy, copies=copies) == [4, 1]
    other_way = {original.article.id: copy.article.id}
    assert sizes(copy, original, copies=other_way) == [4, 1]


def test_the_copy_that_was_published_first_is_the_original_however_they_came_in() -> None:
    original = make_read(said("The Polish ministry"), story="a", published=date(2025, 1, 3))
    copy = make_read(
        said("The UN panel"), said("Baltic Agency"), story="b", published=date(2025, 1, 4)
    )
    copies = {original.article.id: copy.article.id}
    assert sizes(copy, original, copies=copies) == sizes(original, copy, copies=copies) == [3]


def test_of_copies_of_one_day_the_first_to_come_in_is_the_original() -> None:
    original = make_read(said("The Polish ministry"), story="a")
    copy = replace(
        make_read(said("The UN panel"), said("Baltic Agency"), story="b"),
        read_at=READ_AT + timedelta(hours=1),
    )
    copies = {original.article.id: copy.article.id}
    assert sizes(copy, original, copies=copies) == sizes(original, copy, copies=copies) == [3]


def test_a_copy_joins_no_other_origins() -> None:
    original, other = (
        make_read(said("The Polish ministry"), story="a"),
        make_read(said("The UN panel"), story="c"),
    )
    copy = make_read(said("The UN panel"), story="b")
    assert sizes(original, other, copy, copies={copy.article.id: original.article.id}) == [2, 1]


def test_the_same_words_elsewhere_are_no_other_origin() -> None:
    one = make_read(said("The Polish ministry"), story="a")
    two = make_read(said("The Polish minister"), story="a", publisher="Another Daily")
    assert one.article.id != two.article.id
    assert sizes(one, two) == [2]

from __future__ import annotations

import pytest

from graph.claims.article import make_article
from graph.ingest.lexicons.hints import SAME
from graph.ingest.lexicons.munitions import NameKind
from graph.ingest.read.gate import outline
from graph.ingest.read.hints import find_hints
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.munitions import MunitionMention


def hints_in(text: str, sentence: int = 0) -> tuple[MunitionMention, ...]:
    """Find the hints in a sentence of a text, beside what it names."""
    laid = outline(make_article(text))
    place = laid.sentences[sentence]
    named, actors = laid.munitions[sentence], laid.actors[sentence]
    return find_hints(text[place.start : place.end], place.start, named, actors)


def told(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.concept) for one in hints_in(text)]


@pytest.mark.parametrize(
    ("text", "words", "concept"),
    [
        ("Norway handed over two old boats.", "boats", "patrol-vessel"),
        ("Crews from Chad were schooled in Bergen.", "schooled", "training"),
        ("Oslo will foot the bill.", "foot the bill", "funding"),
        ("Oslo gave Chad matériel.", "matériel", "materiel"),
        ("THE BOATS ARE IN CHAD.", "BOATS", "patrol-vessel"),
        ("Chad will get the first six.", "six", SAME),
        ("Chad already has some.", "some", SAME),
    ],
)
def test_a_word_that_may_stand_for_a_munition_is_found(text: str, words: str, concept: str) -> None:
    found = {one.text: one.concept for one in hints_in(text)} | named(text)
    assert found[words] == concept


def named(text: str) -> dict[str, str]:
    """List what the sentence names outright, which is no hint."""
    return {one.text: one.concept for row in outline(make_article(text)).munitions for one in row}


def test_offsets_count_from_the_articles_start() -> None:
    text = "Rain fell on Bergen. Chad will have the boats by June."
    (boats,) = hints_in(text, sentence=1)
    assert text[boats.start : boats.end] == boats.text == "boats"
    assert (boats.designation, boats.producer, boats.kind) == (None, (), NameKind.GENERIC)


def test_they_come_in_order() -> None:
    assert told("Some boats, a radio and money went to Chad.") == [
        ("boats", "patrol-vessel"), ("radio", "communications"), ("money", "funding"),
    ]  # fmt: skip


def test_what_is_named_outright_is_no_hint() -> None:
    text = "Norway sent Chad patrol boats and mortars."
    assert set(named(text)) == {"patrol boats", "mortars"}
    assert told(text) == []


def test_the_name_of_an_actor_is_no_hint() -> None:
    text = "Boats of the Harbour Battery League left."
    assert [one.text for one in hints_in(text)] == ["Boats", "Harbour", "Battery"]
    league = ActorMention(
        start=113, end=135, text="Harbour Battery League", actors=("x",), form=ActorForm.NAME
    )
    found = find_hints(text, 100, [], [league])
    assert [(one.text, one.start) for one in found] == [("Boats", 100)]


@pytest.mark.parametrize("text", ["Three mortars came.", "Six more of the old mortars came."])
def test_a_number_before_a_named_munition_counts_it(text: str) -> None:
    assert SAME not in [concept for _, concept in told(text)]


def test_a_number_before_a_hint_counts_it_too() -> None:
    assert told("Three boats came.") == [("boats", "patrol-vessel")]


@pytest.mark.parametrize(
    "text",
    [
        "Three came.",
        "The mortars are old, but three came.",
        "Three came in the week after the mortars did.",
    ],
)
def test_a_number_elsewhere_stands_for_what_was_named(text: str) -> None:
    assert [words.lower() for words, concept in told(text) if concept == SAME] == ["three"]


def test_only_whole_words_count() -> None:
    assert told("The sixth boatman of Chad rained anecdotes.") == []


def test_of_overlapping_words_the_longest_counts() -> None:
    assert told("Chad keeps a fast boat.") == [("fast boat", "patrol-vessel")]


def test_a_sentence_may_have_none() -> None:
    assert told("Rain fell.") == []
    assert find_hints("", 0, [], []) == ()

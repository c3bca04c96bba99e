"""Words that may stand for a munition: known, in order, and refused when malformed."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest

from graph.claims.munition import munitions
from graph.errors import LexiconError
from graph.ingest.lexicons.hints import SAME, munition_hints

FILE = "munition_hints.csv"


def rows() -> list[tuple[str, ...]]:
    with resources.files("graph.ingest.lexicons").joinpath(FILE).open(encoding="utf-8") as lines:
        return [tuple(row) for row in csv.reader(lines)]


def test_the_file_is_sorted_and_no_row_comes_twice() -> None:
    head, *kept = rows()
    assert head == ("concept", "form", "kind")
    assert kept == sorted(set(kept))


def test_every_concept_is_known_and_forms_are_tidy() -> None:
    for concept, form, kind in rows()[1:]:
        assert concept == SAME or concept in munitions(), form
        assert form == " ".join(form.lower().split())
        assert kind in ("noun", "word", "number")


def test_every_form_is_read() -> None:
    forms = {form for _, form, _ in rows()[1:]}
    assert forms <= set(munition_hints())
    assert {hint.concept for hint in munition_hints().values()} == {
        concept for concept, _, _ in rows()[1:]
    }


@pytest.mark.parametrize(
    ("form", "concept"),
    [
        ("six", SAME),
        ("the first", SAME),
        ("them", SAME),
        ("boat", "patrol-vessel"),
        ("boats", "patrol-vessel"),
        ("battery", "air-defence-system"),
        ("batteries", "air-defence-system"),
        ("aircraft", "aircraft"),
        ("trained", "training"),
        ("foot the bill", "funding"),
    ],
)
def test_a_form_has_its_concept(form: str, concept: str) -> None:
    assert munition_hints()[form].concept == concept


@pytest.mark.parametrize("form", ["trainss", "sixes", "thems", "aircrafts", "munition-hints"])
def test_only_nouns_have_plurals(form: str) -> None:
    assert form not in munition_hints()


def test_a_plural_is_made_of_a_noun_and_of_no_other_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon(tmp_path, monkeypatch, "drone,kite,noun", "training,tutor,word")
    assert {form: hint.concept for form, hint in munition_hints.__wrapped__().items()} == {
        "kite": "drone", "kites": "drone", "tutor": "training",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("dragon,wyvern,noun", "unknown concept: 'dragon'"),
        (",wyvern,noun", "unknown concept: ''"),
        ("drone,,noun", "not a lower-case noun or word: ''"),
        ("drone,Kite,noun", "not a lower-case noun or word: 'Kite'"),
        ("drone,kite,adverb", "'kite', 'adverb'"),
        ("drone,kite,", "'kite', ''"),
        ("drone,kite", "'kite', None"),
        ("drone", "None"),
    ],
)
def test_a_malformed_row_is_named(
    row: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon(tmp_path, monkeypatch, "drone,glider,noun", row)
    with pytest.raises(LexiconError, match=f"{FILE}, line 3: .*{told}") as refused:
        munition_hints.__wrapped__()
    assert (refused.value.file, refused.value.line) == (FILE, 3)


def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let the file hold these rows."""
    munitions()
    text = "\n".join(["concept,form,kind", *lines, ""])
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    monkeypatch.setattr("graph.ingest.lexicons.hints.resources.files", lambda _: tmp_path)

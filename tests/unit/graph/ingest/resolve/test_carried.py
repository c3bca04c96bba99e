from typing import Any

import pytest

from graph.ingest.resolve.carried import first_speaker, is_quoted, last_speaker, speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign Minister Anna Berg said guns were short.", ["Foreign Minister Anna Berg"]),
        ("Guns were short, the foreign ministry said.", ["foreign ministry"]),
        ("Guns were short, said Anna Berg.", ["Anna Berg"]),
        ("According to Reuters, guns were short.", ["Reuters"]),
        ("Two senior officials said guns were short.", ["senior officials"]),
        ("He said guns were short.", []),
        ("Guns were short.", []),
    ],
)
def test_finds_speakers_in_plain_text(text: str, names: Any) -> None:
    assert [source.name for source in speakers(text)] == names


def test_the_nearest_speaker_before_and_the_first_after() -> None:
    before = ("Anna Berg said so.", "Lars Holm said no.", "It rained.")
    last = last_speaker(before)
    assert last is not None
    assert last.name == "Lars Holm"
    assert first_speaker(()) is None
    assert last_speaker(()) is None


def test_knows_what_stands_in_quotation_marks() -> None:
    text = 'He said “we wait” and "they go" too.'
    assert is_quoted(text, text.index("wait"))
    assert is_quoted(text, text.index("they"))
    assert not is_quoted(text, text.index("and"))
    assert not is_quoted(text, text.index("too"))

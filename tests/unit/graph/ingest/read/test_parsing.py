from collections.abc import Callable

import pytest

from graph.ingest.read import parsing
from graph.ingest.read.parsing import ParsedSentence


def test_a_mention_is_one_token_with_its_acronym(parse: Callable[[str], ParsedSentence]) -> None:
    parsed = parse("The Democratic People's Republic of Korea (DPRK) sent surface-to-air missiles.")
    texts = [token.text for token in parsed.doc]
    assert "Democratic People's Republic of Korea (DPRK)" in texts
    assert "surface-to-air missiles" in texts
    assert parsed.doc.text.endswith("surface-to-air missiles.")


def test_tokens_know_their_mentions(parse: Callable[[str], ParsedSentence]) -> None:
    parsed = parse("Poland gave Ukraine howitzers.")
    named = {parsed.doc[i].text: m.actors for i, m in parsed.actors.items()}
    assert named == {"Poland": ("POL",), "Ukraine": ("UKR",)}
    assert [m.munition for m in parsed.munitions.values()] == ["howitzer"]


def test_a_sentence_is_parsed_as_one(parse: Callable[[str], ParsedSentence]) -> None:
    parsed = parse("Chad: it has tanks; it wants more, says Niger; nobody answers")
    assert sum(1 for token in parsed.doc if token.dep_ == "ROOT") == 1


def test_the_words_of_strangers_are_not_remembered_for_ever(
    parse: Callable[[str], ParsedSentence], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Poland gave Ukraine howitzers, Xkqzv said."
    before, same = parse(text), parse(text)
    assert same.doc.vocab is before.doc.vocab
    monkeypatch.setattr(parsing, "_MOST_WORDS", 100)
    after = parse(text)
    assert after.doc.vocab is not before.doc.vocab
    assert [token.dep_ for token in after.doc] == [token.dep_ for token in before.doc]

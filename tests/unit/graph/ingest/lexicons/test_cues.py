from graph.claims.munition import munitions
from graph.ingest.lexicons.cues import (
    actor_cues,
    gift_words,
    holding_exceptions,
    phrase_cues,
    referring_words,
    relief_carriers,
    relief_words,
    segment_cues,
    sentences_back,
)


def test_word_lists_are_lower_case() -> None:
    cues = phrase_cues()
    for words in (cues.transparent, cues.making, cues.carriers, segment_cues().abbreviations):
        assert words
        assert all(word == word.lower() for word in words)


def test_expressions_find_whole_words() -> None:
    assert referring_words().search("and it went")
    assert gift_words().match("-supplied rockets")


def test_limits_and_lists_are_sane() -> None:
    assert sentences_back() >= 1
    assert "backed" in actor_cues().suffixes
    assert "destroy" in holding_exceptions()


def test_relief_is_told_by_words_and_carriers() -> None:
    assert relief_words().search("after the Earthquake")
    assert relief_carriers() <= set(munitions())

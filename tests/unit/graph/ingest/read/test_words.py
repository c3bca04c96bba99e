from collections.abc import Callable

from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.words import last_word, lemma_of


def test_a_merged_name_stands_for_its_last_word(parse: Callable[[str], ParsedSentence]) -> None:
    token = next(t for t in parse("Norway announced arms sales to Chad.").doc if "sales" in t.text)
    assert " " in token.text
    assert (lemma_of(token), last_word(token)) == ("sale", "sales")


def test_a_token_of_white_space_has_no_word(parse: Callable[[str], ParsedSentence]) -> None:
    parsed = parse("Norway sent  tanks to Chad.")
    assert "" in {last_word(token) for token in parsed.doc}

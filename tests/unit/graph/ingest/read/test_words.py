from collections.abc import Callable

from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.words import last_word, lemma_of


def test_a_merged_name_stands_for_its_last_word(parse: Callable[[str], ParsedSentence]) -> None:
    token = next(t for t in parse("Norway announced arms sales to Chad.").doc if "sales" in t.text)
    assert " " in token.text
    assert (lemma_of(token), last_word(token)) == ("sale", "sales")

from graph.ingest.read.folding import fold
from graph.ingest.read.matching import Matcher

MATCHER = Matcher(
    {"Niger": "NER", "Nigeria": "NGA", "US": "USA", "Guinea": "GIN", "New Guinea": "PNG"}
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entry) for m in MATCHER.find(fold(text))]


def test_only_whole_words_match() -> None:
    assert found("Nigerian Rust, Niger.") == [("Niger", "NER")]


def test_the_longest_of_overlapping_names_wins() -> None:
    assert found("New Guinea and Guinea") == [("New Guinea", "PNG"), ("Guinea", "GIN")]


def test_hyphens_and_possessives_end_a_word() -> None:
    assert found("US-supplied; Niger's") == [("US", "USA"), ("Niger", "NER")]

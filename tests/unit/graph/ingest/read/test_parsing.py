from collections.abc import Callable

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

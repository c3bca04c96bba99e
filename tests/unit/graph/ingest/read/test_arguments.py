from collections.abc import Callable

from graph.ingest.read.arguments import noun_arguments, verb_arguments
from graph.ingest.read.parsing import ParsedSentence


def slots(parse: Callable[[str], ParsedSentence], text: str, word: str) -> set[tuple[str, str]]:
    token = next(t for t in parse(text).doc if t.text == word)
    return {(a.slot, a.token.text) for a in verb_arguments(token, lambda _: False)}


def test_a_verb_has_subject_object_and_phrases(parse: Callable[[str], ParsedSentence]) -> None:
    found = slots(parse, "Norway sent mortars to Chad through Kenya.", "sent")
    assert {("subj", "Norway"), ("obj", "mortars"), ("to", "Chad"), ("through", "Kenya")} <= found


def test_a_passive_has_its_subject_as_object_and_its_agent(
    parse: Callable[[str], ParsedSentence],
) -> None:
    found = slots(parse, "Mortars were delivered to Chad by Norway.", "delivered")
    assert {("obj", "Mortars"), ("by", "Norway"), ("to", "Chad")} <= found


def test_a_noun_has_owner_modifiers_and_nested_phrases(
    parse: Callable[[str], ParsedSentence],
) -> None:
    doc = parse("The supply of mortars from Norway to Chad went on.").doc
    noun = next(t for t in doc if t.text == "supply")
    found = {(a.slot, a.token.text) for a in noun_arguments(noun)}
    assert {("of", "mortars"), ("from", "Norway"), ("to", "Chad")} <= found


def test_a_noun_shares_the_phrases_of_its_container(parse: Callable[[str], ParsedSentence]) -> None:
    doc = parse("Norway opened a stream of military aid to Chad.").doc
    noun = next(t for t in doc if t.text == "military aid")
    assert ("to", "Chad") in {(a.slot, a.token.text) for a in noun_arguments(noun)}

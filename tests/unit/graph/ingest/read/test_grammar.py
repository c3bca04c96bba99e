from collections.abc import Callable

import pytest

from graph.ingest.read.grammar import is_passive, objects_of, phrase_arguments
from graph.ingest.read.parsing import ParsedSentence


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The tanks were sent by Chad.", "sent", True),
        ("Rifles supplied by Chad arrived.", "supplied", True),
        ("Chad sent the tanks.", "sent", False),
        ("The tanks were bought and delivered.", "delivered", True),
    ],
)
def test_passives_are_told_apart(
    parse: Callable[[str], ParsedSentence], text: str, verb: str, passive: bool
) -> None:
    token = next(t for t in parse(text).doc if t.text == verb)
    assert is_passive(token) is passive


def test_a_preposition_names_the_slot_of_its_object(parse: Callable[[str], ParsedSentence]) -> None:
    preposition = next(t for t in parse("They shipped mortars to Niger.").doc if t.text == "to")
    assert [t.text for t in objects_of(preposition)] == ["Niger"]
    assert [(a.slot, a.token.text) for a in phrase_arguments(preposition)] == [("to", "Niger")]


def test_according_to_is_no_direction(parse: Callable[[str], ParsedSentence]) -> None:
    doc = parse("Rifles arrived, according to Niger.").doc
    preposition = next(t for t in doc if t.text == "according")
    assert [a.slot for a in phrase_arguments(preposition)] == ["according"]

from collections.abc import Callable

import pytest

from graph.ingest.read.arguments import verb_arguments
from graph.ingest.read.parsing import ParsedSentence


@pytest.mark.parametrize(
    ("text", "verb", "slot", "word"),
    [
        ("Chad sent soldiers to bolster Niger's army.", "sent", "benefit", "Niger"),
        ("Chad sent soldiers in support of Niger.", "sent", "benefit", "Niger"),
        ("Chad helped Niger develop missiles.", "helped", "xobj", "missiles"),
        ("Chad obtained rifles in the spring of 1990 from Niger.", "obtained", "from", "Niger"),
    ],
)
def test_arguments_are_reached_for(
    parse: Callable[[str], ParsedSentence], text: str, verb: str, slot: str, word: str
) -> None:
    token = next(t for t in parse(text).doc if t.text == verb)
    found = {(a.slot, a.token.text) for a in verb_arguments(token, lambda _: False)}
    assert (slot, word) in found

from collections.abc import Callable

import pytest

from graph.ingest.read.arguments import verb_arguments
from graph.ingest.read.parsing import ParsedSentence


@pytest.mark.parametrize(
    ("text", "verb", "slot", "word"),
    [
        ("Norway agreed to send mortars.", "send", "subj", "Norway"),
        ("They asked Norway to send mortars.", "send", "subj", "Norway"),
        ("They accused Norway of sending mortars.", "sending", "subj", "Norway"),
        ("The mortars that Norway sent arrived.", "sent", "obj", "mortars"),
        ("The mortars that Norway is to send are old.", "send", "obj", "mortars"),
        ("Mortars supplied by Norway arrived.", "supplied", "obj", "Mortars"),
        ("Norway, which sent mortars, is far.", "sent", "subj", "Norway"),
        ("Norway bought mortars and sent rifles.", "sent", "subj", "Norway"),
        ("What Norway is sending is mortars.", "sending", "obj", "mortars"),
        ("They rely on Norway to send mortars.", "send", "subj", "Norway"),
        ("They called on Norway to send mortars.", "send", "subj", "Norway"),
        ("Norway is due to send mortars.", "send", "subj", "Norway"),
    ],
)
def test_arguments_are_borrowed(
    parse: Callable[[str], ParsedSentence], text: str, verb: str, slot: str, word: str
) -> None:
    token = next(t for t in parse(text).doc if t.text == verb)
    found = {(a.slot, a.token.text) for a in verb_arguments(token, lambda _: True)}
    assert (slot, word) in found

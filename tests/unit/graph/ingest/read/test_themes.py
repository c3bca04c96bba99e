from collections.abc import Callable

import pytest

from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.themes import themes_at


@pytest.mark.parametrize(
    ("text", "word", "munitions"),
    [
        (
            "They sent howitzers, mortars and rifles.",
            "howitzers",
            ["howitzer", "mortar", "small-arms"],
        ),
        ("They sent a batch of 12 howitzers.", "batch", ["howitzer"]),
        ("They sent a museum.", "museum", []),
    ],
)
def test_munitions_of_a_phrase(
    parse: Callable[[str], ParsedSentence], text: str, word: str, munitions: list[str]
) -> None:
    parsed = parse(text)
    token = next(t for t in parsed.doc if t.text == word)
    assert [t.mention.munition for t in themes_at(token, parsed) if t.mention] == munitions

from collections.abc import Callable

import pytest

from graph.ingest.read.parsing import ParsedSentence
from graph.ingest.read.roles import fillers_at


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Rifles went to Chad's army.", "army", [("TCD",)]),
        ("Rifles went to the army of Chad.", "army", [("TCD",)]),
        ("Rifles went to Chad, Niger and Mali.", "Chad", [("TCD",), ("NER",), ("MLI",)]),
        ("Rifles came from countries such as Chad and Mali.", "countries", [("TCD",), ("MLI",)]),
        ("Rifles came from Malian depots.", "depots", [("MLI",)]),
        ("Rifles went to it.", "it", [()]),
        ("Rifles went to a museum.", "museum", []),
    ],
)
def test_actors_of_a_phrase(
    parse: Callable[[str], ParsedSentence], text: str, word: str, actors: list[tuple[str, ...]]
) -> None:
    parsed = parse(text)
    token = next(t for t in parsed.doc if t.text == word)
    assert [filler.actors for filler in fillers_at(token, parsed)] == actors

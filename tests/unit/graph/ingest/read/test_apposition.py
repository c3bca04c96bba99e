import pytest

from graph.ingest.read.apposition import without_appositions
from graph.ingest.read.munitions import find_munitions


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("cluster munitions, a type of weapon that most states ban", ["cluster-munition"]),
        ("Leopards, a kind of tank, arrived", ["battle-tank"]),
        ("BrahMos missiles, a fast weapon it builds at home", ["anti-ship-missile"]),
        ("Krabs, a new type of howitzer", ["howitzer"]),
        ("tanks, a howitzer and rifles", ["battle-tank", "howitzer", "small-arms"]),
        ("Krabs, howitzers of its own make", ["howitzer"]),
        ("Krabs, a Caesar howitzer", ["howitzer", "howitzer"]),
        ("rifles, weapons and money", ["small-arms", "materiel"]),
        ("rifles and a weapon of another kind", ["small-arms", "materiel"]),
    ],
)
def test_what_only_sums_up_is_left_out(text: str, concepts: list[str]) -> None:
    found = find_munitions(text)
    assert [one.concept for one in without_appositions(text, found)] == concepts


def test_nothing_of_nothing() -> None:
    assert list(without_appositions("", ())) == []

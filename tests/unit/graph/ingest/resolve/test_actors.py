from datetime import date

import pytest

from graph.claims.article import make_article
from graph.ingest.read.actors import find_actors


def actors(text: str, year: int = 2025) -> list[str]:
    found = find_actors(make_article(text, published=date(year, 1, 1)))
    return [actor for mention in found for actor in mention.actors]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Troops from Georgia met the governor in Atlanta.", []),
        ("Georgia and Armenia signed.", ["GEO", "ARM"]),
        ("Michael Jordan scored.", []),
        ("We saw J. Jordan score.", []),
        ("The boats come in May. Jordan gets six.", ["JOR"]),
        ("The rest went to Oslo. Chad's navy got six.", ["NOR", "TCD"]),
        ("Jordan trained pilots.", ["JOR"]),
        ("Brussels said that the EU would pay.", ["european-union", "european-union"]),
        ("The frigates were bought from Korea.", ["KOR"]),
        ("Pyongyang sent workers. Korea sent no rockets, it said.", ["PRK", "PRK"]),
        ("The Dominican navy sails.", ["DOM"]),
        ("Roseau bought a launch. The Dominican police sail it.", ["DMA", "DMA"]),
        ("Congo wants drones.", ["COD"]),
        ("Brazzaville wants drones. Congo has none.", ["COG", "COG"]),
        ("Congress held the missiles that the US had promised.", ["USA", "USA"]),
        ("Congress met.", []),
    ],
)
def test_ambiguous_names_are_settled_by_their_surroundings(text: str, wanted: list[str]) -> None:
    assert actors(text) == wanted


def test_moscow_is_the_soviet_union_in_its_years() -> None:
    assert actors("In 1977 Moscow armed Somalia.")[0] == "SUN"
    assert actors("In 2024 Moscow armed Mali.")[0] == "RUS"


def test_a_company_is_its_state_where_the_text_gives_its_nationality() -> None:
    assert actors("Swedish maker Saab won.") == ["SWE", "SWE"]
    assert actors("Saab won a tender.") == ["name:saab"]


@pytest.mark.parametrize("before", ["", "(", '"', "It is late. "])
def test_a_title_counts_where_the_sentence_opens_with_it(before: str) -> None:
    assert actors(f"{before}President Bush agreed.") == ["USA"]


def test_a_king_is_not_the_dictator_of_his_name() -> None:
    assert actors("The tanks went to King Hussein's army.", 1975) == ["JOR"]

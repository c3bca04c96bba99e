import pytest

from graph.claims.article import make_article
from graph.errors import UnknownActor, UnknownMunition
from graph.ingest.read.actors import find_actors
from graph.ingest.resolve.names import find_actor, find_munition


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("RUS", "RUS"),
        ("rus", "RUS"),
        ("RU", "RUS"),
        ("ua", "UKR"),
        ("UK", "GBR"),
        ("U.S.", "USA"),
        ("the United States", "USA"),
        ("north korea", "PRK"),
        ("DPRK", "PRK"),
        ("Türkiye", "TUR"),
        ("TURKIYE", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Soviet Union", "SUN"),
        ("Emirates", "ARE"),
        ("Saudi", "SAU"),
        ("Pyongyang", "PRK"),
        ("Kremlin", "RUS"),
        ("Georgia", "GEO"),
        ("houthis", "houthis"),
        ("Ansar Allah", "houthis"),
        ("Rapid Support Forces", "rsf-sudan"),
        ("NATO", "nato"),
        ("EU", "european-union"),
        ("name:viktor-bout", "name:viktor-bout"),
        ("Pathet Lao", "name:pathet-lao"),
        ("ugandan rebels", "name:ugandan-rebels"),
        ("Tamil Tigers", "name:ltte"),
        ("the Deutschland", "DEU"),
        ("Suomi", "FIN"),
        ("Lockheed Martin", "name:lockheed-martin"),
    ],
)
def test_an_actor_is_found_by_any_common_spelling(name: str, identifier: str) -> None:
    assert find_actor(name, field="recipient").id == identifier


def test_an_unknown_actor_is_named_with_the_closest() -> None:
    with pytest.raises(UnknownActor) as caught:
        find_actor("Ukrane", field="recipient")
    assert caught.value.field == "recipient"
    assert caught.value.value == "Ukrane"
    assert caught.value.matches[0] == "Ukraine"
    assert "Ukraine" in caught.value.remedy


def test_a_name_that_several_bear_is_refused_with_all_of_them() -> None:
    with pytest.raises(UnknownActor, match="may be several") as caught:
        find_actor("Korea", field="supplier")
    assert set(caught.value.matches) == {"South Korea", "North Korea"}


@pytest.mark.parametrize(
    "name", ["", "  ", "?!", "\0", "\U0001f1fa\U0001f1e6", "qqqqqqqq", "name:", "X" * 5000]
)
def test_nonsense_is_no_actor(name: str) -> None:
    with pytest.raises(UnknownActor, match="no actor is known"):
        find_actor(name, field="supplier")


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("battle-tank", "battle-tank"),
        ("Battle tanks", "battle-tank"),
        ("drone", "drone"),
        ("drones", "drone"),
        ("Weapons and materiel", "materiel"),
        ("artillery shells", "artillery-ammunition"),
        ("MANPADS", "manpads"),
        ("ballistic missile", "ballistic-missile"),
    ],
)
def test_a_munition_is_found_by_id_label_or_word(name: str, identifier: str) -> None:
    assert find_munition(name, field="munition").id == identifier


def test_an_unknown_munition_is_named_with_the_closest() -> None:
    with pytest.raises(UnknownMunition) as caught:
        find_munition("balistic-misile", field="munition")
    assert "ballistic-missile" in caught.value.matches


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Libya armed Chadian rebels.", ["LBY", "name:chadian-rebels"]),
        ("Cuba armed the Chadian rebel groups.", ["CUB", "name:chadian-rebels"]),
        ("The Rwandan-backed rebels met Ugandan officers.", ["UGA"]),
        ("Guns for the Mukti Bahini came from India.", ["name:mukti-bahini", "IND"]),
        ("A model of an army must mend its gam.", []),
        ("Troops of España left.", ["ESP"]),
        ("MEND fought on.", []),
    ],
)
def test_rebels_are_no_state_and_words_no_rebels(text: str, wanted: list[str]) -> None:
    assert [m.actors[0] for m in find_actors(make_article(text))] == wanted

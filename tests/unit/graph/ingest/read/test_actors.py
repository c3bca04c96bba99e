from graph.claims.article import make_article
from graph.ingest.read.actors import find_actors, find_publisher_actors, find_title_actors


def found(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.actors[0]) for m in find_actors(make_article(text))]


def test_names_adjectives_capitals_and_seats_are_their_state() -> None:
    text = "Norwegian officials told Pyongyang and the Kremlin that France agreed."
    assert found(text) == [
        ("Norwegian", "NOR"),
        ("Pyongyang", "PRK"),
        ("Kremlin", "RUS"),
        ("France", "FRA"),
    ]


def test_lower_case_words_are_no_names() -> None:
    assert found("a cup of china and a turkey") == []


def test_what_is_made_or_backed_by_a_state_does_not_act_for_it() -> None:
    assert found("Iran-backed fighters with German-made rifles near pro-Russian posts") == []


def test_the_giver_of_what_is_supplied_acts() -> None:
    assert found("Iran-supplied rockets") == [("Iran", "IRN")]


def test_title_and_publisher_are_read_apart() -> None:
    article = make_article(
        "Nothing.", title="Kenya buys boats", publisher="Ministry of Defence, Chile"
    )
    assert [m.actors for m in find_title_actors(article)] == [("KEN",)]
    assert [m.actors for m in find_publisher_actors(article)] == [("CHL",)]

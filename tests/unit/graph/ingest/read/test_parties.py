from collections.abc import Callable


def test_a_government_says_we_of_its_state(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("We sent mortars to Chad.", publisher="The White House") == {
        ("USA", "TCD", "mortar")
    }
    assert edges("We sent mortars to Chad.", publisher="Daily News") == set()


def test_a_pronoun_is_never_the_other_side(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "Norway met Chad in Paris. It sent Chad mortars."
    assert edges(text) == {("NOR", "TCD", "mortar")}


def test_a_recipient_goes_on_in_the_same_line(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "Norway sent Chad mortars. Denmark gave rifles."
    assert ("DNK", "TCD", "small-arms") in edges(text)


def test_the_maker_that_the_text_names_sold_what_was_bought(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    text = "Swedish ministers smiled on Friday. Brazil has ordered 36 Gripen fighters."
    assert edges(text) == {("SWE", "BRA", "combat-aircraft")}


def test_a_maker_that_the_text_does_not_name_is_no_supplier(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("Brazil has ordered 36 Gripen fighters.") == set()


def test_nobody_is_implied_where_a_stranger_stands(
    edges: Callable[..., set[tuple[str, str, str | None]]],
) -> None:
    assert edges("Norway sent Chad mortars. Denmark sold rifles to a dealer.") == {
        ("NOR", "TCD", "mortar")
    }

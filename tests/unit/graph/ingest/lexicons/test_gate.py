from graph.claims.claim import Stage
from graph.ingest.lexicons.gate import (
    Sign,
    civil_munitions,
    directing,
    going_on,
    inflections,
    reach,
    signs,
    speaking,
)
from graph.ingest.lexicons.predicates import predicates


def test_words_of_supply_come_from_the_predicates_in_all_their_forms() -> None:
    for form in ("send", "sends", "sent", "sending", "supplies", "deliveries", "transferred"):
        assert signs()[form] >= {Sign.SUPPLY}, form
    assert Sign.MIDDLING in signs()["bought"]


def test_words_that_ask_or_stop_are_no_supply_by_themselves() -> None:
    apart = {Stage.REQUEST, Stage.SUSPENSION}
    words = {
        word
        for lexicon in (predicates().verbs, predicates().nouns)
        for word, classes in lexicon.items()
        if {one.stage for one in classes} <= apart
    }
    assert {"halt", "embargo", "request"} <= words
    assert not any(Sign.SUPPLY in signs().get(word, ()) for word in words)


def test_words_of_any_text_are_no_sign() -> None:
    assert not {"have", "is", "goes", "made", "turned"} & signs().keys()


def test_what_an_army_shares_with_a_town_is_not_military() -> None:
    assert Sign.MILITARY in signs()["troops"]
    assert Sign.MILITARY not in signs().get("police", ())
    assert "helicopter" in civil_munitions()
    assert "howitzer" not in civil_munitions()


def test_regular_forms() -> None:
    assert {"tries", "tried", "trying"} <= set(inflections("try"))
    assert {"shipped", "shipping"} <= set(inflections("ship"))
    assert {"donated", "donating"} <= set(inflections("donate"))
    assert {"cancelled", "cancelling"} <= set(inflections("cancel"))


def test_expressions_find_whole_words() -> None:
    assert going_on().search("and Its crew")
    assert not going_on().search("a bitter item")
    assert speaking().search("We know")
    assert directing().search("guns to the ")
    assert not directing().search("guns into ")


def test_reach_is_some_sentences() -> None:
    assert reach().actors >= 1
    assert reach().beside >= 1
    assert reach().brief > 100

from graph.claims.article import make_article
from graph.ingest.read.gate import lay_out, outline

PLAIN = "The bakery on the corner has changed hands, and the rolls are smaller than they were. " * 9


def test_only_sentences_that_may_hold_a_claim_are_gated() -> None:
    found = outline(make_article("Rain fell on Chad. Norway sent mortars. Nobody sang."))
    assert found.gated == (1,)


def test_what_a_sentence_refers_back_to_is_parsed_too() -> None:
    found = outline(make_article("Norway has a new minister. It sent mortars to Chad."))
    assert found.gated == (1,)
    assert found.context == (0, 1)


def test_what_names_nobody_is_not_parsed_for_the_sake_of_another() -> None:
    found = outline(make_article("Rain fell. Norway is cold. It sent mortars to Chad."))
    assert found.gated == (2,)
    assert found.context == (1, 2)


def test_a_groups_name_is_no_part_of_a_munition() -> None:
    found = outline(make_article("Rwanda has given M23 mortars."))
    assert [m.text for m in found.munitions[0]] == ["mortars"]


def test_an_article_without_anything_is_not_cut_up() -> None:
    assert outline(make_article(PLAIN)).sentences == ()
    assert len(lay_out(make_article(PLAIN)).sentences) == 9
    found = outline(make_article(f"{PLAIN}Norway sent mortars to Chad."))
    assert len(found.sentences) == 10
    assert found.gated == (9,)


def test_mentions_are_given_for_every_sentence_of_an_article_that_is_cut_up() -> None:
    found = outline(make_article(f"{PLAIN}Chad has howitzers. Norway sent howitzers to Chad."))
    assert [len(row) for row in found.munitions] == [0] * 9 + [1, 1]
    assert [len(row) for row in found.actors] == [0] * 9 + [1, 2]

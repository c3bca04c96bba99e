from graph.claims.article import make_article
from graph.ingest.read.gate import outline


def test_only_sentences_that_may_hold_a_claim_are_gated() -> None:
    found = outline(make_article("Rain fell on Chad. Norway sent mortars. Nobody sang."))
    assert found.gated == (1,)


def test_what_a_sentence_refers_back_to_is_parsed_too() -> None:
    found = outline(make_article("Norway has a new minister. It sent mortars to Chad."))
    assert found.gated == (1,)
    assert found.context == (0, 1)


def test_a_groups_name_is_no_part_of_a_munition() -> None:
    found = outline(make_article("Rwanda has given M23 mortars."))
    assert [m.text for m in found.munitions[0]] == ["mortars"]

from graph.claims.actor import actors
from graph.ingest.lexicons.reference import reference_words


def test_states_of_nouns_and_publishers_exist() -> None:
    words = reference_words()
    named = {i for ids in (*words.country_nouns.values(), *words.group_nouns.values()) for i in ids}
    assert named | set(words.publishers.values()) <= set(actors())


def test_groups_are_institutions() -> None:
    words = reference_words()
    assert words.groups - words.institutions <= {"people"}

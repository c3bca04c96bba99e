from graph.claims.actor import actors
from graph.ingest.lexicons.reference import reference_words
from graph.ingest.read.folding import fold


def test_states_of_nouns_and_publishers_exist() -> None:
    words = reference_words()
    named = {i for ids in (*words.country_nouns.values(), *words.group_nouns.values()) for i in ids}
    assert named | set(words.publishers.values()) <= set(actors())


def test_groups_are_institutions() -> None:
    words = reference_words()
    assert words.groups - words.institutions <= {"people"}


def test_parts_of_a_publisher_are_folded_and_in_one_list_only() -> None:
    words = reference_words()
    lists = (words.publishing_offices, words.publishing_press, words.publishing_official)
    parts = [part for listed in (*lists, tuple(words.publishers)) for part in listed]
    assert all(part == fold(part).strip() for part in parts)
    assert not set(words.publishing_press) & {*words.publishing_offices, *words.publishers}
    assert all(len(set(listed)) == len(listed) for listed in lists)


def test_what_is_official_holds_a_word_of_the_press() -> None:
    words = reference_words()
    for phrase in words.publishing_official:
        assert any(part in phrase for part in words.publishing_press)

from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.read.topics import protagonist


def mentions(*actors: str) -> list[ActorMention]:
    return [
        ActorMention(start=i, end=i + 1, text="x", actors=(actor,), form=ActorForm.NAME)
        for i, actor in enumerate(actors)
    ]


def test_a_short_text_has_no_protagonist() -> None:
    assert protagonist(mentions("TCD", "TCD"), (), besides=frozenset()) is None


def test_a_long_text_is_about_whom_it_names_most() -> None:
    named = mentions(*["TCD"] * 7, *["NOR"] * 3)
    assert protagonist(named, (), besides=frozenset()) == "TCD"
    assert protagonist(named, (), besides=frozenset({"TCD"})) is None


def test_the_title_tells_in_a_short_text() -> None:
    assert protagonist(mentions("TCD"), mentions("TCD"), besides=frozenset()) == "TCD"


def test_an_organisation_is_no_protagonist() -> None:
    assert protagonist(mentions(*["nato"] * 12), (), besides=frozenset()) is None

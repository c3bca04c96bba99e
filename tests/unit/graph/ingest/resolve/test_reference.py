import pytest

from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.resolve.reference import home_of_publisher


def named(*actors: str) -> tuple[ActorMention, ...]:
    return tuple(
        ActorMention(start=0, end=1, text="x", actors=(actor,), form=ActorForm.NAME)
        for actor in actors
    )


@pytest.mark.parametrize(
    ("publisher", "actors", "home"),
    [
        ("The White House", (), "USA"),
        ("President of Russia (kremlin.ru)", ("RUS",), "RUS"),
        ("Ministry of Defence, Chile", ("CHL",), "CHL"),
        ("Chile Today", ("CHL",), None),
        (None, (), None),
    ],
)
def test_a_government_publishes_as_its_state(
    publisher: str | None, actors: tuple[str, ...], home: str | None
) -> None:
    assert home_of_publisher(publisher, named(*actors)) == home

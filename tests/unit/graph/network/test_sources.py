"""What each source has claimed, alone or contradicted."""

from datetime import date

import pytest

from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.network.network import Network
from graph.network.sources import claims_of_source, source_id, sources
from tests.making import make_read, told

MONITOR = Source(name="The Watch", kind=SourceKind.MONITOR)


def network(*reads: tuple[dict[str, object], ...]) -> Network:
    made = Network()
    for number, claims in enumerate(reads, start=1):
        day = date(2024, number, 1)
        made.add(make_read(*claims, story=str(number), sequence=number, published=day))
    return made


def weighed(made: Network) -> dict[str, tuple[int, int, int, int]]:
    return {
        one.id: (one.claims, one.relationships, one.alone, one.contradicted)
        for one in sources(made.all_claims().cells)
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The  Watch", "the-watch"),
        ("THE-WATCH", "the-watch"),
        ("Straße 5", "strasse-5"),
        ("“…”", "“…”"),
    ],
)
def test_an_id_is_made_of_words(name: str, expected: str) -> None:
    assert source_id(name) == expected


def test_spellings_and_kinds_of_a_source_are_put_together() -> None:
    made = network(
        (told("POL", "UKR", source="the watch"), told("POL", "UKR", source=MONITOR)),
        (told("POL", "UKR", None, source=MONITOR),),
    )
    found = sources(made.all_claims().cells)
    assert len(found) == 1
    assert (found[0].id, found[0].name) == ("the-watch", "The Watch")
    assert found[0].kinds == (SourceKind.MONITOR, SourceKind.OFFICIAL)
    assert (found[0].claims, found[0].articles, found[0].relationships) == (3, 2, 2)
    assert (found[0].first_reported, found[0].last_reported) == (date(2024, 1, 1), date(2024, 2, 1))


def test_what_an_article_says_itself_is_another_voice() -> None:
    made = network(
        (told("POL", "UKR", source="A"), told("IRN", "RUS", source="A")),
        (told("POL", "UKR"),),
        (told("POL", "UKR", status=Status.DENIED, source="B"),),
    )
    assert weighed(made) == {"a": (2, 2, 1, 1), "b": (1, 1, 0, 1)}


def test_who_is_not_named_is_another_source_in_each_article() -> None:
    made = network(
        (told("POL", "UKR", source="the commander"), told("IRN", "RUS", source="Commanders")),
        (told("POL", "UKR", source="the commander"),),
        (told("POL", "UKR", source="The Watch"),),
    )
    found = sources(made.all_claims().cells)
    assert [(one.name, one.claims) for one in found] == [
        ("Commanders", 1),
        ("the commander", 1),
        ("the commander", 1),
        ("The Watch", 1),
    ]
    assert found[3].article is None
    for one in found[:3]:
        claims = claims_of_source(made.all_claims().cells, one.id)
        assert {placed.article.id for placed in claims} == {one.article}
        assert len(claims) == one.claims
        assert source_id(one.id) == one.id


def test_nobody_contradicts_himself() -> None:
    made = network(
        (told("POL", "UKR", source="A"),),
        (told("POL", "UKR", status=Status.DENIED, source="A"),),
    )
    assert weighed(made) == {"a": (2, 1, 1, 0)}


def test_a_denial_of_all_contradicts_what_is_said_of_a_part() -> None:
    made = network(
        (told("POL", "UKR", "battle-tank", source="A"),),
        (told("POL", "UKR", None, status=Status.DENIED, source="B"),),
        (told("POL", "UKR", "battle-tank", stage=Stage.SUSPENSION, source="C"),),
    )
    assert weighed(made) == {"a": (1, 1, 1, 1), "b": (1, 1, 0, 1), "c": (1, 1, 0, 0)}


def test_the_claims_of_a_source_are_found() -> None:
    made = network((told("POL", "UKR", source="A"), told("POL", "UKR", source="B")))
    cells = made.all_claims().cells
    names = [one.claim.source.name for one in claims_of_source(cells, "b") if one.claim.source]
    assert names == ["B"]
    assert claims_of_source(cells, "c") == []

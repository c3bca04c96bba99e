"""The rule of strength, case by case."""

import pytest

from graph.claims.claim import Status
from graph.claims.evidence import Source, SourceKind
from graph.network.cells import network_claims
from graph.network.strength import Backing, Judged, Strength, judge, levels, nobody, try_all
from tests.making import make_read, told

PANEL = Source(name="The UN panel", kind=SourceKind.MONITOR)
FIELD = Source(name="Field workers", kind=SourceKind.INVESTIGATION)
SPIES = Source(name="A service", kind=SourceKind.INTELLIGENCE)
WARSAW = Source(name="Warsaw", kind=SourceKind.OFFICIAL)
PAPER = Source(name="A paper", kind=SourceKind.MEDIA)


def speaks_for(source: Source | None, publisher: str | None) -> frozenset[str]:
    if source is not None:
        return frozenset({"POL"}) if source == WARSAW else frozenset()
    return frozenset({"UKR"}) if publisher == "Ukrainian government" else frozenset()


def judged(
    *said: tuple[Source | None, Status],
    origins: int = 1,
    texts: int = 1,
    publisher: str = "Example Daily",
) -> Judged | None:
    claims = [told("POL", "UKR", source=source, status=status) for source, status in said]
    placed = network_claims(make_read(*claims, publisher=publisher))
    return judge(placed, Backing(origins=origins, texts=texts), speaks_for)


ASSERTED, ALLEGED = Status.ASSERTED, Status.ALLEGED


@pytest.mark.parametrize(
    ("said", "origins", "expected", "reason"),
    [
        ([(FIELD, ASSERTED)], 1, "documented", "Field workers (investigation) says so"),
        ([(PANEL, ASSERTED)], 1, "documented", "The UN panel (monitor) says so"),
        ([(WARSAW, ASSERTED)], 1, "documented", "Warsaw, a party to it, says so"),
        ([(None, ALLEGED), (PANEL, ASSERTED)], 2, "documented", "The UN panel (monitor) says so"),
        ([(PANEL, ALLEGED)], 1, "alleged", "It is alleged alone"),
        ([(WARSAW, ALLEGED)], 1, "alleged", "It is alleged alone"),
        ([(SPIES, ASSERTED), (PAPER, ASSERTED)], 2, "corroborated", "2 independent origins say so"),
        ([(SPIES, ASSERTED), (PAPER, ALLEGED)], 2, "corroborated", "2 independent origins say so"),
        ([(SPIES, ASSERTED), (SPIES, ASSERTED)], 1, "reported", "One origin says so"),
        ([(None, ASSERTED)], 1, "reported", "One origin says so"),
        ([(SPIES, ALLEGED), (PAPER, ALLEGED)], 2, "alleged", "It is alleged alone"),
    ],
)
def test_a_relationship_is_as_strong_as_its_best_claims(
    said: list[tuple[Source | None, Status]], origins: int, expected: str, reason: str
) -> None:
    found = judged(*said, origins=origins, texts=origins)
    assert found is not None
    assert (found.strength, found.reason) == (expected, reason)


def test_one_article_corroborates_nothing_whomever_it_quotes() -> None:
    found = judged((SPIES, ASSERTED), (PAPER, ASSERTED), origins=2, texts=1)
    assert found is not None
    assert found.strength is Strength.REPORTED
    assert found.reason == "2 origins say so, but in one text alone"


def test_every_test_is_told_with_what_passes_it() -> None:
    claims = network_claims(
        make_read(
            told("POL", "UKR", source=SPIES), told("POL", "UKR", source=PAPER, status=ALLEGED)
        )
    )
    tried = list(try_all(claims, Backing(origins=2, texts=1), speaks_for))
    assert [(one.strength.value, one.holds, len(one.claims)) for one in tried] == [
        ("documented", False, 0),
        ("documented", False, 0),
        ("corroborated", False, 1),
        ("reported", True, 1),
        ("reported", True, 1),
        ("alleged", True, 1),
    ]


def test_a_government_s_own_publication_is_a_party_speaking() -> None:
    found = judged((None, ASSERTED), publisher="Ukrainian government")
    assert found is not None
    assert found.strength is Strength.DOCUMENTED
    assert found.reason == "Ukrainian government, a party to it, says so"


def test_the_claims_that_decide_are_told() -> None:
    found = judged((None, ASSERTED), (PANEL, ASSERTED), (PANEL, ALLEGED), origins=2)
    assert found is not None
    assert [placed.claim.source for placed in found.claims] == [PANEL]


def test_nothing_is_established_by_no_claim() -> None:
    assert judge([], Backing(origins=0, texts=0), nobody) is None


def test_the_rule_has_every_level_the_best_first_and_says_what_it_means() -> None:
    assert [level.strength for level in levels()] == list(Strength)
    assert all(level.means and level.tests for level in levels())
    assert all(test.asks and test.reason for level in levels() for test in level.tests)


def test_strengths_are_ordered() -> None:
    assert Strength.DOCUMENTED.reaches(Strength.REPORTED)
    assert Strength.REPORTED.reaches(Strength.REPORTED)
    assert not Strength.ALLEGED.reaches(Strength.REPORTED)

"""For whom sources and publishers speak."""

import pytest

from graph.claims.evidence import Source, SourceKind
from graph.ingest.speakers import speaks_for

OFFICIAL = SourceKind.OFFICIAL


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Iran's mission to the United Nations", OFFICIAL, {"IRN"}),
        ("South Korea's intelligence agency", OFFICIAL, {"KOR"}),
        ("the Polish defence ministry", OFFICIAL, {"POL"}),
        ("the Kremlin", OFFICIAL, {"RUS"}),
        ("the minister", OFFICIAL, set()),
        ("the Polish ambassador in Kyiv", OFFICIAL, {"POL"}),
        ("South Korea's intelligence agency", SourceKind.INTELLIGENCE, set()),
        ("Iran Watch", SourceKind.MONITOR, set()),
        ("Kyiv Morning Post", SourceKind.MEDIA, set()),
    ],
)
def test_an_official_speaks_for_the_state_it_is_named_after(
    name: str, kind: SourceKind, expected: set[str]
) -> None:
    assert speaks_for(Source(name=name, kind=kind), "Ministry of Defence of Norway") == expected


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("Ministry of Defence of Norway", {"NOR"}),
        ("Norway Post", set()),
        ("Example Daily", set()),
        (None, set()),
    ],
)
def test_without_a_source_a_government_speaks_in_its_own_publication(
    publisher: str | None, expected: set[str]
) -> None:
    assert speaks_for(None, publisher) == expected

from typing import Any

import pytest

from graph.claims.evidence import SourceKind
from graph.ingest.resolve.speakers import kind_of


@pytest.mark.parametrize(
    ("name", "determiner", "kind"),
    [
        ("foreign ministry spokesman", "the", SourceKind.OFFICIAL),
        ("President Berg", "", SourceKind.OFFICIAL),
        ("Oslo", "", SourceKind.OFFICIAL),
        ("military intelligence", "", SourceKind.INTELLIGENCE),
        ("UN Panel of Experts", "the", SourceKind.MONITOR),
        ("SIPRI", "", SourceKind.MONITOR),
        ("Conflict Armament Research", "", SourceKind.INVESTIGATION),
        ("customs investigators", "", SourceKind.INVESTIGATION),
        ("Reuters", "", SourceKind.MEDIA),
        ("state television", "", SourceKind.MEDIA),
        ("Rheinmetall", "", SourceKind.COMPANY),
        ("officials", "", SourceKind.ANONYMOUS),
        ("diplomat", "a", SourceKind.ANONYMOUS),
        ("three people", "", SourceKind.ANONYMOUS),
        ("defector", "a", SourceKind.OTHER),
    ],
)
def test_knows_the_kind_of_a_source(name: str, determiner: str, kind: Any) -> None:
    assert kind_of(name, determiner) is kind

from enum import StrEnum

import pytest

from graph.claims.actor import ActorKind
from graph.claims.claim import Stage, Status
from graph.claims.evidence import SourceKind
from graph.claims.verdict import Decision
from graph.quads.concepts import ACTOR_CLASSES, DECISIONS, SOURCE_KINDS, STAGES, STATUSES


@pytest.mark.parametrize(
    ("terms", "values"),
    [
        (STAGES, Stage),
        (STATUSES, Status),
        (SOURCE_KINDS, SourceKind),
        (DECISIONS, Decision),
        (ACTOR_CLASSES, ActorKind),
    ],
    ids=["stages", "statuses", "kinds of source", "decisions", "kinds of actor"],
)
def test_every_value_has_a_term_of_its_own(
    terms: dict[StrEnum, object], values: type[StrEnum]
) -> None:
    assert set(terms) == set(values)
    assert len(set(terms.values())) == len(terms)


def test_a_stage_or_status_is_called_in_rdf_as_in_the_contract() -> None:
    for value, term in (*STAGES.items(), *STATUSES.items(), *DECISIONS.items()):
        assert term.value.endswith(f"#{value.value}")

"""Our enumerations and the ontology's individuals, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from graph.claims.actor import ActorKind
from graph.claims.claim import Stage, Status
from graph.claims.evidence import SourceKind
from graph.claims.verdict import Decision
from ontology.terms import MA

STAGES: Final[Mapping[Stage, NamedNode]] = MappingProxyType(
    {
        Stage.REQUEST: MA.REQUEST,
        Stage.COMMITMENT: MA.COMMITMENT,
        Stage.APPROVAL: MA.APPROVAL,
        Stage.ORDER: MA.ORDER,
        Stage.PRODUCTION: MA.PRODUCTION,
        Stage.DELIVERY: MA.DELIVERY,
        Stage.SUSPENSION: MA.SUSPENSION,
    }
)

STATUSES: Final[Mapping[Status, NamedNode]] = MappingProxyType(
    {
        Status.ASSERTED: MA.ASSERTED,
        Status.ALLEGED: MA.ALLEGED,
        Status.HYPOTHETICAL: MA.HYPOTHETICAL,
        Status.NEGATED: MA.NEGATED,
        Status.DENIED: MA.DENIED,
    }
)

SOURCE_KINDS: Final[Mapping[SourceKind, NamedNode]] = MappingProxyType(
    {
        SourceKind.OFFICIAL: MA.OFFICIAL_SOURCE,
        SourceKind.INTELLIGENCE: MA.INTELLIGENCE_SOURCE,
        SourceKind.INVESTIGATION: MA.INVESTIGATION_SOURCE,
        SourceKind.MONITOR: MA.MONITOR_SOURCE,
        SourceKind.MEDIA: MA.MEDIA_SOURCE,
        SourceKind.COMPANY: MA.COMPANY_SOURCE,
        SourceKind.ANONYMOUS: MA.ANONYMOUS_SOURCE,
        SourceKind.OTHER: MA.OTHER_SOURCE,
    }
)

DECISIONS: Final[Mapping[Decision, NamedNode]] = MappingProxyType(
    {Decision.ACCEPT: MA.ACCEPT, Decision.REJECT: MA.REJECT, Decision.CORRECT: MA.CORRECT}
)

ACTOR_CLASSES: Final[Mapping[ActorKind, NamedNode]] = MappingProxyType(
    {
        ActorKind.STATE: MA.STATE,
        ActorKind.HISTORICAL_STATE: MA.HISTORICAL_STATE,
        ActorKind.ORGANISATION: MA.ORGANISATION,
        ActorKind.NON_STATE: MA.NON_STATE_ACTOR,
        ActorKind.NAMED: MA.NAMED_ACTOR,
    }
)

"""How the text stands to a claim: asserted, alleged, hypothetical, negated or denied."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Status
from graph.claims.evidence import Source
from graph.ingest.resolve.sources import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A status with the rule that decided it: `reason` is the rule's id, a colon and the words.

    `suspended`: the transfer is said to stop (stage `suspension`), whatever the frame says.
    `source`: who holds this view. `also`: a further claim on the same transfer, as of the party
    that denies what another alleges.
    """

    status: Status
    reason: str
    suspended: bool = False
    source: Source | None = None
    also: Judgement | None = None


def judge(
    predicate: Token,
    attribution: Attribution,
    *,
    munition: Span | None = None,
    party: bool | None = None,
) -> Judgement:
    """Decide the status of what the predicate tells.

    `munition` is the munition's mention in the same Doc ("no tanks" negates). `party` says
    whether the attributed source is the supplier or recipient (a party that says "never" denies);
    `None` when not known: pronouns then decide.
    """
    del predicate, munition, party
    return Judgement(status=Status.ASSERTED, reason="", source=attribution.source)

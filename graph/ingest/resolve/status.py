"""How the text stands to a claim: asserted, alleged, hypothetical, negated or denied."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.ingest.resolve.cues import (
    Cue,
    appeal_cue,
    doubt_cue,
    lifting_cue,
    negation_cue,
    open_cue,
    stopping_cue,
    untrue_cue,
)
from graph.ingest.resolve.scope import Scope, scope_of
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
    stage: Stage | None = None,
) -> Judgement:
    """Decide the status of what the predicate tells.

    `munition` is the munition's mention in the same Doc ("no tanks" negates). `party` says
    whether the attributed source is the supplier or recipient (a party that says "never" denies);
    `None` when not known: an official or company that says "never" then counts as one. `stage` is
    the frame's: what an approval says may go is permitted, not possible.
    """
    scope = scope_of(predicate, munition)
    lifted = lifting_cue(scope)
    stop = stopping_cue(scope) if lifted is None else None
    permits = stage is Stage.APPROVAL
    opening = open_cue(scope, permits=permits)
    status, reason = _status(scope, attribution, party, opening, is_stopped=stop is not None)
    if stop is not None and status is Status.ASSERTED:
        reason = stop.reason
    also = None
    if attribution.opposed is not None:
        also = Judgement(
            status=Status.DENIED,
            reason=f"denied.opposed: {attribution.opposed.reason}",
            suspended=stop is not None,
            source=attribution.opposed.source,
        )
    return Judgement(
        status=status,
        reason=reason or (lifted.reason if lifted else "asserted"),
        suspended=stop is not None,
        source=attribution.source,
        also=also,
    )


def _status(
    scope: Scope,
    attribution: Attribution,
    party: bool | None,
    opening: Cue | None,
    *,
    is_stopped: bool,
) -> tuple[Status, str]:
    negation = negation_cue(scope)
    if attribution.denies:
        return _denied(attribution, negation)
    untrue = untrue_cue(scope)
    if untrue is not None:
        return Status.DENIED, untrue.reason
    if opening is not None and (negation is None or opening.rule.startswith("open.phrase")):
        return Status.HYPOTHETICAL, opening.reason
    if negation is not None and not (is_stopped and negation.rule == "no-longer"):
        appeal = appeal_cue(scope) if negation.rule == "negated.verb" else None
        if appeal is not None:
            return Status.HYPOTHETICAL, appeal.reason
        if negation.rule != "negated.unseen" and _is_rebuttal(scope, attribution, party):
            return Status.DENIED, f"denied.party: {negation.reason}"
        return Status.NEGATED, negation.reason
    if attribution.hedged:
        return Status.ALLEGED, f"alleged.source: {attribution.reason}"
    doubt = doubt_cue(scope)
    if doubt is not None:
        return Status.ALLEGED, doubt.reason
    return Status.ASSERTED, ""


def _denied(attribution: Attribution, negation: Cue | None) -> tuple[Status, str]:
    """Two negations affirm: who denies that it stopped says that it goes on."""
    if negation is not None and negation.rule == "negated.verb" and attribution.verb == "deny":
        return Status.ASSERTED, f"asserted.denied-negation: {negation.words}"
    return Status.DENIED, f"denied.verb: {attribution.reason}"


def _is_rebuttal(scope: Scope, attribution: Attribution, party: bool | None) -> bool:
    """Tell whether a party answers an accusation: what it never did, not what it will not do."""
    coming = {"will", "would", "wo", "'ll", "’ll", "shall", "going", "yet"}
    if any(token.lower_ in coming for token in scope.around()):
        return False
    if party is not None:
        return party
    subjects = [c.lower_ for c in scope.predicate.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if any(subject in {"we", "i"} for subject in subjects):
        return True
    source = attribution.source
    return source is not None and source.kind in {SourceKind.OFFICIAL, SourceKind.COMPANY}

"""How the text stands to a claim: asserted, alleged, hypothetical, negated or denied."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.claims.claim import Stage, Status
from graph.claims.evidence import Source, SourceKind
from graph.ingest.resolve.cues import (
    LEXICON,
    Cue,
    appeal_cue,
    doubt_cue,
    negation_cue,
    open_cue,
    untrue_cue,
    would_cue,
)
from graph.ingest.resolve.lexicon import words
from graph.ingest.resolve.scope import Scope, scope_of
from graph.ingest.resolve.sources import Attribution
from graph.ingest.resolve.stops import lifting_cue, stopping_cue


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
    view = _View(
        scope=scope,
        attribution=attribution,
        party=party,
        permits=stage is Stage.APPROVAL,
        negation=_negation(scope, is_stopped=stop is not None),
    )
    status, reason = _said(view) or _doubted(view)
    if status is Status.ASSERTED and not reason:
        reason = next((cue.reason for cue in (stop, lifted) if cue is not None), "asserted")
    return Judgement(
        status=status,
        reason=reason,
        suspended=stop is not None,
        source=attribution.source,
        also=_opposed(attribution.opposed, is_stopped=stop is not None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What the rules of status look at."""

    scope: Scope
    attribution: Attribution
    party: bool | None
    permits: bool
    negation: Cue | None


def _negation(scope: Scope, *, is_stopped: bool) -> Cue | None:
    """Find what negates; "no longer" stops and does not negate as well."""
    cue = negation_cue(scope)
    return None if cue is not None and is_stopped and cue.rule == "no-longer" else cue


def _opposed(denial: Attribution | None, *, is_stopped: bool) -> Judgement | None:
    if denial is None:
        return None
    return Judgement(
        status=Status.DENIED,
        reason=f"denied.opposed: {denial.reason}",
        suspended=is_stopped,
        source=denial.source,
    )


def _said(view: _View) -> tuple[Status, str] | None:
    """Decide by what is said of the event itself: denied, open, or negated."""
    if view.attribution.denies:
        return _denied(view)
    untrue = untrue_cue(view.scope)
    if untrue is not None:
        return Status.DENIED, untrue.reason
    opening, negation = open_cue(view.scope, permits=view.permits), view.negation
    if opening is None and view.attribution.verb is None:
        opening = would_cue(view.scope)
    outranks = opening is not None and opening.rule in {"open.phrase", "open.question"}
    if opening is not None and (negation is None or outranks):
        return Status.HYPOTHETICAL, opening.reason
    return _negated(view, negation) if negation is not None else None


def _denied(view: _View) -> tuple[Status, str]:
    """Two negations affirm: who denies that it was not sent says that it was."""
    negation, reason = view.negation, view.attribution.reason
    if negation is not None and negation.rule == "negated.verb" and view.attribution.verb == "deny":
        return Status.ASSERTED, f"asserted.denied-negation: {negation.words}"
    return Status.DENIED, f"denied.verb: {reason}"


def _negated(view: _View, negation: Cue) -> tuple[Status, str]:
    appeal = appeal_cue(view.scope) if negation.rule == "negated.verb" else None
    if appeal is not None:
        return Status.HYPOTHETICAL, appeal.reason
    if negation.rule != "negated.unseen" and _is_rebuttal(view):
        return Status.DENIED, f"denied.party: {negation.reason}"
    return Status.NEGATED, negation.reason


def _doubted(view: _View) -> tuple[Status, str]:
    """Decide by who says it and how: alleged or asserted."""
    if view.attribution.hedged:
        return Status.ALLEGED, f"alleged.source: {view.attribution.reason}"
    doubt = doubt_cue(view.scope)
    return (Status.ALLEGED, doubt.reason) if doubt is not None else (Status.ASSERTED, "")


def _is_rebuttal(view: _View) -> bool:
    """Tell whether a party answers an accusation: what it never did, not what it will not do."""
    if any(token.lower_ in words(LEXICON, "coming") for token in view.scope.around()):
        return False
    if view.party is not None:
        return view.party
    children = view.scope.predicate.children
    subjects = [c.lower_ for c in children if c.dep_ in {"nsubj", "nsubjpass"}]
    if any(subject in {"we", "i"} for subject in subjects):
        return True
    source = view.attribution.source
    return source is not None and source.kind in {SourceKind.OFFICIAL, SourceKind.COMPANY}

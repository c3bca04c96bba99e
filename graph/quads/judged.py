"""What is said of verdicts: who decided what on a claim, when and why, and what was misread."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.claims.claim import Claim
from graph.claims.reading import ReadArticle
from graph.claims.verdict import Decision, JudgedClaim, Verdict
from graph.quads.concepts import DECISIONS
from graph.quads.facts import Fact, content_facts, moment_literal, source_fact, text_literal
from graph.quads.iris import Iris
from ontology.terms import MA, PROV, RDF, RDFS


def judged_claims(read: ReadArticle) -> tuple[JudgedClaim, ...]:
    """Give the claims of a reading in its order; two of one id are the first."""
    found: dict[str, JudgedClaim] = {}
    for judged in read.judged_claims():
        found.setdefault(judged.id, judged)
    return tuple(found.values())


def claim_facts(judged: JudgedClaim, iris: Iris) -> Iterator[Fact]:
    """Tell what a claim tells as it stands; a rejected one, as it was read, is told apart."""
    standing = judged.standing
    if standing is not None:
        yield from content_facts(judged.id, standing, iris)
        return
    yield iris.claim(judged.id), RDF.TYPE, MA.REJECTED_CLAIM
    # Whoever asks for claims, without looking for verdicts, is not to get it.
    yield from (fact for fact in content_facts(judged.id, judged.claim, iris) if not _typing(fact))


def verdict_facts(judged: JudgedClaim, iris: Iris) -> Iterator[Fact]:
    """Tell of the verdict on a claim, if there is one, and what it set right."""
    verdict = judged.verdict
    if verdict is None:
        return
    claim, node = iris.claim(judged.id), iris.verdict(verdict)
    yield claim, MA.VERDICT_ON, node
    yield node, RDF.TYPE, MA.VERDICT
    yield node, PROV.USED, claim
    yield node, MA.DECISION, DECISIONS[verdict.decision]
    yield node, PROV.WAS_ASSOCIATED_WITH, iris.reviewer(verdict.who)
    yield node, PROV.ENDED_AT_TIME, moment_literal(verdict.made_at)
    if verdict.why is not None:
        yield node, MA.REASON, text_literal(verdict.why)
    if verdict.decision is Decision.CORRECT:
        yield from _misreading_facts(judged, node, iris)


def reviewer_facts(verdict: Verdict, iris: Iris) -> Iterator[Fact]:
    """Describe who made a verdict."""
    node = iris.reviewer(verdict.who)
    yield node, RDF.TYPE, MA.REVIEWER
    yield node, RDFS.LABEL, text_literal(verdict.who)


def _misreading_facts(judged: JudgedClaim, verdict: NamedNode, iris: Iris) -> Iterator[Fact]:
    """State, one by one, what the claim told as it was read and tells no longer."""
    standing = set(_told(judged.id, judged.standing or judged.claim, iris))
    gone = (fact for fact in _told(judged.id, judged.claim, iris) if fact not in standing)
    for place, (subject, predicate, value) in enumerate(gone):
        node = iris.misreading(judged.id, place)
        yield verdict, PROV.INVALIDATED, node
        yield node, RDF.TYPE, MA.MISREADING
        yield node, RDF.SUBJECT, subject
        yield node, RDF.PREDICATE, predicate
        yield node, RDF.OBJECT, value


def _told(claim_id: str, claim: Claim, iris: Iris) -> Iterator[Fact]:
    yield from (fact for fact in content_facts(claim_id, claim, iris) if not _typing(fact))
    yield from source_fact(claim_id, claim, iris)


def _typing(fact: Fact) -> bool:
    """Tell whether a fact says that something is a claim: that goes by the others."""
    return fact[1] == RDF.TYPE and fact[2] in {MA.CLAIM, MA.SUPPLY_CLAIM}

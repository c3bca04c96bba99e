from typing import Any

import pytest

from graph.claims.claim import Stage, Status
from graph.ingest.resolve.sources import attribution_of
from graph.ingest.resolve.status import Judgement, judge
from tests.unit.graph.ingest.resolve.conftest import Parse

ASSERTED, ALLEGED = Status.ASSERTED, Status.ALLEGED
HYPOTHETICAL, NEGATED, DENIED = Status.HYPOTHETICAL, Status.NEGATED, Status.DENIED

RULES = [
    ("Oslo sent guns to Riga.", "sent", ASSERTED, "asserted"),
    ("Oslo will send guns to Riga.", "send", ASSERTED, "asserted"),
    ("Oslo plans to send guns to Riga.", "send", ASSERTED, "asserted"),
    ("Oslo pledged to send guns to Riga.", "send", ASSERTED, "asserted"),
    ("Oslo sent not only guns to Riga.", "sent", ASSERTED, "asserted"),
    ("Riga said that Oslo sent guns.", "sent", ASSERTED, "asserted"),
    ("Oslo may send guns to Riga.", "send", HYPOTHETICAL, "open.modal"),
    ("Oslo could send guns to Riga.", "send", HYPOTHETICAL, "open.modal"),
    ("Will Oslo send guns to Riga?", "send", HYPOTHETICAL, "open.question"),
    ("Riga asked whether Oslo sent guns.", "sent", HYPOTHETICAL, "open.condition"),
    ("Oslo would send guns if Riga paid.", "send", HYPOTHETICAL, "open.condition"),
    ("Under the plan Oslo would send guns to Riga.", "send", HYPOTHETICAL, "open.would"),
    ("Oslo said that it would send guns to Riga.", "send", ASSERTED, "asserted"),
    ("Did Oslo not send guns to Riga?", "send", HYPOTHETICAL, "open.question"),
    ("Perhaps Oslo sends guns to Riga.", "sends", HYPOTHETICAL, "open.adverb"),
    ("Oslo is considering sending guns to Riga.", "sending", HYPOTHETICAL, "open.weighing"),
    ("Oslo has not ruled out sending guns to Riga.", "sending", HYPOTHETICAL, "open.phrase"),
    ("Riga urged Oslo not to send guns.", "send", HYPOTHETICAL, "open.appeal"),
    ("Oslo has not sent guns to Riga.", "sent", NEGATED, "negated.verb"),
    ("Oslo never sent guns to Riga.", "sent", NEGATED, "negated.verb"),
    ("Oslo will not send guns to Riga.", "send", NEGATED, "negated.verb"),
    ("Oslo sent no guns to Riga.", "sent", NEGATED, "negated.argument"),
    ("None of the guns reached Riga.", "reached", NEGATED, "negated.argument"),
    ("Oslo did not send a single gun.", "send", NEGATED, "negated.verb"),
    ("Oslo failed to send guns to Riga.", "send", NEGATED, "negated.failing"),
    ("Oslo paid without sending guns to Riga.", "sending", NEGATED, "negated.without"),
    ("Oslo has yet to send guns to Riga.", "send", NEGATED, "negated.unfulfilled"),
    ("There is no evidence that Oslo sent guns.", "sent", NEGATED, "negated.unseen"),
    ("Oslo denied that it sent guns.", "sent", DENIED, "denied.verb"),
    ("Oslo dismissed reports that it sent guns.", "sent", DENIED, "denied.verb"),
    ("Oslo said that it never sent guns to Riga.", "sent", DENIED, "denied.party"),
    ("We have never sent guns to Riga.", "sent", DENIED, "denied.party"),
    ("It is not true that Oslo sent guns.", "sent", DENIED, "denied.untrue"),
    ("Reports that Oslo had sent guns were false, he said.", "sent", DENIED, "denied.untrue"),
    ("Oslo reportedly sent guns to Riga.", "sent", ALLEGED, "alleged"),
    ("Oslo is believed to have sent guns to Riga.", "sent", ALLEGED, "alleged"),
    ("Oslo appears to have sent guns to Riga.", "sent", ALLEGED, "alleged.seeming"),
    ("Two officials said that Oslo sent guns.", "sent", ALLEGED, "alleged.source"),
    ("Riga accused Oslo of sending guns.", "sending", ALLEGED, "alleged.source"),
    ("The police suspect that Oslo sent guns.", "sent", ALLEGED, "alleged.source"),
]


def judged(
    parse: Parse, text: str, predicate: str, munition: str | None = None, **given: Any
) -> Judgement:
    parsed = parse(text, predicate, munition)
    return judge(
        parsed.predicate, attribution_of(parsed.predicate), munition=parsed.munition, **given
    )


@pytest.mark.parametrize(("text", "predicate", "status", "rule"), RULES)
def test_each_rule_decides_and_says_why(
    parse: Parse, text: str, predicate: str, status: Any, rule: str
) -> None:
    found = judged(parse, text, predicate)
    assert found.status is status
    assert found.reason.startswith(rule)
    assert not found.suspended


@pytest.mark.parametrize(
    ("text", "predicate", "status", "rule"),
    [
        ("Oslo halted deliveries of guns to Riga.", "halted", ASSERTED, "stopped.verb"),
        ("Oslo suspended the sale of guns to Riga.", "sale", ASSERTED, "stopped.verb"),
        ("Oslo cancelled a contract for guns.", "cancelled", ASSERTED, "stopped.verb"),
        ("Oslo has called off the delivery of guns.", "delivery", ASSERTED, "stopped.verb"),
        ("Oslo refused to send guns to Riga.", "send", ASSERTED, "stopped.verb"),
        ("Oslo no longer sends guns to Riga.", "sends", ASSERTED, "stopped.no-longer"),
        ("Oslo may halt deliveries of guns to Riga.", "halt", HYPOTHETICAL, "open.modal"),
        ("Oslo has not halted deliveries of guns.", "halted", NEGATED, "negated.verb"),
        ("Oslo denied that it had stopped sending guns.", "sending", DENIED, "denied.verb"),
        ("Oslo reportedly froze deliveries of guns.", "froze", ALLEGED, "alleged"),
    ],
)
def test_stopping_is_a_stage_with_a_status_of_its_own(
    parse: Parse, text: str, predicate: str, status: Any, rule: str
) -> None:
    found = judged(parse, text, predicate)
    assert found.suspended
    assert found.status is status
    assert found.reason.startswith(rule)


@pytest.mark.parametrize(
    "text",
    [
        "Oslo left guns in Riga.",
        "Six guns were lost at Riga.",
        "Oslo dropped off guns at Riga.",
    ],
)
def test_goods_that_are_gone_are_not_stopped(parse: Parse, text: str) -> None:
    verb = next(word for word in text.split() if word in ("left", "lost", "dropped"))
    parsed = parse(text, verb, "guns")
    found = judge(parsed.predicate, attribution_of(parsed.predicate), munition=parsed.munition)
    assert not found.suspended


def test_lifting_a_stop_is_supply(parse: Parse) -> None:
    found = judged(parse, "Oslo resumed the delivery of guns to Riga.", "delivery")
    assert not found.suspended
    assert found.status is ASSERTED
    assert found.reason.startswith("lifted.verb")


def test_denying_that_it_was_not_sent_affirms(parse: Parse) -> None:
    found = judged(parse, "Oslo denied that it had not sent guns.", "sent")
    assert found.status is ASSERTED
    assert found.reason.startswith("asserted.denied-negation")


def test_the_munition_can_be_none(parse: Parse) -> None:
    found = judged(parse, "Oslo sent trucks but not one of the guns.", "sent", "guns")
    assert found.status is NEGATED


def test_the_munition_beside_another_is_not(parse: Parse) -> None:
    assert judged(parse, "Oslo sent trucks rather than guns.", "sent", "trucks").status is ASSERTED
    assert judged(parse, "Oslo sent trucks rather than guns.", "sent", "guns").status is NEGATED


def test_an_approval_permits(parse: Parse) -> None:
    text = "The guns may go to Riga."
    assert judged(parse, text, "go", stage=Stage.APPROVAL).status is ASSERTED
    assert judged(parse, text, "go").status is HYPOTHETICAL


def test_who_is_no_party_negates_and_does_not_deny(parse: Parse) -> None:
    text = "The foreign ministry said that Oslo never sent guns to Riga."
    assert judged(parse, text, "sent", party=False).status is NEGATED
    assert judged(parse, text, "sent", party=True).status is DENIED


def test_a_question_can_take_the_transfer_for_granted(parse: Parse) -> None:
    assert judged(parse, "Why did Oslo send guns to Riga?", "send").status is ASSERTED


def test_a_claim_and_its_denial_are_two(parse: Parse) -> None:
    found = judged(parse, "Oslo has rejected Riga's claim that it sent guns.", "sent")
    assert found.status is ALLEGED
    assert found.source is not None
    assert found.source.name == "Riga"
    assert found.also is not None
    assert found.also.status is DENIED
    assert found.also.source is not None
    assert found.also.source.name == "Oslo"

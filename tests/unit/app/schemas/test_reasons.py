"""Every rule of the reader has a line of plain English; one that has none is shown as it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph.ingest
from app.schemas.reasons import About, Reason, tell_rules, word, wordings
from graph.ingest.lexicons.predicates import PredicateClass, predicates

UNKNOWN = "no description here"


def nodes(*modules: str) -> Iterator[ast.AST]:
    (folder,) = graph.ingest.__path__
    for module in modules:
        yield from ast.walk(ast.parse((Path(folder) / module).read_text(encoding="utf-8")))


def strings(node: ast.AST | None) -> Iterator[str]:
    """Yield a string that is written out, or the family that a made string begins with."""
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        node = node.values[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value.partition(": ")[0]


def passed(module: str, function: str, position: int, keyword: str) -> set[str]:
    """Find the rule ids that the calls of a function in a module pass."""
    found: set[str] = set()
    for node in nodes(module):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) == function):
            continue
        given = [*node.args[position : position + 1]]
        given += [word.value for word in node.keywords if word.arg == keyword]
        found.update(rule for one in given for rule in strings(one))
    return found


def entries() -> set[PredicateClass]:
    lexicon = predicates()
    listed = {
        one for found in (lexicon.verbs, lexicon.nouns) for row in found.values() for one in row
    }
    return listed | {lexicon.aid, lexicon.gift}


def test_every_word_of_supply_is_told() -> None:
    assert {one.id for one in entries()} == set(wordings()["words"])


def test_every_operator_is_told() -> None:
    known = {one.id for one in predicates().operators.values()} | {"future"}
    assert known == set(wordings()["stages"])


def test_every_slot_is_told() -> None:
    used = {slot for one in entries() for slot in (*one.supplier, *one.recipient)}
    prepositions = set(wordings()["prepositions"]["words"].split())
    assert used <= prepositions | set(wordings()["places"])
    assert not prepositions & set(wordings()["places"])


def test_every_way_of_finding_a_party_is_told() -> None:
    used = passed("read/parties.py", "_implied", 1, "rule")
    used |= passed("read/parties.py", "Party", 9, "rule")
    for node in nodes("resolve/reference.py"):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            used.update(strings(node.value.elts[1]))
    assert len(used) > 9
    assert used <= set(wordings()["parties"])


def test_every_rule_of_status_is_told() -> None:
    used = {"asserted"}
    for module in ("resolve/cues.py", "resolve/stops.py"):
        used |= passed(module, "Cue", 9, "rule")
        used |= passed(module, "among", 2, "rule") | passed(module, "phrase_cue", 2, "rule")
    for module in ("resolve/status.py", "read/claims.py"):
        for node in nodes(module):
            if isinstance(node, ast.keyword) and node.arg == "reason":
                used.update(strings(node.value))
            elif isinstance(node, ast.keyword) and isinstance(node.value, ast.Tuple):
                used.update(s for one in node.value.elts for s in strings(one))
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                is_status = ast.unparse(node.elts[0]).startswith("Status.")
                used.update(strings(node.elts[1]) if is_status else ())
    assert len(used) > 25
    assert used - set(wordings()["other"]) == set(wordings()["status"])


def test_every_way_of_naming_a_source_is_told() -> None:
    used = {"label", "quoted"}
    for module in ("resolve/ascribers.py", "resolve/asides.py"):
        used |= passed(module, "Ascriber", 9, "rule")
    assert used == set(wordings()["sources"])


def told(*rules: str) -> dict[str, str]:
    reasons = tell_rules(rules, supplier="Norway", recipient="Chad")
    return {reason.about.value: reason.text for reason in reasons}


def test_a_claim_of_a_sentence_is_told_in_parts() -> None:
    found = told("give(subj,to)/future", "pronoun", "named", "open.modal: may")
    assert list(found) == ["word", "supplier", "recipient", "stage", "status"]
    assert "deliver" in found["word"]
    assert found["supplier"].endswith("followed back to Norway")
    assert found["recipient"] == "named, after “to”"
    assert found["status"] == "“may” leaves it open"


def test_who_says_it_is_told_within_the_status() -> None:
    assert (
        "“denied”" in told("give(subj,to)", "named", "named", "denied.verb: says: denied")["status"]
    )
    found = told("give(subj,to)", "named", "named", "denied.party: negated.verb: never sent")
    assert "“never sent” says that it does not happen" in found["status"]
    found = told("give(subj,to)", "named", "named", "denied.opposed: carrier: claim")
    assert "told as a “claim”" in found["status"]


def test_a_party_lent_by_another_word_is_told() -> None:
    reasons = tell_rules(
        ("bring(-,to)+give&receive", "named", "definite noun possessor", "asserted"),
        supplier="Norway",
        recipient="Chad",
    )
    assert [r.rule for r in reasons if r.about is About.WORD][1:] == ["give", "receive"]
    assert "another word of supply" in reasons[3].text
    assert reasons[4].text.endswith("followed back to Chad")
    assert all(UNKNOWN not in reason.text for reason in reasons)


def test_a_gift_tells_where_its_recipient_stands() -> None:
    found = told("gift(holder)", "named", "named", "asserted")
    assert "holds or uses" in found["recipient"]
    assert "right before" in found["supplier"]


def test_what_the_network_found_is_told() -> None:
    found = told("network: 0.87", "asserted")
    assert "0.87" in found["network"]
    assert found["status"].startswith("judged by the trained network")


def test_a_stage_that_the_network_gave_is_told_with_what_the_rules_said() -> None:
    found = told("give(subj,to)", "named", "named", "asserted", "network-stage: delivery")
    assert found["stage"].startswith("judged by the trained network")
    assert "delivery" in found["stage"]


def test_an_item_of_a_list_is_told() -> None:
    assert list(told("item of a list")) == ["list"]


@pytest.mark.parametrize(
    "rules",
    [
        ("conjure(subj,to)", "named", "named", "asserted"),
        ("give(subj,telepathy)", "named", "named", "asserted"),
        ("give(subj,to)/conjured", "named", "named", "asserted"),
        ("give(subj,to)", "guessed", "named", "asserted"),
        ("give(subj,to)", "named", "named", "open.mood: {perhaps}"),
        ("something else",),
    ],
)
def test_a_rule_without_a_line_is_shown_as_it_is(rules: tuple[str, ...]) -> None:
    texts = [text for text in told(*rules).values() if UNKNOWN in text]
    assert len(texts) == 1
    assert any(part in texts[0] for part in ("conjure", "telepathy", "guessed", "mood", "else"))


def test_no_rules_no_reasons() -> None:
    assert tell_rules((), supplier="", recipient="") == ()


def test_braces_in_the_text_are_words() -> None:
    assert tell_rules(("open.modal: {rule}",), supplier="", recipient="") == (
        Reason(about=About.STATUS, rule="open.modal: {rule}", text="“{rule}” leaves it open"),
    )


def test_every_line_can_be_filled() -> None:
    filled = {"words": "w", "name": "n", "place": "p", "rule": "r", "source": "s", "text": "t"}
    for section, lines in wordings().items():
        for rule in lines:
            assert word(section, rule, **filled | {"owner": "o"})

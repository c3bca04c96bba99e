"""What speaks for a claim, as numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from graph.claims.article import make_article
from graph.claims.claim import Stage, Status
from graph.claims.evidence import Passage
from graph.ingest.learned.grounds import grounds_of, likelier, place_of
from graph.ingest.learned.scores import Place, Scores
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import outline
from tests.judging import munition_of, outputs
from tests.judging import place_of as place_at
from tests.making import make_claim

LAID = outline(make_article("Norway sent Chad mortars. Oslo armed Chad, and trained Mali."))
NEVER = math.log(0.002 / 0.998)


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def made(*, by_rules: bool = True, words: str | None = "mortars", **more: Any) -> Made:
    first = LAID.sentences[0]
    claim = make_claim(
        Passage.of(LAID.article.text, first.start, first.end),
        **{"supplier": "NOR", "recipient": "TCD", "munition": "mortar", **more},
    )
    return Made(
        claim=claim,
        rules=("a rule",),
        sentence=0,
        mention=None if words is None else munition_of(LAID, words, 0),
        by_rules=by_rules,
    )


MORTARS = place_at(LAID, "NOR TCD", "mortars")
WHOLE = place_at(LAID, "NOR TCD")
LATER = place_at(LAID, "NOR TCD", None, 1)
OTHER = place_at(LAID, "NOR MLI", None, 1)


def grounds(one: Made, given: dict[Place, float] | None = None) -> dict[str, float]:
    return grounds_of(one, LAID, Scores({at: outputs(p) for at, p in (given or {}).items()}))


def test_rules_and_network_speak_each_by_grounds_of_their_own() -> None:
    given = {MORTARS: 0.8, WHOLE: 0.4}
    by_rules, found = grounds(made(), given), grounds(made(by_rules=False), given)
    names = ("rule", "backed", "found", "whole")
    assert [by_rules[name] for name in names] == pytest.approx([1, odds(0.8), 0, 0])
    assert [found[name] for name in names] == pytest.approx([0, 0, odds(0.8), odds(0.4)])


def test_how_sure_the_rules_are_counts_for_what_they_made() -> None:
    assert grounds(made(confidence=0.6))["sure"] == 0.6
    assert grounds(made(confidence=0.6, by_rules=False))["sure"] == 0


def test_the_pair_in_another_sentence_counts() -> None:
    assert grounds(made(), {LATER: 0.6, WHOLE: 0.9})["elsewhere"] == pytest.approx(odds(0.6))


def test_another_recipient_of_the_same_sentence_counts() -> None:
    there = replace(made(words=None), sentence=1)
    assert grounds(there, {LATER: 0.9, OTHER: 0.7})["shared"] == pytest.approx(odds(0.7))
    assert grounds(made(), {MORTARS: 0.9, OTHER: 0.7})["shared"] == pytest.approx(NEVER)


def test_the_text_counts() -> None:
    here = grounds(made())
    assert (here["supplier_named"], here["recipient_named"], here["goods_named"]) == (1, 1, 1)
    assert here["crowd"] == pytest.approx(math.log(3))
    away = grounds(made(supplier="PER", recipient="MLI", words=None, munition=None))
    assert (away["supplier_named"], away["recipient_named"], away["goods_named"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("told", "no"),
    [
        ({}, 0),
        ({"status": Status.ALLEGED}, 0),
        ({"status": Status.DENIED}, 1),
        ({"stage": Stage.SUSPENSION}, 1),
    ],
)
def test_whether_it_says_no_counts(told: dict[str, Any], no: float) -> None:
    assert grounds(made(**told))["says_no"] == no


def test_how_sure_the_network_is_of_stage_and_status_counts() -> None:
    scores = Scores({MORTARS: outputs(0.7, Stage.ORDER, Status.ALLEGED), WHOLE: outputs(0.2)})
    found = grounds_of(made(), LAID, scores)
    row = outputs(0.7, Stage.ORDER, Status.ALLEGED)
    assert (found["stage"], found["status"]) == (max(row[1:8]), max(row[8:]))


def test_what_has_no_score_has_the_faintest() -> None:
    found = grounds(made())
    assert [found[name] for name in ("backed", "elsewhere", "shared")] == pytest.approx([NEVER] * 3)
    assert (found["stage"], found["status"]) == (0, 0)


@pytest.mark.parametrize(("link", "wanted"), [(0.0, NEVER), (0.001, NEVER), (1.0, -NEVER)])
def test_the_surest_is_not_beyond_all_measure(link: float, wanted: float) -> None:
    assert grounds(made(), {MORTARS: link})["backed"] == pytest.approx(wanted)


@pytest.mark.parametrize(("munition", "sentence"), [(0.9, 0.1), (0.1, 0.9)])
def test_of_a_munition_and_its_sentence_the_likelier_counts(
    munition: float, sentence: float
) -> None:
    scores = Scores({MORTARS: outputs(munition), WHOLE: outputs(sentence)})
    assert likelier(place_of(made()), scores) == 0.9
    assert grounds_of(made(), LAID, scores)["backed"] == pytest.approx(odds(0.9))

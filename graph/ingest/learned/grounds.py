"""Tell what speaks for a claim and what against it, as numbers to be weighed."""

from __future__ import annotations

import math
from dataclasses import replace

from graph.ingest.learned.scores import Place, Scores
from graph.ingest.read.claims import Made
from graph.ingest.read.gate import Outline

_FAINTEST = 0.002
"""What a probability that was not kept is taken for."""


def grounds_of(made: Made, outline: Outline, scores: Scores) -> dict[str, float]:
    """Give the grounds of a claim by name; probabilities as log odds.

    By the network: `found` of a claim that it proposed (`whole`: of the sentence alone), `backed`
    of one that rules made; `elsewhere`, the likeliest of the pair in other sentences; `shared`, the
    likeliest other recipient of this supplier here; `beside`, the likeliest other pair of the
    article; `stage`, `status`, how sure it is of them.
    By the rules: `rule`, 1 if they made the claim, and `sure`, how sure they are. By the text: 1
    for a supplier or recipient that the sentence names, for goods with a name, for a claim that
    says no; `crowd`, the logarithm of how many actors the sentence names.
    """
    rule, here = float(made.by_rules), place_of(made)
    odds, named = _odds(likelier(here, scores)), outline.actors_of(made.sentence)
    outputs = _outputs(here, scores)
    return {
        "found": (1 - rule) * odds,
        "whole": (1 - rule) * _odds(scores.link(replace(here, munition=None))),
        "backed": rule * odds,
        "elsewhere": _odds(scores.elsewhere(here)),
        "shared": _odds(scores.shared(here)),
        "beside": _odds(scores.beside(here)),
        "stage": outputs[0],
        "status": outputs[1],
        "rule": rule,
        "sure": rule * made.claim.confidence,
        "supplier_named": float(here.supplier in named),
        "recipient_named": float(here.recipient in named),
        "goods_named": float(here.munition is not None),
        "says_no": float(not made.claim.is_supply),
        "crowd": math.log1p(len(named)),
    }


def place_of(made: Made) -> Place:
    """Give the place at which a claim was made."""
    return Place(
        supplier=made.claim.supplier,
        recipient=made.claim.recipient,
        sentence=made.sentence,
        munition=made.mention,
    )


def likelier(place: Place, scores: Scores) -> float:
    """Give the probability of a munition or of its sentence as a whole."""
    return scores.link(scores.fullest(place))


def _outputs(place: Place, scores: Scores) -> tuple[float, float]:
    """Give the probabilities of the likeliest stage and status, where the link is likeliest."""
    return scores.surest(scores.fullest(place))


def _odds(probability: float) -> float:
    safe = min(max(probability, _FAINTEST), 1 - _FAINTEST)
    return math.log(safe / (1 - safe))

"""Which fields of a claim a person may correct, and whether a correction can stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from graph.claims.actor import is_actor_id
from graph.claims.claim import Claim, Quantity, Stage, Status
from graph.claims.edtf import is_edtf
from graph.claims.evidence import Source
from graph.claims.munition import munitions
from graph.claims.verdict import CorrectedValue, Correction, correct_claim
from graph.errors import InputError, InvalidField, UnknownActor, UnknownMunition

FIELD: Final = "correction"
"""What the fields of a correction are below, in errors: `correction.supplier`."""

_Check = Callable[[str, CorrectedValue], None]


def make_correction(claim: Claim, values: Mapping[str, CorrectedValue]) -> Correction:
    """Check a correction of a claim and put its fields in order.

    Raises InvalidField, UnknownActor or UnknownMunition, naming the field: each value must be one
    that a claim may have, the claim must make sense with all of them, and something must change.
    """
    for name, value in values.items():
        check = CORRECTABLE.get(name)
        if check is None:
            raise _invalid(
                name, value, "cannot be corrected", f"There are: {', '.join(CORRECTABLE)}"
            )
        check(name, value)
    correction = tuple((name, values[name]) for name in CORRECTABLE if name in values)
    corrected = correct_claim(claim, correction)
    if corrected == claim:
        raise InvalidField(
            "The correction changes nothing of the claim as it was read",
            field=FIELD,
            remedy="Give the fields that are wrong with their right values, or accept the claim",
        )
    _check_parties(corrected)
    return correction


def _check_parties(claim: Claim) -> None:
    if claim.supplier == claim.recipient:
        raise _invalid("recipient", claim.recipient, "is the supplier", "Give another")
    ends = {claim.supplier, claim.recipient}
    if ends & set(claim.via) or len(set(claim.via)) != len(claim.via):
        raise _invalid(
            "via",
            " ".join(claim.via),
            "names an actor twice, or an end of the way",
            "Name each actor between supplier and recipient once",
        )


def _check_actor(name: str, value: CorrectedValue) -> None:
    if not isinstance(value, str) or not is_actor_id(value):
        raise UnknownActor(
            f"{FIELD}.{name} is no actor: {value!r}",
            field=f"{FIELD}.{name}",
            value=str(value),
            matches=(),
        )


def _check_via(name: str, value: CorrectedValue) -> None:
    if not isinstance(value, tuple):
        raise _invalid(name, value, "is no list", "Give a list of actors, empty for none")
    for actor_id in value:
        _check_actor(name, actor_id)


def _check_munition(name: str, value: CorrectedValue) -> None:
    if value is not None and value not in munitions():
        raise UnknownMunition(
            f"{FIELD}.{name} is no munition: {value!r}",
            field=f"{FIELD}.{name}",
            value=str(value),
            matches=(),
        )


def _check_stage(name: str, value: CorrectedValue) -> None:
    if not isinstance(value, Stage):
        raise _invalid(name, value, "is no stage", f"Use one of {', '.join(Stage)}")


def _check_status(name: str, value: CorrectedValue) -> None:
    if not isinstance(value, Status):
        raise _invalid(name, value, "is no status", f"Use one of {', '.join(Status)}")


def _check_date(name: str, value: CorrectedValue) -> None:
    if value is not None and not (isinstance(value, str) and is_edtf(value)):
        raise _invalid(
            name, value, "is no date", "Write it in EDTF: 2025, 2025-10, 2025-10-17, 2024/2025"
        )


def _check_source(name: str, value: CorrectedValue) -> None:
    if value is not None and not (isinstance(value, Source) and value.name.strip()):
        raise _invalid(name, value, "is no source", "Give its name and its kind, or null")


def _check_quantity(name: str, value: CorrectedValue) -> None:
    if value is None:
        return
    if not isinstance(value, Quantity) or not value.text.strip():
        raise _invalid(name, value, "is no quantity", "Give its text and its bounds, or null")
    bounds = [bound for bound in (value.min, value.max) if bound is not None]
    if any(bound < 0 for bound in bounds) or bounds != sorted(bounds):
        raise _invalid(
            name, f"{value.min} to {value.max}", "has bounds that no quantity has",
            "Give min and max from 0 up, min first, null for an open end",
        )  # fmt: skip


def _check_words(name: str, value: CorrectedValue) -> None:
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise _invalid(name, value, "holds no words", "Give it some, or null")


CORRECTABLE: Mapping[str, _Check] = MappingProxyType(
    {
        "supplier": _check_actor,
        "recipient": _check_actor,
        "munition": _check_munition,
        "designation": _check_words,
        "stage": _check_stage,
        "status": _check_status,
        "source": _check_source,
        "quantity": _check_quantity,
        "date": _check_date,
        "via": _check_via,
    }
)
"""The fields that may be corrected, in the order of the contract, and what checks their values."""


def _invalid(name: str, value: object, reason: str, remedy: str) -> InputError:
    return InvalidField(
        f"{FIELD}.{name} {reason}",
        field=f"{FIELD}.{name}",
        value="" if value is None else str(value),
        remedy=remedy,
    )

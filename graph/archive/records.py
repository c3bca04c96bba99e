"""Claims as canonical JSON; the field names are the claim contract's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

import orjson

from graph.claims.brief import BriefClaim
from graph.claims.claim import Claim, Extractor, Quantity, Stage, Status, Value
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.verdict import CorrectedValue, Correction

Record = Mapping[str, Any]
"""A JSON object that was read."""

_STAGES = {stage.value: stage for stage in Stage}
_STATUSES = {status.value: status for status in Status}


def claim_record(claim: Claim) -> dict[str, Any]:
    """Write a claim as a JSON object: the contract's fields, in its order."""
    return {
        "supplier": claim.supplier,
        "recipient": claim.recipient,
        "munition": claim.munition,
        "munition_text": claim.munition_text,
        "designation": claim.designation,
        "stage": claim.stage.value,
        "status": claim.status.value,
        "source": _source_record(claim.source),
        "quantity": _quantity_record(claim.quantity),
        "value": _value_record(claim.value),
        "date": claim.date,
        "via": list(claim.via),
        "quote": claim.passage.quote,
        "start": claim.passage.start,
        "end": claim.passage.end,
        "confidence": claim.confidence,
        "extractor": {"name": claim.extractor.name, "version": claim.extractor.version},
    }


def read_claim(record: Record) -> Claim:
    """Read a claim from its JSON object; raises KeyError, TypeError or ValueError if it is none."""
    munition = record["munition"]
    return Claim(
        supplier=intern(record["supplier"]),
        recipient=intern(record["recipient"]),
        munition=None if munition is None else intern(munition),
        munition_text=record["munition_text"],
        designation=record["designation"],
        stage=_STAGES[record["stage"]],
        status=_STATUSES[record["status"]],
        source=_read_source(record["source"]),
        quantity=_read_quantity(record["quantity"]),
        value=_read_value(record["value"]),
        date=record["date"],
        via=tuple(record["via"]),
        passage=Passage(quote=record["quote"], start=record["start"], end=record["end"]),
        confidence=record["confidence"],
        extractor=_extractor(record["extractor"]["name"], record["extractor"]["version"]),
    )


def dump_claims(claims: Iterable[Claim]) -> str:
    """Write claims as one canonical JSON list: equal claims are equal text."""
    records = [claim_record(claim) for claim in claims]
    return json.dumps(
        records, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def load_claims(text: str) -> tuple[Claim, ...]:
    """Read what `dump_claims` wrote; raises KeyError, TypeError or ValueError on anything else."""
    return tuple(read_claim(record) for record in json.loads(text))


def dump_briefly(claims: Sequence[BriefClaim]) -> bytes:
    """Write claims in brief as JSON: a list of values each, in the order of their fields."""
    return orjson.dumps([_brief_values(claim) for claim in claims])


def load_briefly(text: bytes) -> list[BriefClaim]:
    """Read what `dump_briefly` wrote; raises TypeError or ValueError on anything else."""
    return [
        BriefClaim(
            place,
            intern(supplier),
            intern(recipient),
            None if munition is None else intern(munition),
            designation,
            _STAGES[stage],
            _STATUSES[status],
            None if source is None else _source(*source),
            None if quantity is None else Quantity(**quantity),
            day,
            tuple(via) if via else (),
            start,
            end,
            confidence,
        )
        for (
            place,
            supplier,
            recipient,
            munition,
            designation,
            stage,
            status,
            source,
            quantity,
            day,
            via,
            start,
            end,
            confidence,
        ) in orjson.loads(text)
    ]


def _brief_values(claim: BriefClaim) -> list[object]:
    source = None if claim.source is None else [claim.source.name, claim.source.kind.value]
    return [*claim[:7], source, _quantity_record(claim.quantity), *claim[9:]]


def correction_record(correction: Correction) -> dict[str, Any]:
    """Write the corrected fields of a claim as a JSON object, as `claim_record` would."""
    return {name: _corrected_record(value) for name, value in correction}


def dump_correction(correction: Correction) -> str:
    """Write a correction as canonical JSON; its fields keep their order."""
    return json.dumps(
        correction_record(correction), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def load_correction(text: str) -> Correction:
    """Read what `dump_correction` wrote; raises as `load_claims` does."""
    return tuple(
        (name, _CORRECTED[name](value) if name in _CORRECTED else value)
        for name, value in json.loads(text).items()
    )


@lru_cache(maxsize=64)
def _extractor(name: str, version: str) -> Extractor:
    return Extractor(name=name, version=version)


@lru_cache(maxsize=4096)
def _source(name: str, kind: str) -> Source:
    return Source(name=name, kind=SourceKind(kind))


def _source_record(source: Source | None) -> dict[str, str] | None:
    return None if source is None else {"name": source.name, "kind": source.kind.value}


def _read_source(record: Record | None) -> Source | None:
    return None if record is None else _source(record["name"], record["kind"])


def _quantity_record(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "text": quantity.text,
        "min": quantity.min,
        "max": quantity.max,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
    }


def _read_quantity(record: Record | None) -> Quantity | None:
    if record is None:
        return None
    return Quantity(
        text=record["text"],
        min=record["min"],
        max=record["max"],
        unit=record["unit"],
        approximate=record["approximate"],
    )


def _value_record(value: Value | None) -> dict[str, Any] | None:
    return None if value is None else {"amount": value.amount, "currency": value.currency}


def _read_value(record: Record | None) -> Value | None:
    if record is None:
        return None
    return Value(amount=record["amount"], currency=record["currency"])


def _corrected_record(value: CorrectedValue) -> Any:  # noqa: ANN401  # JSON of any kind
    match value:
        case Source():
            return _source_record(value)
        case Quantity():
            return _quantity_record(value)
        case tuple():
            return list(value)
        case _:
            return value


_CORRECTED: Mapping[str, Callable[[Any], CorrectedValue]] = {
    "stage": Stage,
    "status": Status,
    "source": _read_source,
    "quantity": _read_quantity,
    "via": tuple,
}
"""How to read the corrected fields that are no plain strings."""

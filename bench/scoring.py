"""Score what a reader found in gold rows, with the scorer that comes with the gold.

Pairs are those of the claim contract: `(supplier, recipient, kind)`, where the kind is "supply"
for what the article affirms and else the class of negative claims. Rows and claims are records
as the contract has them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from bench.figures import CLAIMED, HARD, Figures, figures_of

Record: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str, str]

SUPPLY = "supply"
_AFFIRMED = {"asserted", "alleged", "affirmed"}
_NOT_SUPPLY = {"suspension", "request"}
_REFUSED = {"negated", "denied"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Gold rows with the records that were found in each, and their figures.

    `groups` are the figures by value of a field, empty where all rows have the same.
    """

    rows: Sequence[Record]
    found: Sequence[Sequence[Record]]
    figures: Figures
    groups: dict[str, Figures] = field(default_factory=dict)


def kind_of(claim: Record) -> str:
    """Name the kind of a claim: "supply", or the negative class that the contract counts."""
    if claim.get("stage") in _NOT_SUPPLY:
        return str(claim["stage"])
    status = claim.get("status")
    if status in _AFFIRMED:
        return SUPPLY
    return "negated-or-denied" if status in _REFUSED else str(status or "unknown")


def key_of(claim: Record) -> Key:
    """Give the pair of a claim."""
    return claim.get("supplier") or "", claim.get("recipient") or "", kind_of(claim)


def missed_keys(gold: Sequence[Record], found: Sequence[Record]) -> list[Key]:
    """List the pairs that must be found and are not, in order."""
    must = {key_of(claim) for claim in gold if not claim.get("optional")}
    return sorted(must - {key_of(claim) for claim in found})


def wrong_keys(gold: Sequence[Record], found: Sequence[Record]) -> list[Key]:
    """List the pairs that are found and are not in the gold, not even as optional, in order."""
    return sorted({key_of(claim) for claim in found} - {key_of(claim) for claim in gold})


def score(
    rows: Sequence[Record],
    found: Sequence[Sequence[Record]],
    scorer: Path,
    by: str | None = None,
) -> Scored:
    """Score what was found in gold rows, also by a field of the rows; `scorer` is its script."""
    options = ["--json", *(["--by", by] if by else [])]
    report = json.loads(run_scorer(rows, found, scorer, options))
    groups = {}
    for value, one in report.get("by", {}).items():
        members = [n for n, row in enumerate(rows) if str(row.get(by or "")) == value]
        groups[value] = figures_of(
            one, *_hard([rows[n] for n in members], [found[n] for n in members])
        )
    return Scored(
        rows=rows,
        found=found,
        figures=figures_of(report, *_hard(rows, found)),
        groups=groups if len(groups) > 1 else {},
    )


def _hard(rows: Sequence[Record], found: Sequence[Sequence[Record]]) -> tuple[int, int]:
    """Count the rows without any gold claim, and those of them in which something was found."""
    hard = [bool(ones) for row, ones in zip(rows, found, strict=True) if not row["claims"]]
    return len(hard), sum(hard)


def run_scorer(
    rows: Sequence[Record],
    found: Sequence[Sequence[Record]],
    scorer: Path,
    options: Sequence[str],
) -> str:
    """Run the scorer's script on gold rows and what was found in each; give its output."""
    answers = [{"id": row["id"], "claims": ones} for row, ones in zip(rows, found, strict=True)]
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, str(scorer)]
        for name, lines in (("gold.jsonl", rows), ("found.jsonl", answers)):
            file = Path(place) / name
            file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
            command.append(str(file))
        return subprocess.run(
            [*command, *options], capture_output=True, text=True, check=True
        ).stdout


def pairs_of(rows: Iterable[Record]) -> frozenset[tuple[str, str]]:
    """Collect the (supplier, recipient) pairs of all claims of gold rows."""
    return frozenset(key_of(claim)[:2] for row in rows for claim in row["claims"])


def score_unseen(scored: Scored, seen: Container[tuple[str, str]], scorer: Path) -> Scored:
    """Score only the claims of other pairs than the seen ones, in the gold and in what was found.

    All rows stay: what is found of other pairs in any of them is wrong or right as it was. Texts
    without any claim are not counted: a text that lost its claims is none.
    """

    def others(claims: Sequence[Record]) -> list[Record]:
        return [claim for claim in claims if key_of(claim)[:2] not in seen]

    rows = [{**row, "claims": others(row["claims"])} for row in scored.rows]
    left = score(rows, [*map(others, scored.found)], scorer)
    return replace(left, figures={**left.figures, HARD: None, CLAIMED: None})

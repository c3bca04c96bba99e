"""Write the answers in `docs/network.md`: what each request shown there gets on the demo corpus.

    python -m tools.network_page

The claims are those of a careful reader (`tests/golden/questions/claims.csv`), so that an answer
changes with a measure, never with a rule of the reader. A test holds the page true. Long lists are
cut, and say by how much.
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from app.edition import Edition
from app.main import create_app
from app.settings import Settings
from app.wiring import Materiel
from graph.ingest.speakers import speaks_for
from graph.network.network import Network
from tests.golden.questions.corpus import demo_reads

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "network.md"
SHOWN = 2
"""Items of a list that are shown; of words, more."""

WORDS = 6

WIDTH = 100
EXAMPLE = re.compile(
    r"(?<=```http\nGET )(?P<address>\S+)\n```\n\n```json\n(?:.*?\n)??```", re.DOTALL
)


def page(text: str) -> str:
    """Put under every request the answer that it gets."""
    addresses = [found["address"] for found in EXAMPLE.finditer(text)]
    given = dict(zip(addresses, asyncio.run(ask(addresses)), strict=True))

    def answered(found: re.Match[str]) -> str:
        address = found["address"]
        return f"{address}\n```\n\n```json\n{written(abridged(given[address]))}\n```"

    return EXAMPLE.sub(answered, text)


async def ask(addresses: Sequence[str]) -> list[Any]:
    """Ask a service that holds the demo corpus; every answer must be a success."""
    with tempfile.TemporaryDirectory() as folder:
        transport = httpx.ASGITransport(app=create_app(materiel=corpus(Path(folder))))
        async with httpx.AsyncClient(transport=transport, base_url="http://demo") as client:
            answers = [await client.get(address) for address in addresses]
    return [answer.raise_for_status().json() for answer in answers]


def corpus(folder: Path) -> Materiel:
    """Make the parts that the routes of the network ask for."""
    network = Network(speaks_for)
    network.add_many(demo_reads())
    absent: Any = None
    still: Any = _Still(network.sequence())
    settings = Settings(data=folder)
    return Materiel(
        settings=settings,
        edition=Edition(still, settings),
        archive=still,
        store=None,
        readers=None,
        network=network,
        reader=absent,
        pipeline=still,
    )


class _Still:
    """An archive and a pipeline in which nothing happens."""

    def __init__(self, sequence: int) -> None:
        self._sequence = sequence

    def sequence(self) -> int:
        """Tell the last change."""
        return self._sequence

    def changed_at(self, sequence: int) -> None:
        """Tell of no day: the answers are the same on every."""

    def catch_up_network(self) -> None:
        """Find nothing new."""


def abridged(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Cut lists, and say by how much."""
    if isinstance(value, dict):
        return {name: abridged(one) for name, one in value.items()}
    if not isinstance(value, list):
        return round(value, 6) if isinstance(value, float) else value
    most = SHOWN if any(isinstance(one, dict | list) for one in value) else WORDS
    shown = [abridged(one) for one in value[:most]]
    left = len(value) - most
    return [*shown, f"… and {left} more"] if left > 0 else shown


def written(value: Any, indent: int = 0) -> str:  # noqa: ANN401  # whatever JSON holds
    """Write JSON with what fits on a line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or indent + len(flat) <= WIDTH - 12:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        lines = [f"{json.dumps(name)}: {written(one, indent + 2)}" for name, one in value.items()]
    else:
        lines = [written(one, indent + 2) for one in value]
    body = f",\n{inner}".join(lines)
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return f"{opened}\n{inner}{body}\n{' ' * indent}{closed}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

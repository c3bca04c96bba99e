"""Write the description of the API with examples that the demo stories give.

    python -m tools.openapi            # ask the demo stories, and write examples and description
    python -m tools.openapi --check    # exit 1 when an example is no longer true

What is asked is in `tools/openapi.toml`; the answers go into `app/routers/examples.json`, which the
service puts into its description, and the whole of it into `docs/openapi.json`.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import anyio
import httpx
import orjson
import structlog

from app.cli.ingesting import ingest_all
from app.cli.summing import Summary
from app.edition import Edition
from app.lazy_reader import LazyReader
from app.main import create_app
from app.settings import Settings
from app.wiring import Materiel, open_reader, speaks_for
from graph.archive.archive import Archive
from graph.network.network import Network
from graph.pipeline import Pipeline

ROOT = Path(__file__).resolve().parent.parent
ASKED = ROOT / "tools" / "openapi.toml"
EXAMPLES = ROOT / "app" / "routers" / "examples.json"
DESCRIPTION = ROOT / "docs" / "openapi.json"
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
"""When the archive of the examples was filled."""

_WRITTEN = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

Asking = Mapping[str, Any]


def describe() -> bytes:
    """Write the description of the service as it is."""
    return orjson.dumps(create_app(Settings()).openapi(), option=_WRITTEN)


def examples() -> bytes:
    """Ask the demo stories; raises SystemExit for what is not answered."""
    with _demo() as materiel:
        found = anyio.run(_ask_all, materiel)
    return orjson.dumps(found, option=_WRITTEN)


@contextmanager
def _demo() -> Iterator[Materiel]:
    """Open an archive that holds the demo stories, all read at the same time."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        reader, network = LazyReader(open_reader), Network(speaks_for)
        with Archive.open(settings.data, clock=lambda: NOW) as archive:
            materiel = Materiel(
                settings=settings,
                archive=archive,
                store=None,
                readers=None,
                network=network,
                reader=reader,
                is_local=True,
                edition=Edition(archive, settings),
                pipeline=Pipeline(archive=archive, store=None, network=network, reader=reader),
            )
            stories = resources.files("app.demo").joinpath("articles.jsonl")
            with resources.as_file(stories) as path:
                ingest_all(materiel, [path], Summary())
            yield materiel


async def _ask_all(materiel: Materiel) -> list[dict[str, Any]]:
    asked = tomllib.loads(ASKED.read_text(encoding="utf-8"))
    transport = httpx.ASGITransport(app=create_app(materiel=materiel))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        claim = (await client.get(asked["claim"])).json()["claims"][0]
        ids = {"claim": claim["id"], "article": claim["article"]}
        return [await _ask(client, one, ids) for one in asked["ask"]]


async def _ask(client: httpx.AsyncClient, asking: Asking, ids: Mapping[str, str]) -> dict[str, Any]:
    method = asking["operation"].partition(" ")[0]
    url = asking["url"].format(**ids)
    answer = await client.request(method, url, json=asking.get("body"))
    if not answer.is_success:
        raise SystemExit(f"{method} {url}: {answer.status_code} {answer.text}")
    media_type = answer.headers["Content-Type"].partition(";")[0]
    is_json = media_type == "application/json"
    return {
        "operation": asking["operation"],
        "request": f"{method} {url}",
        "body": asking.get("body"),
        "status": str(answer.status_code),
        "media_type": media_type,
        "value": answer.json() if is_json else answer.text,
    }


def main() -> int:
    """Check or write; give the exit code."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    found = examples()
    if "--check" in sys.argv:
        return int(found != EXAMPLES.read_bytes() or describe() != DESCRIPTION.read_bytes())
    EXAMPLES.write_bytes(found)
    DESCRIPTION.write_bytes(describe())
    return 0


if __name__ == "__main__":
    sys.exit(main())

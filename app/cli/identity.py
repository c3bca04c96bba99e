"""What the command line tells of one document: publisher and day are part of what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import InvalidField
from graph.ingest.fetch import BATCHES, WEB_ARCHIVES
from graph.ingest.metadata import Metadata, parse_metadata
from graph.ingest.web.address import is_address


def read_identity(given: Mapping[str, str | None], places: Sequence[str]) -> Metadata:
    """Read options that are for one document; raises InvalidField where there may be several."""
    told = {name: value for name, value in given.items() if value is not None}
    for name, value in told.items():
        if len(places) != 1 or _holds_several(Path(places[0])):
            raise InvalidField(
                f"--{name} is given beside several documents, and would be told of each",
                field=f"--{name}",
                value=value,
                remedy="Give it with one document; a line of .jsonl says it of itself",
            )
        if is_address(places[0]):
            refuse_address(name, value)
    return parse_metadata(told, today=datetime.now(UTC).date())


def refuse_address(name: str, value: str | None) -> None:
    """Raise InvalidField for a URL beside an address, which is the article's own."""
    if name == "url" and value is not None:
        raise InvalidField(
            "url is given beside an address, which is the article's own",
            field="--url",
            value=value,
            remedy="Leave it out",
        )


def _holds_several(path: Path) -> bool:
    return path.name.lower().endswith((*BATCHES, *WEB_ARCHIVES)) or path.is_dir()

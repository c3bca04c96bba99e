"""What may be asked of a confined process: functions of ours, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeAlias

Job: TypeAlias = Callable[[bytes, Mapping[str, Any]], Mapping[str, Any]]
"""Takes a document and what is given with it, gives what can be written as JSON.

Raises InputError for a document that cannot be used. Anything else that it raises ends the
process, and the document is refused as one that cannot be read.
"""

JOBS: Mapping[str, str] = MappingProxyType(
    {
        "html": "graph.ingest.html:read_html",
        "pdf": "graph.ingest.pdf:read_pdf",
        "feed": "graph.ingest.web.feed_reader:read_feed",
        "text": "graph.ingest.decoding:read_text",
    }
)
"""Where each is found: module and name. Named by strings, so that the parent imports none."""


def find_job(place: str) -> Job:
    """Import a function by its place, which comes from a table of ours."""
    module, _, name = place.partition(":")
    job: Job = getattr(import_module(module), name)
    return job

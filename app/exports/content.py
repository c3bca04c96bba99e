"""What can be taken away; imports nothing, so that a command line can name it at once."""

from __future__ import annotations

from enum import StrEnum


class Content(StrEnum):
    """What is exported."""

    DUMP = "dump"
    CLAIMS = "claims"
    RELATIONSHIPS = "relationships"
    NANOPUBS = "nanopubs"

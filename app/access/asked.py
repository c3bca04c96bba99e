"""A request, as far as it matters for who may have it answered."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.clients import Client, Headers
from graph.archive.keys import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, by whom, and what a key must be good for where one is needed.

    `is_free` where nobody needs one; `origin` is that of a page of another site that may ask.
    """

    method: str
    path: str
    headers: Headers
    client: Client
    scope: Scope
    is_free: bool
    origin: str

    @property
    def is_write(self) -> bool:
        """Tell whether it does more than ask."""
        return self.scope is not Scope.READ

"""Who may write: whoever is here, whoever has a key, or nobody yet."""

from __future__ import annotations

from enum import StrEnum

from app.wiring import Materiel

COMMAND = 'materiel keys create --name "Desk" --scope ingest'
"""What makes the first key."""


class Writing(StrEnum):
    """Who may write."""

    OPEN = "open"
    KEYED = "keyed"
    CLOSED = "closed"

    @property
    def sentence(self) -> str:
        """Say it to whoever runs the service."""
        return _SENTENCES[self]


_SENTENCES = {
    Writing.OPEN: "Open for writing: this service is reached from this machine alone, and no key "
    f"was created. After `{COMMAND}` only keys can write.",
    Writing.KEYED: "Only those who have a key can write.",
    Writing.CLOSED: "Closed for writing: this service is reached from other machines, and no key "
    f"was created. `{COMMAND}` makes one.",
}


def writing_of(materiel: Materiel) -> Writing:
    """Tell who may write now; takes microseconds.

    A key that was revoked or has expired closes as well: to lose the last one must not open all.
    """
    if materiel.archive.keys.current():
        return Writing.KEYED
    return Writing.OPEN if materiel.is_local else Writing.CLOSED

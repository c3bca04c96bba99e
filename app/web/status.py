"""`/status`: whether everything works, what there is, and since when this process answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.access.writing import writing_of
from app.deps import AnyMateriel
from app.settings import VERSION
from app.web.shell import Page, give_page
from app.wiring import Materiel

router = APIRouter(include_in_schema=False)

DESCRIPTION = "Whether this service works: its archive, network and store, and what they hold."
_STARTED = datetime.now(UTC).replace(microsecond=0)
"""When this module was read, which is when the service started."""


@router.get("/status", response_class=HTMLResponse)
def show_status(materiel: AnyMateriel) -> HTMLResponse:
    """Show the state; the script asks again as long as it is looked at."""
    return give_page(
        Page(
            template="status.html",
            title="Status",
            description=DESCRIPTION,
            described={
                "@context": "https://schema.org",
                "@type": "WebPage",
                "name": "Materiel: status",
                "description": DESCRIPTION,
            },
            filling={"told": _told(materiel)},
        ),
        materiel,
    )


@router.get("/status/told")
def tell_status(materiel: AnyMateriel) -> dict[str, Any]:
    """Give the same as JSON, for the script; 200 even if something does not work."""
    return _told(materiel)


def _told(materiel: Materiel) -> dict[str, Any]:
    materiel.pipeline.catch_up()
    waiting, counts = materiel.waiting(), materiel.archive.counts()
    writing = writing_of(materiel)
    last = materiel.archive.sequence()
    return {
        "version": VERSION,
        "started": _STARTED,
        "ready": not waiting,
        "waiting": waiting,
        "archive": last,
        "network": materiel.network.sequence(),
        "store": materiel.store.sequence() if materiel.store else None,
        "changed": materiel.archive.changed_at(last),
        "articles": counts.articles,
        "claims": counts.claims,
        "withdrawn": counts.withdrawn,
        "writing": {"state": writing.value, "sentence": writing.sentence},
    }

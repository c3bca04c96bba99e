"""One claim as a nanopublication."""

from __future__ import annotations

from collections.abc import Iterator

from app.exports.content import Content
from app.exports.files import File, read_name
from app.exports.forms import FORMS, Form
from app.exports.taken import Taken
from app.listing.standing import find_standing_claim
from app.wiring import Materiel
from graph.claims.claim import Claim
from graph.claims.reading import ReadArticle
from graph.errors import NotFound
from graph.quads.facts import distinct_claims
from graph.quads.nanopub import NANOPUB_PREFIXES, nanopub_quads
from graph.store.formats import FORMATS
from graph.store.writing import write_quads

_FORMATS = {facts.extension: export_format for export_format, facts in FORMATS.items()}


def find_nanopub(name: str, materiel: Materiel) -> File:
    """Find the file of a claim, `{id}.trig` and the like.

    The network must have caught up. Raises NotFound, and Withdrawn with the reason.
    """
    parts = read_name(name)
    forms = FORMS[Content.NANOPUBS]
    if parts.ending not in forms:
        raise NotFound("export", name, known=[f"{parts.stem}.{ending}" for ending in forms])
    read, claim = _find_claim(parts.stem, materiel)

    def write(taken: Taken) -> Iterator[bytes]:
        quads = nanopub_quads(read, parts.stem, claim, taken.iris)
        return write_quads(lambda: iter(quads), _FORMATS[parts.ending], prefixes=NANOPUB_PREFIXES)

    form = Form(media_type=forms[parts.ending].media_type, write=write)
    return File(name=f"nanopub-{name}", form=form, is_packed=parts.is_packed)


def _find_claim(claim_id: str, materiel: Materiel) -> tuple[ReadArticle, Claim]:
    read = find_standing_claim(materiel, claim_id)
    claim = distinct_claims(read).get(claim_id)
    if claim is None:
        raise NotFound("claim", claim_id)
    return read, claim

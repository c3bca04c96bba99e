"""Refuses queries that ask a server for more than SPARQL: its own functions and pragmas.

What is no SPARQL 1.1 query was refused before, and so was every call of a function that SPARQL does
not have. What is left are predicates and names of graphs by which a server does more than look up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.errors import QueryRefused
from graph.store.screen import unescaped

_IRI = re.compile(r"<([^<>\"{}|^`\x00-\x20]*)>")


def refuse_beyond(text: str, beginnings: Sequence[str]) -> None:
    """Raise QueryRefused when an IRI of a query begins so, or could by what is put behind it.

    What looks like an IRI in a string or comment counts too.
    """
    for found in _IRI.finditer(unescaped(text)) if beginnings else ():
        iri = found[1].casefold()
        if iri and any(iri.startswith(each) or each.startswith(iri) for each in beginnings):
            raise QueryRefused(
                f"The query names <{iri[:80]}>: what the store's server has of its own is not "
                "offered here, only SPARQL 1.1"
            )

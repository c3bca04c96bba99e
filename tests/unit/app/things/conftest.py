"""The small Materiel with a store, as the SPARQL routes have it."""

from tests.unit.app.sparql.conftest import materiel, server

__all__ = ["materiel", "server"]

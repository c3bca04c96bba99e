"""Quads at rest: a projection of the archive that SPARQL can be asked of."""

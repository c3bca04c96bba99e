"""What a bare `/sparql` says of itself: the SPARQL 1.1 service description."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse, serialize

from graph.store.answers import TABLE_FORMATS, TRIPLE_FORMATS, AnswerFormat
from graph.store.limits import QueryLimits

_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}

_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}


def describe(endpoint: str, limits: QueryLimits, wanted: AnswerFormat) -> bytes:
    """Describe the endpoint at this address, in a format of triples."""
    turtle = _turtle(endpoint, limits)
    if wanted.name == "turtle":
        return turtle.encode()
    triples = (quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))
    form = RdfFormat.from_media_type(wanted.media_type)
    return serialize(triples, format=form, prefixes=_PREFIXES) or b""


def _turtle(endpoint: str, limits: QueryLimits) -> str:
    prefixes = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in _PREFIXES.items())
    offered = " , ".join(
        f"formats:{_FORMATS[each.name]}" for each in TABLE_FORMATS + TRIPLE_FORMATS
    )
    return f"""{prefixes}

<{endpoint}> a sd:Service ;
    dcterms:title "Materiel: who is said to supply whom with which military aid"@en ;
    dcterms:description "Queries see the union of all graphs unless they name their own. \
Longest query {limits.text_bytes} bytes, longest time {limits.timeout_seconds:g} seconds. \
Updates and SERVICE are refused."@en ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL10Query , sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {offered} ;
    sd:defaultDataset <{endpoint}#dataset> .

<{endpoint}#dataset> a sd:Dataset ;
    sd:defaultGraph <{endpoint}#union> .

<{endpoint}#union> a sd:Graph ;
    void:vocabulary <https://w3id.org/materiel/aid> .
"""

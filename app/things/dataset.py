"""What this service holds, for programs that look for data (VoID and DCAT)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from app.settings import VERSION
from app.wiring import Materiel, require_store
from graph.store.answers import AnswerFormat
from graph.store.formats import FORMATS
from ontology.terms import DCTERMS, MA, PREFIXES, RDF, RDFS, XSD

WELL_KNOWN = "/.well-known/void"

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_OWL = "http://www.w3.org/2002/07/owl#"
_PREFIXES = {**PREFIXES, "void": _VOID, "dcat": _DCAT, "foaf": _FOAF}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def describe_dataset(materiel: Materiel, address: str, chosen: AnswerFormat) -> bytes:
    """Describe the data at an address (of this description), in a format of triples."""
    form = RdfFormat.from_media_type(chosen.media_type)
    return serialize(_triples(materiel, address), format=form, prefixes=_PREFIXES) or b""


def _triples(materiel: Materiel, address: str) -> Iterator[Triple]:
    page, dataset = NamedNode(address), NamedNode(f"{address}#dataset")
    counts, store = materiel.archive.counts(), require_store(materiel)
    yield Triple(page, RDF.TYPE, NamedNode(_VOID + "DatasetDescription"))
    yield Triple(page, NamedNode(_FOAF + "primaryTopic"), dataset)
    yield Triple(dataset, RDF.TYPE, NamedNode(_VOID + "Dataset"))
    yield Triple(dataset, RDF.TYPE, NamedNode(_DCAT + "Dataset"))
    yield Triple(dataset, DCTERMS.TITLE, Literal("Materiel: who arms whom", language="en"))
    yield Triple(
        dataset,
        NamedNode(PREFIXES["dcterms"] + "description"),
        Literal(
            "Claims that articles make about military aid: supplier, recipient, munition, stage, "
            "status, evidence source and the exact words. What texts say, never facts.",
            language="en",
        ),
    )
    yield Triple(dataset, NamedNode(_OWL + "versionInfo"), Literal(str(store.sequence())))
    yield Triple(dataset, NamedNode(_VOID + "triples"), _number(store.count()))
    yield Triple(dataset, NamedNode(_VOID + "documents"), _number(counts.articles))
    yield Triple(dataset, NamedNode(_VOID + "uriSpace"), Literal(materiel.settings.base_iri))
    yield from _partition(dataset, counts.claims)
    for vocabulary in (MA.NAMESPACE.rstrip("#"), *_VOCABULARIES):
        yield Triple(dataset, NamedNode(_VOID + "vocabulary"), NamedNode(vocabulary))
    yield Triple(
        dataset, NamedNode(_VOID + "sparqlEndpoint"), NamedNode(urljoin(address, "/sparql"))
    )
    yield from _service(dataset, address)
    yield from _distributions(dataset, address)


_VOCABULARIES = tuple(
    PREFIXES[name].rstrip("#") for name in ("prov", "oa", "skos", "schema", "dcterms")
)


def _partition(dataset: NamedNode, claims: int) -> Iterator[Triple]:
    part = NamedNode(f"{dataset.value}-claims")
    yield Triple(dataset, NamedNode(_VOID + "classPartition"), part)
    yield Triple(part, NamedNode(_VOID + "class"), MA.CLAIM)
    yield Triple(part, NamedNode(_VOID + "entities"), _number(claims))


def _service(dataset: NamedNode, address: str) -> Iterator[Triple]:
    service = NamedNode(urljoin(address, "/sparql"))
    yield Triple(service, RDF.TYPE, NamedNode(_DCAT + "DataService"))
    yield Triple(service, NamedNode(_DCAT + "endpointURL"), service)
    yield Triple(service, NamedNode(_DCAT + "servesDataset"), dataset)
    yield Triple(service, RDFS.LABEL, Literal(f"SPARQL 1.1, by Materiel {VERSION}"))


def _distributions(dataset: NamedNode, address: str) -> Iterator[Triple]:
    for facts in FORMATS.values():
        place = NamedNode(urljoin(address, f"/export/dump.{facts.extension}"))
        media_type = NamedNode(_MEDIA_TYPES + facts.media_type)
        yield Triple(dataset, NamedNode(_VOID + "dataDump"), place)
        yield Triple(dataset, NamedNode(_DCAT + "distribution"), place)
        yield Triple(place, RDF.TYPE, NamedNode(_DCAT + "Distribution"))
        yield Triple(place, NamedNode(_DCAT + "downloadURL"), place)
        yield Triple(place, NamedNode(_DCAT + "mediaType"), media_type)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.INTEGER)

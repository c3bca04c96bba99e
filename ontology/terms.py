"""Every RDF term we write or read, spelled once and typed.

A misspelt term is an attribute that does not exist, which the type check reports. A test holds
`MA` equal to `aid.ttl`, and every borrowed term to what `aid.ttl` says it borrows.
"""

from __future__ import annotations

from typing import Final, final

from pyoxigraph import NamedNode

_MA: Final = "https://w3id.org/materiel/aid#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_OA: Final = "http://www.w3.org/ns/oa#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA: Final = "https://schema.org/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_EDTF: Final = "http://id.loc.gov/datatypes/edtf/"

PREFIXES: Final[dict[str, str]] = {
    "dcterms": _DCTERMS,
    "edtf": _EDTF,
    "ma": _MA,
    "oa": _OA,
    "owl": _OWL,
    "prov": _PROV,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "schema": _SCHEMA,
    "skos": _SKOS,
    "xsd": _XSD,
}
"""Prefixes of every file we write, and of `context.jsonld`."""


@final
class MA:
    """Terms of our own ontology, `aid.ttl`."""

    NAMESPACE: Final = _MA

    CLAIM: Final = NamedNode(_MA + "Claim")
    SUPPLY_CLAIM: Final = NamedNode(_MA + "SupplyClaim")
    PASSAGE: Final = NamedNode(_MA + "Passage")
    READING: Final = NamedNode(_MA + "Reading")
    EXTRACTOR: Final = NamedNode(_MA + "Extractor")
    ARTICLE_GRAPH: Final = NamedNode(_MA + "ArticleGraph")
    PUBLISHER: Final = NamedNode(_MA + "Publisher")
    EVIDENCE_SOURCE: Final = NamedNode(_MA + "EvidenceSource")
    ACTOR: Final = NamedNode(_MA + "Actor")
    STATE: Final = NamedNode(_MA + "State")
    HISTORICAL_STATE: Final = NamedNode(_MA + "HistoricalState")
    ORGANISATION: Final = NamedNode(_MA + "Organisation")
    NON_STATE_ACTOR: Final = NamedNode(_MA + "NonStateActor")
    NAMED_ACTOR: Final = NamedNode(_MA + "NamedActor")
    SUPPLY: Final = NamedNode(_MA + "Supply")
    REJECTED_CLAIM: Final = NamedNode(_MA + "RejectedClaim")
    VERDICT: Final = NamedNode(_MA + "Verdict")
    REVIEWER: Final = NamedNode(_MA + "Reviewer")
    MISREADING: Final = NamedNode(_MA + "Misreading")
    DECISION_CLASS: Final = NamedNode(_MA + "Decision")
    MUNITION: Final = NamedNode(_MA + "Munition")
    CATEGORY: Final = NamedNode(_MA + "Category")
    STAGE_CLASS: Final = NamedNode(_MA + "Stage")
    STATUS_CLASS: Final = NamedNode(_MA + "Status")
    SOURCE_KIND_CLASS: Final = NamedNode(_MA + "SourceKind")

    SUPPLIER: Final = NamedNode(_MA + "supplier")
    RECIPIENT: Final = NamedNode(_MA + "recipient")
    MUNITION_PASSED: Final = NamedNode(_MA + "munition")
    MUNITION_TEXT: Final = NamedNode(_MA + "munitionText")
    DESIGNATION: Final = NamedNode(_MA + "designation")
    STAGE: Final = NamedNode(_MA + "stage")
    STATUS: Final = NamedNode(_MA + "status")
    SOURCE_KIND: Final = NamedNode(_MA + "sourceKind")
    QUANTITY: Final = NamedNode(_MA + "quantity")
    QUANTITY_TEXT: Final = NamedNode(_MA + "quantityText")
    IS_APPROXIMATE: Final = NamedNode(_MA + "isApproximate")
    WORTH: Final = NamedNode(_MA + "worth")
    DATE: Final = NamedNode(_MA + "date")
    EARLIEST: Final = NamedNode(_MA + "earliest")
    LATEST: Final = NamedNode(_MA + "latest")
    VIA: Final = NamedNode(_MA + "via")
    ROUTE: Final = NamedNode(_MA + "route")
    RESTS_ON: Final = NamedNode(_MA + "restsOn")
    QUOTE: Final = NamedNode(_MA + "quote")
    CONFIDENCE: Final = NamedNode(_MA + "confidence")
    RANK: Final = NamedNode(_MA + "rank")
    SUPPLIES: Final = NamedNode(_MA + "supplies")
    VERDICT_ON: Final = NamedNode(_MA + "verdict")
    DECISION: Final = NamedNode(_MA + "decision")
    REASON: Final = NamedNode(_MA + "reason")
    ALPHA2: Final = NamedNode(_MA + "alpha2")
    ALPHA3: Final = NamedNode(_MA + "alpha3")
    HOME_STATE: Final = NamedNode(_MA + "homeState")
    FROM_YEAR: Final = NamedNode(_MA + "fromYear")
    UNTIL_YEAR: Final = NamedNode(_MA + "untilYear")
    SEQUENCE: Final = NamedNode(_MA + "sequence")
    FINGERPRINT: Final = NamedNode(_MA + "fingerprint")

    REQUEST: Final = NamedNode(_MA + "request")
    COMMITMENT: Final = NamedNode(_MA + "commitment")
    APPROVAL: Final = NamedNode(_MA + "approval")
    ORDER: Final = NamedNode(_MA + "order")
    PRODUCTION: Final = NamedNode(_MA + "production")
    DELIVERY: Final = NamedNode(_MA + "delivery")
    SUSPENSION: Final = NamedNode(_MA + "suspension")

    ASSERTED: Final = NamedNode(_MA + "asserted")
    ALLEGED: Final = NamedNode(_MA + "alleged")
    HYPOTHETICAL: Final = NamedNode(_MA + "hypothetical")
    NEGATED: Final = NamedNode(_MA + "negated")
    DENIED: Final = NamedNode(_MA + "denied")

    OFFICIAL_SOURCE: Final = NamedNode(_MA + "officialSource")
    INTELLIGENCE_SOURCE: Final = NamedNode(_MA + "intelligenceSource")
    INVESTIGATION_SOURCE: Final = NamedNode(_MA + "investigationSource")
    MONITOR_SOURCE: Final = NamedNode(_MA + "monitorSource")
    MEDIA_SOURCE: Final = NamedNode(_MA + "mediaSource")
    COMPANY_SOURCE: Final = NamedNode(_MA + "companySource")
    ANONYMOUS_SOURCE: Final = NamedNode(_MA + "anonymousSource")
    OTHER_SOURCE: Final = NamedNode(_MA + "otherSource")

    ACCEPT: Final = NamedNode(_MA + "accept")
    REJECT: Final = NamedNode(_MA + "reject")
    CORRECT: Final = NamedNode(_MA + "correct")

    DECISIONS: Final = NamedNode(_MA + "decisions")
    STAGES: Final = NamedNode(_MA + "stages")
    STATUSES: Final = NamedNode(_MA + "statuses")
    SOURCE_KINDS: Final = NamedNode(_MA + "sourceKinds")


@final
class DCTERMS:
    """Dublin Core: what an article is called, by whom and when."""

    IDENTIFIER: Final = NamedNode(_DCTERMS + "identifier")
    ISSUED: Final = NamedNode(_DCTERMS + "issued")
    PUBLISHER: Final = NamedNode(_DCTERMS + "publisher")
    TITLE: Final = NamedNode(_DCTERMS + "title")
    CREATED: Final = NamedNode(_DCTERMS + "created")


@final
class OA:
    """Web Annotation: which words of which text."""

    SPECIFIC_RESOURCE: Final = NamedNode(_OA + "SpecificResource")
    TEXT_QUOTE_SELECTOR: Final = NamedNode(_OA + "TextQuoteSelector")
    TEXT_POSITION_SELECTOR: Final = NamedNode(_OA + "TextPositionSelector")
    HAS_SOURCE: Final = NamedNode(_OA + "hasSource")
    HAS_SELECTOR: Final = NamedNode(_OA + "hasSelector")
    EXACT: Final = NamedNode(_OA + "exact")
    START: Final = NamedNode(_OA + "start")
    END: Final = NamedNode(_OA + "end")


@final
class PROV:
    """PROV-O: what a claim rests on, and who made it."""

    HAD_PRIMARY_SOURCE: Final = NamedNode(_PROV + "hadPrimarySource")
    WAS_QUOTED_FROM: Final = NamedNode(_PROV + "wasQuotedFrom")
    WAS_ATTRIBUTED_TO: Final = NamedNode(_PROV + "wasAttributedTo")
    WAS_GENERATED_BY: Final = NamedNode(_PROV + "wasGeneratedBy")
    WAS_DERIVED_FROM: Final = NamedNode(_PROV + "wasDerivedFrom")
    WAS_ASSOCIATED_WITH: Final = NamedNode(_PROV + "wasAssociatedWith")
    USED: Final = NamedNode(_PROV + "used")
    ENDED_AT_TIME: Final = NamedNode(_PROV + "endedAtTime")
    INVALIDATED: Final = NamedNode(_PROV + "invalidated")


@final
class NP:
    """Nanopublications: a claim to be cited by itself, in four graphs. Not in the store."""

    NAMESPACE: Final = "http://www.nanopub.org/nschema#"
    NANOPUBLICATION: Final = NamedNode(NAMESPACE + "Nanopublication")
    HAS_ASSERTION: Final = NamedNode(NAMESPACE + "hasAssertion")
    HAS_PROVENANCE: Final = NamedNode(NAMESPACE + "hasProvenance")
    HAS_PUBLICATION_INFO: Final = NamedNode(NAMESPACE + "hasPublicationInfo")


@final
class RDF:
    """RDF itself."""

    TYPE: Final = NamedNode(_RDF + "type")
    SUBJECT: Final = NamedNode(_RDF + "subject")
    PREDICATE: Final = NamedNode(_RDF + "predicate")
    OBJECT: Final = NamedNode(_RDF + "object")


@final
class RDFS:
    """RDF Schema."""

    LABEL: Final = NamedNode(_RDFS + "label")


@final
class SCHEMA:
    """schema.org: articles, quantities, money."""

    NEWS_ARTICLE: Final = NamedNode(_SCHEMA + "NewsArticle")
    QUANTITATIVE_VALUE: Final = NamedNode(_SCHEMA + "QuantitativeValue")
    MONETARY_AMOUNT: Final = NamedNode(_SCHEMA + "MonetaryAmount")
    URL: Final = NamedNode(_SCHEMA + "url")
    MIN_VALUE: Final = NamedNode(_SCHEMA + "minValue")
    MAX_VALUE: Final = NamedNode(_SCHEMA + "maxValue")
    UNIT_TEXT: Final = NamedNode(_SCHEMA + "unitText")
    VALUE: Final = NamedNode(_SCHEMA + "value")
    CURRENCY: Final = NamedNode(_SCHEMA + "currency")
    NAME: Final = NamedNode(_SCHEMA + "name")
    SOFTWARE_VERSION: Final = NamedNode(_SCHEMA + "softwareVersion")


@final
class SKOS:
    """SKOS: what a concept is called."""

    PREF_LABEL: Final = NamedNode(_SKOS + "prefLabel")


@final
class XSD:
    """Data types of literals."""

    ANY_URI: Final = NamedNode(_XSD + "anyURI")
    BOOLEAN: Final = NamedNode(_XSD + "boolean")
    DATE: Final = NamedNode(_XSD + "date")
    DATE_TIME: Final = NamedNode(_XSD + "dateTime")
    DOUBLE: Final = NamedNode(_XSD + "double")
    INTEGER: Final = NamedNode(_XSD + "integer")


@final
class EDTF:
    """The Library of Congress's data types for dates of honest precision."""

    LEVEL1: Final = NamedNode(_EDTF + "EDTF-level1")

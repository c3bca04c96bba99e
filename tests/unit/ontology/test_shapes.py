"""A broken actor, munition, category or value of the registers is reported, each by its shape."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.quads.iris import Iris
from graph.quads.shapes import violations
from graph.quads.vocabulary import vocabulary_quads
from ontology.terms import DCTERMS, MA, RDF, RDFS
from tests.breaking import YEAR, Change, copy, drop, english, forget, integer, put, say, skos, typed

IRIS = Iris(base="https://example.org/id/")
NOWHERE = NamedNode("https://example.org/id/nowhere")
PREFERRED, ALSO, IN_SCHEME = skos("prefLabel"), skos("altLabel"), skos("inScheme")
BROADER, NARROWER = skos("broader"), skos("narrower")

Made = Callable[[str], list[Quad]]
NAMES = "".join(map(chr, range(0x41, 0x5B))) + "".join(map(chr, range(0xC0, 0xD7)))


def itself(predicate: NamedNode) -> Change:
    """Relate a thing to itself."""
    return lambda quads: [*quads, Quad(quads[0].subject, predicate, quads[0].subject)]


def described(node: NamedNode, *facts: tuple[NamedNode, NamedNode | Literal]) -> list[Quad]:
    return [Quad(node, predicate, value) for predicate, value in facts]


def state(name: str) -> list[Quad]:
    """A state that no register knows; the name is one capital letter."""
    return described(
        IRIS.actor(f"QQ{name}"),
        (RDF.TYPE, MA.ACTOR), (RDF.TYPE, MA.STATE), (DCTERMS.IDENTIFIER, Literal(f"QQ{name}")),
        (RDFS.LABEL, english("Ruritania")), (PREFERRED, english("Ruritania")),
        (MA.ALPHA2, Literal(f"X{name}")), (MA.ALPHA3, Literal(f"QQ{name}")),
    )  # fmt: skip


def past(name: str) -> list[Quad]:
    """A state of the past."""
    years = ((MA.FROM_YEAR, typed("1900", YEAR)), (MA.UNTIL_YEAR, typed("1950", YEAR)))
    return described(
        IRIS.actor(f"QX{name}"),
        (RDF.TYPE, MA.ACTOR), (RDF.TYPE, MA.HISTORICAL_STATE),
        (DCTERMS.IDENTIFIER, Literal(f"QX{name}")), (RDFS.LABEL, english("Old Ruritania")),
        (MA.ALPHA3, Literal(f"QX{name}")), *years,
    )  # fmt: skip


def group(name: str) -> list[Quad]:
    """An armed group."""
    identifier = f"example-front-{name.lower()}"
    return described(
        IRIS.actor(identifier),
        (RDF.TYPE, MA.ACTOR), (RDF.TYPE, MA.NON_STATE_ACTOR),
        (DCTERMS.IDENTIFIER, Literal(identifier)), (RDFS.LABEL, english("Example Front")),
        (PREFERRED, english("Example Front")), (ALSO, english("Front")),
        (MA.HOME_STATE, IRIS.actor("YEM")),
    )  # fmt: skip


def munition(name: str) -> list[Quad]:
    """A kind of tank."""
    identifier, tank = f"example-tank-{name.lower()}", IRIS.munition("battle-tank")
    node = IRIS.munition(identifier)
    tanks = described(
        node,
        (RDF.TYPE, MA.MUNITION), (RDF.TYPE, skos("Concept")),
        (DCTERMS.IDENTIFIER, Literal(identifier)), (RDFS.LABEL, english("Example tanks")),
        (PREFERRED, english("Example tanks")), (ALSO, english("example tank")),
        (skos("definition"), english("Tanks for example.")), (IN_SCHEME, IRIS.munitions()),
        (BROADER, tank), (skos("closeMatch"), IRIS.category("unroca", "I")),
    )  # fmt: skip
    return [*tanks, Quad(tank, NARROWER, node)]


def category(name: str) -> list[Quad]:
    """A category of a register."""
    return described(
        IRIS.category("unroca", f"example-{name}"),
        (RDF.TYPE, MA.CATEGORY), (RDF.TYPE, skos("Concept")),
        (skos("notation"), Literal(f"example-{name}")), (PREFERRED, english("Example")),
        (IN_SCHEME, IRIS.categories("unroca")),
    )  # fmt: skip


def stage(name: str) -> list[Quad]:
    """A stage that the ontology does not know."""
    return described(
        NamedNode(f"https://example.org/id/stage/{name}"),
        (RDF.TYPE, MA.STAGE_CLASS), (skos("notation"), Literal("example")),
        (PREFERRED, english("example")), (IN_SCHEME, MA.STAGES),
    )  # fmt: skip


REGISTER_CASES: list[tuple[str, Made, Change]] = [
    ("A state has one code of two", state, drop(MA.ALPHA2)),
    ("A state has one code of two", state, put(MA.ALPHA2, Literal("qq"))),
    ("A state has one code of three", state, drop(MA.ALPHA3)),
    ("The identifier of a state", state, put(MA.ALPHA3, Literal("QZZ"))),
    ("No two states of today", state, put(MA.ALPHA2, Literal("YE"))),
    ("A state of the past has one code", past, drop(MA.ALPHA3)),
    ("A state of the past has a first year", past, drop(MA.FROM_YEAR)),
    ("A state of the past has a first year", past, put(MA.FROM_YEAR, integer(1900))),
    ("A state of the past has a last year", past, drop(MA.UNTIL_YEAR)),
    ("A state of the past does not end", past, put(MA.UNTIL_YEAR, typed("1890", YEAR))),
    ("The identifier of a group", group, put(DCTERMS.IDENTIFIER, Literal("Example Front"))),
    ("Only states have codes", group, say(MA.ACTOR, MA.ALPHA3, Literal("FRO"))),
    ("An actor has one preferred name", group, say(MA.ACTOR, PREFERRED, english("Front B"))),
    ("What an actor is also called", group, copy(ALSO, PREFERRED)),
    ("An actor comes from at most one", group, put(MA.HOME_STATE, IRIS.actor("SUN"))),
    ("An actor comes from at most one", group, say(MA.ACTOR, MA.HOME_STATE, IRIS.actor("IRN"))),
    ("No actor is its own home", state, itself(MA.HOME_STATE)),
    ("A munition is also said to be", munition, forget(skos("Concept"))),
    ("A munition has one identifier", munition, put(DCTERMS.IDENTIFIER, Literal("Tank"))),
    ("A munition has one identifier", munition, drop(DCTERMS.IDENTIFIER)),
    ("A munition has a label", munition, drop(RDFS.LABEL)),
    ("A munition has a preferred", munition, say(MA.MUNITION, PREFERRED, english("B"))),
    ("What a munition is also called", munition, copy(ALSO, PREFERRED)),
    ("A munition is defined", munition, drop(skos("definition"))),
    ("A munition is in one scheme", munition, drop(IN_SCHEME)),
    ("A munition stands below at most one", munition,
     say(MA.MUNITION, BROADER, IRIS.munition("drone"))),
    ("Below a munition stand munitions", munition, say(MA.MUNITION, NARROWER, NOWHERE)),
    ("A munition is close to categories", munition, put(skos("closeMatch"), NOWHERE)),
    ("A munition is close to at most one", munition,
     say(MA.MUNITION, skos("closeMatch"), IRIS.category("unroca", "II"))),
    ("A munition stands below another or", munition, drop(BROADER)),
    ("A munition stands below another or", munition,
     say(MA.MUNITION, skos("topConceptOf"), IRIS.munitions())),
    ("No munition stands below itself", munition, itself(BROADER)),
    ("What a munition stands below names it", munition, drop(NARROWER)),
    ("A category is also said to be", category, forget(skos("Concept"))),
    ("A category has the number", category, drop(skos("notation"))),
    ("A category has a preferred", category, drop(PREFERRED)),
    ("A category is in one scheme", category, put(IN_SCHEME, NOWHERE)),
    ("A stage, status, kind of source or decision has one short", stage, drop(skos("notation"))),
    ("A stage, status, kind of source or decision has a preferred", stage, drop(PREFERRED)),
    ("A stage, status, kind of source or decision is in", stage, drop(IN_SCHEME)),
]  # fmt: skip

STORE_CASES: list[tuple[str, NamedNode, Literal]] = [
    ("A store has followed", MA.SEQUENCE, integer(-1)),
    ("A store has at most one fingerprint", MA.FINGERPRINT, Literal("")),
]


@pytest.fixture(scope="module")
def register_reports() -> list[tuple[set[str], tuple[str, ...]]]:
    """Break one made-up actor, munition or category for every case, and check all at once."""
    broken = [change(make(NAMES[place])) for place, (_, make, change) in enumerate(REGISTER_CASES)]
    found = violations([quad for each in broken for quad in each], IRIS)
    subjects = [{str(quad.subject).strip("<>") for quad in each} for each in broken]
    return [
        (own, tuple(line for line in found if line.partition(": ")[0] in own)) for own in subjects
    ]


@pytest.mark.parametrize("place", range(len(REGISTER_CASES)), ids=[m for m, _, _ in REGISTER_CASES])
def test_a_broken_entry_of_a_register_is_reported(
    place: int, register_reports: list[tuple[set[str], tuple[str, ...]]]
) -> None:
    message, _, _ = REGISTER_CASES[place]
    assert any(line.partition(": ")[2].startswith(message) for line in register_reports[place][1])


def test_an_unbroken_entry_of_a_register_conforms() -> None:
    makers = dict.fromkeys(make for _, make, _ in REGISTER_CASES)
    assert violations([quad for make in makers for quad in make("A")], IRIS) == ()


@pytest.mark.slow
def test_the_registers_conform() -> None:
    assert violations(vocabulary_quads(IRIS), IRIS) == ()


@pytest.mark.parametrize(("message", "predicate", "value"), STORE_CASES)
def test_a_broken_note_of_the_store_is_reported(
    message: str, predicate: NamedNode, value: Literal
) -> None:
    found = violations([Quad(IRIS.store(), predicate, value)], IRIS)
    assert any(line.partition(": ")[2].startswith(message) for line in found)

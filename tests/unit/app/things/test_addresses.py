import pytest

from app.negotiate import HTML
from app.things.addresses import SUFFIXES, document_of, here, read_address, root_of

BASE = "https://arms.example.org/id/"


@pytest.mark.parametrize(
    ("path", "name", "document"),
    [
        ("actor/PRK", "actor/PRK", None),
        ("actor/PRK.ttl", "actor/PRK", "turtle"),
        ("actor/PRK.html", "actor/PRK", "html"),
        ("extractor/materiel/0.2.0", "extractor/materiel/0.2.0", None),
        ("extractor/materiel/0.2.0.jsonld", "extractor/materiel/0.2.0", "jsonld"),
        ("actor/name:m%C3%A9.nt", "actor/name:m%C3%A9", "ntriples"),
        ("actor/a b<c>", "actor/a%20b%3Cc%3E", None),
        ("", "", None),
        ("claim/1.TTL", "claim/1", "turtle"),
        ("claim/1.", "claim/1.", None),
        ("claim/1/", "claim/1/", None),
        ("claim/1/.ttl", "claim/1/", "turtle"),
        ("%61ctor/PRK%2Ettl", "actor/PRK", "turtle"),
        ("actor/name:m%c3%a9", "actor/name:m%C3%A9", None),
        ("actor/name%3Amé", "actor/name:m%C3%A9", None),
        ("actor/PRK%2Fx", "actor/PRK%2Fx", None),
        ("actor/%ff%00%", "actor/%FF%00%25", None),
        ("actor/\udcc3\udca9", "actor/%C3%A9", None),
    ],
)
def test_an_address_names_a_thing_and_perhaps_a_document(
    path: str, name: str, document: str | None
) -> None:
    address = read_address(path)
    assert address.name == name
    assert (address.document.name if address.document else None) == document
    assert address.iri(BASE) == BASE + name


def test_a_graph_is_a_document_itself() -> None:
    assert read_address("graph/supplies").is_graph
    assert not read_address("graphics/1").is_graph


def test_each_document_has_an_address_that_is_read_back() -> None:
    for chosen in SUFFIXES.values():
        path = document_of(BASE + "claim/1", chosen)
        assert read_address(path.removeprefix(root_of(BASE))).document == chosen


def test_only_what_is_below_the_base_is_here() -> None:
    assert here(BASE + "claim/1#passage", BASE) == "/id/claim/1#passage"
    assert here("https://www.w3.org/ns/prov#Entity", BASE) is None
    assert HTML in SUFFIXES.values()

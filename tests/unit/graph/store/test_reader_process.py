import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.confining import command
from graph.store import reader_process
from graph.store.reader_process import (
    Content,
    NotWritable,
    TooLong,
    _elements,
    find_fault,
)
from graph.store.screen import token_spans


def test_content_has_a_limit() -> None:
    content = Content(5)
    content.write(b"abc")
    with pytest.raises(TooLong):
        content.write(b"def")
    assert content.getvalue() == b"abc"


def test_the_process_imports_of_ours_only_what_confines_it() -> None:
    script = Path(reader_process.__file__).read_text(encoding="utf-8")
    ours = re.findall(r"^(?:from|import) ((?:graph|ontology)\S*)", script, re.MULTILINE)
    assert ours == ["graph.confining"]


def test_the_process_ends_with_its_input() -> None:
    paths = [Path(package.__path__[0]).parent for package in (pyoxigraph, graph)]
    asked = command("graph.store.reader_process", paths, str(2**30))
    ended = subprocess.run(asked, input=b"", timeout=20, check=True)
    assert ended.returncode == 0


def fault_of(text: str) -> str:
    spans = token_spans(text)
    fault = find_fault(text, "http://e/", [end for _, end in spans])
    return text[slice(*spans[fault])] if fault < len(spans) else "end"


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("SELECT * {\n  ?s ?p }", "}"),
        ("SELECT * { ?s ?p ?o", "end"),
        ("ASK { ?s x:y ?o }", "x"),
        ("SELECT * { ?s ?p ?o . é ?p ?o }", "é"),
        ("SELECT * { ?s ?p 'a'@languagetoolong }", "@languagetoolong"),
        ("SELECT * {} LIMIT 99999999999999999999999 OFFSET 1", "99999999999999999999999"),
        ("SELECT * { ?s <a b> ?o }", "<"),
        ("SELECT * { FILTER(?a < ?b ?c) }", "?c"),
        ("SELECT * { ?s ?p ?o } }", "}"),
        ("SELECT * {} x", "x"),
        ("SELECT ?x (1 AS ?x) {}", "end"),
        ("SELECT * { ?a ?b ?c\x00 }", "\x00"),
        ("SELECT * { ?a ?b ?c . GRAPH }", "}"),
        ("SELECT * { " + "?a ?b ?c . " * 2000 + "? }", "?"),
    ],
)
def test_a_fault_is_the_first_token_that_no_query_goes_on_with(text: str, token: str) -> None:
    assert fault_of(text) == token


@given(st.text(alphabet="SELECT*{}?spo<>'\"# .;\n\t", max_size=30))
def test_a_fault_is_found_in_any_text(text: str) -> None:
    spans = token_spans("ASK {" + text)
    assert 0 <= find_fault("ASK {" + text, "http://e/", [e for _, e in spans]) <= len(spans)


@pytest.mark.parametrize(
    "iri", ["http://e/1", "http://e/", "urn:a:", "http://e/a/-b.", "http://e/%41"]
)
def test_a_predicate_that_is_no_name_is_not_written_in_xml(iri: str) -> None:
    node = pyoxigraph.NamedNode("http://e/s")
    triple = pyoxigraph.Triple(node, pyoxigraph.NamedNode(iri), pyoxigraph.Literal("x"))
    written = pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.RDF_XML) or b""
    try:
        ET.fromstring(written)
        fits = True
    except ET.ParseError:
        fits = False
    if fits:
        assert list(_elements(iter([triple]))) == [triple]
    else:
        with pytest.raises(NotWritable, match="predicate"):
            list(_elements(iter([triple])))

"""Files to take away."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from httpx import Response
from pyoxigraph import NamedNode, RdfFormat, parse

from app.exports.claims import COLUMNS
from app.exports.content import Content
from app.exports.forms import FORMS
from app.wiring import Materiel
from graph.quads.iris import Iris
from graph.store.formats import FORMATS, ExportFormat
from ontology.terms import MA, NP, PROV, RDF
from tests.unit.app.conftest import Client

Stories = tuple[dict[str, Any], ...]
FILES = [(content.value, ending) for content, forms in FORMS.items() for ending in forms]


def lines(client: Client, address: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get(address).text.splitlines()]


def lasting(answer: Response) -> dict[str, object]:
    """Give the headers that do not change from one request to the next."""
    passing = {"date", "materiel-request-id", "x-request-id", "last-modified"}
    kept: dict[str, object] = {k: v for k, v in answer.headers.items() if k not in passing}
    return {**kept, "vary": set(answer.headers["vary"].split(", "))}


@pytest.mark.parametrize(("name", "ending"), FILES)
def test_each_content_comes_in_each_of_its_formats(
    client: Client, stories: Stories, name: str, ending: str
) -> None:
    assert stories
    answer = client.get(f"/export/{name}.{ending}")
    assert answer.status_code == 200
    assert answer.content
    media_type = FORMS[Content(name)][ending].media_type
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert f"materiel-{name}.{ending}" in answer.headers["content-disposition"]
    again = client.get(
        f"/export/{name}.{ending}", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_claims_as_json_lines_are_those_of_the_rest_api(client: Client, stories: Stories) -> None:
    told = [claim for story in stories for claim in story["claims"]]
    found = lines(client, "/export/claims.ndjson")
    assert [one["id"] for one in found] == [claim["id"] for claim in told]
    assert {key: found[0][key] for key in told[0]} == told[0]
    assert (found[0]["change"], found[0]["sequence"]) == ("added", 1)
    assert found[0]["publisher"] == "Morning Post"


def test_claims_as_csv_have_a_row_each(client: Client, stories: Stories) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/export/claims.csv").text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == sum(len(story["claims"]) for story in stories)
    first = rows[0]
    assert (first["supplier"], first["supplier_label"]) == ("POL", "Poland")
    assert (first["date"], first["earliest"], first["latest"]) == (
        "2024-03", "2024-03-01", "2024-03-31",
    )  # fmt: skip
    assert (first["source"], first["source_kind"]) == ("Warsaw", "official")
    assert first["quote"] == "Poland sends tanks to Ukraine in 2024-03, Warsaw says."


def test_a_formula_in_an_article_is_no_formula_in_a_spreadsheet(client: Client, post: Any) -> None:
    post("Poland sends tanks to Ukraine.", title="=HYPERLINK(1)", publisher="+1")
    (row,) = csv.DictReader(io.StringIO(client.get("/export/claims.csv").text, newline=""))
    assert (row["title"], row["publisher"]) == ("'=HYPERLINK(1)", "'+1")


def test_what_became_known_since_a_state_can_be_had_alone(client: Client, stories: Stories) -> None:
    found = lines(client, "/export/claims.ndjson?since=1")
    assert {one["sequence"] for one in found} == {2, 3}
    assert lines(client, f"/export/claims.ndjson?since={len(stories)}") == []


def test_relationships_are_the_rows_of_supplies(client: Client, stories: Stories) -> None:
    assert stories
    rows = client.get("/v1/supplies").json()["supplies"]
    assert lines(client, "/export/relationships.ndjson") == rows
    as_csv = client.get("/v1/supplies", params={"format": "csv"}).text
    assert client.get("/export/relationships.csv").text == as_csv


def test_relationships_as_graphml_are_read_by_networkx(client: Client, stories: Stories) -> None:
    assert stories
    text = client.get("/export/relationships.graphml").text
    drawn = nx.parse_graphml(text, force_multigraph=True)
    assert drawn.nodes["POL"]["label"] == "Poland"
    (edge,) = drawn.get_edge_data("POL", "UKR").values()
    assert (edge["munition"], edge["weight"]) == ("battle-tank", 2)


def test_relationships_as_gexf_and_tables_are_the_same_network(
    client: Client, stories: Stories
) -> None:
    assert stories
    gexf = client.get("/export/relationships.gexf").content
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(gexf), version="1.3"))
    cyjs = client.get("/export/relationships.cyjs").json()["elements"]
    read = {
        name: list(csv.DictReader(io.StringIO(client.get(f"/export/relationships.{name}").text)))
        for name in ("nodes.csv", "edges.csv")
    }
    for nodes in (read["nodes.csv"], [one["data"] for one in cyjs["nodes"]]):
        assert {node["id"] for node in nodes} == set(drawn)
    for edges in (read["edges.csv"], [one["data"] for one in cyjs["edges"]]):
        assert {edge["id"] for edge in edges} == {
            told["id"] for _, _, told in drawn.edges(data=True)
        }


FILTERED = [
    ("supplier=Poland", 1),
    ("recipient=UA", 1),
    ("munition=battle-tank&since=2024-04", 1),
    ("until=2023", 1),
    ("as_of=2023-12-31", 1),
    ("status=denied", 1),
    ("stage=commitment", 1),
    ("strength=corroborated", 1),
    ("strength=documented", 0),
    ("by=pair", 3),
    ("by=category&supplier=POL", 1),
    ("", 3),
]


@pytest.mark.parametrize(("asked", "count"), FILTERED)
def test_relationships_are_filtered_as_supplies_are(
    client: Client, stories: Stories, asked: str, count: int
) -> None:
    assert stories
    rows = client.get(f"/v1/supplies?{asked}").json()["supplies"]
    pairs = sorted((row["supplier"]["id"], row["recipient"]["id"]) for row in rows)
    assert len(pairs) == count
    assert lines(client, f"/export/relationships.ndjson?{asked}") == rows
    as_csv = client.get(f"/v1/supplies.csv?{asked}").text
    assert client.get(f"/export/relationships.csv?{asked}").text == as_csv
    text = client.get(f"/export/relationships.edges.csv?{asked}").text
    edges = csv.DictReader(io.StringIO(text))
    assert sorted((edge["source"], edge["target"]) for edge in edges) == pairs


def test_each_question_has_a_version_of_its_own(client: Client, stories: Stories) -> None:
    assert stories
    address = "/export/relationships.gexf"
    tags = {client.get(f"{address}?{asked}").headers["etag"] for asked, _ in FILTERED}
    assert len(tags) == len(FILTERED)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("relationships.nq?supplier=POL", "supplier"),
        ("relationships.ttl?by=pair", "by"),
        ("relationships.gexf?by=actor", "by"),
        ("relationships.gexf?since=soon", "since"),
        ("relationships.gexf?munition=spoons", "munition"),
        ("relationships.gexf?size=2", "size"),
    ],
)
def test_what_cannot_be_asked_of_relationships_is_refused(
    client: Client, asked: str, field: str
) -> None:
    answer = client.get(f"/export/{asked}")
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_parquet_needs_its_extra(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    answer = client.get("/export/relationships.parquet")
    assert answer.status_code == 501
    assert answer.json()["type"] == "/problems/missing-extra"
    assert ".[parquet]" in answer.json()["remedy"]


def test_relationships_as_rdf_point_to_their_claims(
    client: Client, materiel: Materiel, stories: Stories
) -> None:
    iris = Iris(base=materiel.settings.base_iri)
    quads = list(parse(client.get("/export/relationships.nq").content, format=RdfFormat.N_QUADS))
    node = iris.supply("POL", "UKR")
    claims = {q.object for q in quads if (q.subject, q.predicate) == (node, PROV.WAS_DERIVED_FROM)}
    told = {c["id"] for s in stories for c in s["claims"] if c["supplier"] == "POL"}
    assert claims == {iris.claim(one) for one in told}
    assert {q.predicate for q in quads} >= {MA.SUPPLIES, RDF.SUBJECT, RDF.OBJECT}


def test_claims_as_rdf_leave_the_vocabulary_out(client: Client, stories: Stories) -> None:
    assert stories
    quads = list(parse(client.get("/export/claims.nq").content, format=RdfFormat.N_QUADS))
    kinds = {q.object for q in quads if q.predicate == RDF.TYPE}
    assert MA.CLAIM in kinds
    assert MA.PUBLISHER in kinds
    assert NamedNode("http://www.w3.org/2002/07/owl#Class") not in kinds


@pytest.mark.parametrize("address", ["/export/dump.csv", "/export/all.nq", "/export/claims.xls"])
def test_what_is_not_exported_is_not_found_and_says_what_is(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["remedy"].startswith("There are: ")
    assert address.rpartition("/")[2] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/export/dump.nq?since=1", "since"),
        ("/export/claims.csv?since=-1", "since"),
        ("/export/nanopubs.trig.gz?since=1", "since"),
        ("/export?format=pdf", "format"),
    ],
)
def test_a_delta_that_cannot_be_had_is_refused(client: Client, address: str, field: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.json()["field"] == field


def test_an_empty_instance_exports_empty_files(client: Client) -> None:
    assert client.get("/export/claims.ndjson").content == b""
    assert client.get("/export/claims.csv").text.strip() == ",".join(COLUMNS)
    assert client.get("/export/relationships.csv").text.count("\r\n") == 1


@pytest.mark.parametrize("export_format", ExportFormat)
def test_the_older_address_gives_the_same_file(
    client: Client, stories: Stories, export_format: ExportFormat
) -> None:
    facts = FORMATS[export_format]
    older = client.get("/export", params={"format": export_format.value})
    newer = client.get(f"/export/dump.{facts.extension}")
    assert older.status_code == newer.status_code == 200
    assert lasting(older) == lasting(newer)
    quads = set(parse(older.content, format=facts.rdf))
    assert quads == set(parse(newer.content, format=facts.rdf))
    claims = [quad for quad in quads if (quad.predicate, quad.object) == (RDF.TYPE, MA.CLAIM)]
    assert len(claims) == sum(len(story["claims"]) for story in stories)
    held = client.get(f"/export?format={export_format.value}",
                      headers={"If-None-Match": newer.headers["etag"]})  # fmt: skip
    assert held.status_code == 304


def test_everything_comes_from_the_archive_where_another_process_holds_the_store(
    client: Any, materiel: Materiel, stories: Stories
) -> None:
    assert stories
    with_store = set(parse(client.get("/export/dump.nq").content, format=RdfFormat.N_QUADS))
    client._http._transport.app.state.materiel = replace(materiel, store=None, readers=None)
    without = set(parse(client.get("/export/dump.nq").content, format=RdfFormat.N_QUADS))
    assert without == with_store


def test_a_file_tells_when_it_last_changed(client: Client, stories: Stories) -> None:
    assert stories
    address = "/export/claims.csv"
    dated = client.get(address).headers["last-modified"]
    assert dated.endswith(" GMT")
    tomorrow = "Fri, 31 Dec 2999 00:00:00 GMT"
    unchanged = client.get(address, headers={"If-Modified-Since": tomorrow})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"]
    for held in (
        {"If-Modified-Since": "Mon, 01 Jan 1990 00:00:00 GMT"},
        {"If-Modified-Since": tomorrow, "If-None-Match": '"another"'},
    ):
        assert client.get(address, headers=held).status_code == 200


def test_an_archive_that_never_changed_has_no_date(client: Client) -> None:
    assert "last-modified" not in client.get("/export/claims.csv").headers


def test_each_change_makes_another_version(
    client: Client, materiel: Materiel, stories: Stories
) -> None:
    tags = [client.get("/export/claims.csv").headers["etag"]]
    materiel.archive.withdraw(stories[0]["article"]["id"], who=None, why="It was planted")
    tags.append(client.get("/export/claims.csv").headers["etag"])
    tags.append(client.get("/export/claims.csv?since=1").headers["etag"])
    tags.append(client.get("/export/claims.csv.gz").headers["etag"])
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(("name", "ending"), FILES)
def test_every_file_can_be_had_packed(
    client: Client, stories: Stories, name: str, ending: str
) -> None:
    assert stories
    answer = client.get(f"/export/{name}.{ending}.gz")
    assert answer.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in answer.headers, "a file that is packed, not an answer"
    assert f"materiel-{name}.{ending}.gz" in answer.headers["content-disposition"]
    plain = client.get(f"/export/{name}.{ending}").content
    assert sorted(gzip.decompress(answer.content)) == sorted(plain)


def test_an_answer_is_packed_for_those_who_take_it(client: Client, stories: Stories) -> None:
    assert stories
    for wish, coding in (("gzip", "gzip"), ("identity", None), ("br, gzip;q=0.1", "gzip")):
        answer = client.get("/export/claims.ndjson", headers={"Accept-Encoding": wish})
        assert answer.headers.get("content-encoding") == coding
        assert set(answer.headers["vary"].split(", ")) == {"Accept-Encoding"}
        assert len(answer.text.splitlines()) == sum(len(story["claims"]) for story in stories)


@pytest.mark.parametrize("wish", ["gzip", "identity"])
@pytest.mark.parametrize("address", ["/export", "/export/dump.ttl", "/export/claims.csv.gz"])
def test_head_answers_as_get_does_without_a_body(
    client: Client, stories: Stories, address: str, wish: str
) -> None:
    assert stories
    given = {"headers": {"Accept-Encoding": wish}}
    head, got = client.request("HEAD", address, **given), client.get(address, **given)
    assert (head.status_code, head.content) == (200, b"")
    assert lasting(head) == lasting(got)


def test_nanopublications_are_as_many_as_claims(client: Client, stories: Stories) -> None:
    quads = list(parse(client.get("/export/nanopubs.trig").content, format=RdfFormat.TRIG))
    heads = [q.subject for q in quads if (q.predicate, q.object) == (RDF.TYPE, NP.NANOPUBLICATION)]
    assert len(heads) == len(set(heads)) == sum(len(story["claims"]) for story in stories)


def test_pages_of_any_origin_may_take_files(client: Client) -> None:
    for address in ("/export", "/export/claims.csv", "/export/nanopubs/0123.trig"):
        assert client.request("OPTIONS", address).headers["allow"] == "GET, HEAD, OPTIONS"
        assert client.get(address).headers["access-control-allow-origin"] == "*"

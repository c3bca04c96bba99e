"""`/ontology`: one address, every format; the files beside it; nothing from elsewhere."""

import re
from html.parser import HTMLParser
from importlib import resources

import pytest
from pyoxigraph import RdfFormat, parse

from app.routers.ontology import FILES, HEADERS
from graph.quads.iris import DEFAULT_BASE
from ontology.terms import MA
from tests.unit.app.conftest import Client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
AID = resources.files("ontology").joinpath("aid.ttl").read_bytes()


class Page(HTMLParser):
    """Ids, links and loaded addresses of a page, and whether its elements close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        if "src" in given or given.get("rel") == "stylesheet":
            self.loaded.append(given.get("src") or given["href"])
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page(client: Client) -> Page:
    return Page(client.get("/ontology", headers={"Accept": BROWSER}).text)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (BROWSER, "text/html"),
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9, text/html;q=0.1", "application/ld+json"),
        ("application/json;q=0.2, text/*;q=0.4", "text/turtle"),
    ],
)
def test_the_client_gets_what_it_likes_best(client: Client, accept: str, media_type: str) -> None:
    answer = client.get("/ontology", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["vary"].startswith("Accept")
    assert '/ontology?format=turtle>; rel="alternate"' in answer.headers["link"]


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_every_format_says_the_same(client: Client, name: str) -> None:
    answer = client.get(f"/ontology?format={name}")
    form = RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    assert set(parse(answer.content, format=form)) == set(parse(AID, format=RdfFormat.TURTLE))


def test_a_format_that_there_is_not_is_refused(client: Client) -> None:
    answer = client.get("/ontology", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"
    assert "text/turtle" in answer.json()["detail"]
    assert client.get("/ontology?format=word").status_code == 406


@pytest.mark.parametrize("path", ["/ontology", *(f"/ontology/{name}" for name in FILES)])
def test_answers_are_kept_and_asked_for_again_by_tag(client: Client, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["cache-control"] == HEADERS["Cache-Control"]
    assert first.headers["access-control-allow-origin"] == "*"
    again = client.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    for other in ('"other"', "*"):
        assert client.get(path, headers={"If-None-Match": other}).status_code == 200
    head = client.request("HEAD", path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == first.headers["etag"]


def test_formats_have_tags_of_their_own(client: Client) -> None:
    tags = {
        client.get("/ontology", headers={"Accept": accept}).headers["etag"]
        for accept in ("text/turtle", "text/html", "application/ld+json")
    }
    assert len(tags) == 3


@pytest.mark.parametrize(("name", "media_type"), FILES.items())
def test_files_come_with_their_media_types(client: Client, name: str, media_type: str) -> None:
    answer = client.get(f"/ontology/{name}", headers={"Accept": "*/*"})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    folder = "app.routers" if name.endswith(".css") else "ontology"
    assert answer.content.endswith(resources.files(folder).joinpath(name).read_bytes())


@pytest.mark.parametrize("name", ["munitions.ttl", "actors.ttl"])
def test_relative_iris_of_a_file_are_those_of_the_service(client: Client, name: str) -> None:
    content = client.get(f"/ontology/{name}").content
    subjects = {str(quad.subject).strip("<>") for quad in parse(content, format=RdfFormat.TURTLE)}
    assert subjects
    assert all(each.startswith(DEFAULT_BASE) for each in subjects)


@pytest.mark.parametrize("name", ["terms.py", "nonsense", "..%2Fpyproject.toml"])
def test_there_are_no_other_files(client: Client, name: str) -> None:
    assert client.get(f"/ontology/{name}").status_code == 404


def test_every_term_has_a_place_on_the_page(page: Page) -> None:
    own = {each.value for each in vars(MA).values() if hasattr(each, "value")}
    assert {iri.removeprefix(MA.NAMESPACE) for iri in own} <= set(page.ids)
    assert {"munition-battle-tank", "category-eu-cml-ML22"} <= set(page.ids)


def test_no_place_is_named_twice_and_no_link_leads_nowhere(page: Page) -> None:
    assert len(set(page.ids)) == len(page.ids)
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert page.open == []


def test_links_to_our_files_answer(client: Client, page: Page) -> None:
    for link in {link for link in page.links if link.startswith("/ontology")}:
        assert client.get(link).status_code == 200


def test_the_page_loads_nothing_but_its_style(client: Client, page: Page) -> None:
    assert page.loaded == ["/page.css", "/ontology/ontology.css"]
    for address in page.loaded:
        style = client.get(address)
        assert style.headers["content-type"].startswith("text/css")
        assert "url(" not in style.text
        assert "@import" not in style.text
    text = client.get("/ontology?format=html").text
    assert not re.search(r"<script| style=\"| on\w+=\"", text)
    assert 'name="viewport"' in text

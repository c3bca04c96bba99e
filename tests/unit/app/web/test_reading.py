"""The page that reads a text: by form for who has no script, nothing kept, all escaped."""

from dataclasses import replace

import pytest

from app.main import create_app
from app.web.reading import _page
from app.web.shell import give_page
from app.wiring import Materiel
from graph.claims.article import Article
from graph.ingest.reader import Explained
from tests.unit.app.conftest import Client, asking

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_an_empty_sheet_is_shown(client: Client) -> None:
    page = client.get("/read")
    assert page.status_code == 200
    assert "<title>Read an article · Materiel</title>" in page.text
    assert '<textarea name="text"' in page.text
    assert '"@type": "WebApplication"' in page.text
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_a_text_is_read_by_the_form_and_not_kept(client: Client, materiel: Materiel) -> None:
    sent = "text=Poland+sends+tanks+to+Ukraine+in+2024-03%2C+Warsaw+says.&title=&publisher=Daily"
    page = client.post("/read", content=sent, headers=FORM)
    assert page.status_code == 200
    assert "1 claim" in page.text
    assert "<bdi>Poland</bdi>" in page.text
    assert "Poland sends tanks to Ukraine in 2024-03, Warsaw says." in page.text
    assert "according to <bdi>Warsaw</bdi>" in page.text
    assert materiel.archive.sequence() == 0


@pytest.mark.parametrize(
    ("sent", "status"),
    [("", 422), ("text=%00", 422), ("text=Poland+sends+tanks.&published=yesterday", 422)],
)
def test_what_cannot_be_read_is_said_in_words(client: Client, sent: str, status: int) -> None:
    page = client.post("/read", content=sent, headers=FORM)
    assert page.status_code == status
    assert 'role="alert"' in page.text


def test_a_body_of_countless_fields_is_refused(client: Client) -> None:
    page = client.post("/read", content="text=x&" + "a=b&" * 1_000_000, headers=FORM)
    assert page.status_code == 422
    assert "more than 20 fields" in page.text
    assert "text, title, publisher, published, url" in page.text


def test_long_texts_take_no_threads_of_short_ones(
    materiel: Materiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(materiel=materiel)
    taken: list[tuple[int, int]] = []
    explain = materiel.pipeline.explain

    def note(article: Article) -> Explained:
        limiters = (app.state.ingest_threads, app.state.long_threads)
        short, long = (limiter.borrowed_tokens for limiter in limiters)
        taken.append((short, long))
        return explain(article)

    monkeypatch.setattr(materiel.pipeline, "explain", note)
    with asking(app) as client:
        for times in (1, 1000):
            sent = "text=" + "Poland+sends+tanks+to+Ukraine.+" * times
            assert client.post("/read", content=sent, headers=FORM).status_code == 200
    assert taken == [(1, 0), (0, 1)]


def test_what_is_sent_comes_back_as_text(client: Client) -> None:
    attack = "%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    page = client.post(
        "/read",
        content=f"text=Poland+sends+tanks+to+Ukraine.+{attack}&publisher={attack}",
        headers=FORM,
    ).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(("fetch", "said"), [("on", True), ("off", False), ("auto", False)])
def test_pages_tell_whether_addresses_are_fetched(
    materiel: Materiel, fetch: str, said: bool
) -> None:
    settings = materiel.settings.model_copy(update={"fetch": fetch})
    page = give_page(_page({}, {}), replace(materiel, settings=settings, is_local=False))
    assert (b"<body data-fetches>" in page.body) is said

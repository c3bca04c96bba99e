"""Who may write, as the pages tell it: the key dialog, and an instance that is open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.archive.archive import Archive
from graph.archive.keys import Scope
from tests.browser.looking import Window
from tests.e2e.running import Service

TEXT = "Poland handed 14 tanks to Ukraine on Monday, the army said."
WRONG = f"mtl_{'0' * 12}_{'0' * 64}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def own(folder: Path) -> Iterator[Service]:
    with Service(folder, start_seconds=300) as service:
        yield service


@pytest.fixture
def page(browser: Browser, own: Service) -> Iterator[Page]:
    context = browser.new_context()
    window = Window(context.new_page(), own.address)
    yield window.open("/read")
    context.close()


def create(folder: Path, *scopes: Scope) -> str:
    with Archive.open(folder) as archive:
        return archive.keys.create(name="Desk", scopes=scopes, expires_at=None)[1]


def test_an_open_instance_says_so_until_a_key_is_made(
    page: Page, own: Service, folder: Path
) -> None:
    expect(page.locator("footer")).to_contain_text("Open for writing")
    page.goto(f"{own.address}/status")
    expect(page.locator("main")).to_contain_text("materiel keys create")
    create(folder, Scope.INGEST)
    page.reload()
    expect(page.locator("main")).to_contain_text("Only those who have a key can write")
    expect(page.locator("footer")).not_to_contain_text("Open for writing")


def test_the_page_asks_for_a_key_until_it_is_right(page: Page, folder: Path) -> None:
    key = create(folder, Scope.INGEST)
    page.locator("#text").fill(TEXT)
    page.get_by_role("button", name="Read", exact=True).click()
    dialog = page.get_by_role("dialog", name="Key")
    expect(dialog).to_contain_text("needs a key")
    dialog.locator("input").fill(WRONG)
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog).to_contain_text("not known here")
    dialog.locator("input").fill(key)
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog).to_have_count(0)
    page.locator(".adding button").click()
    expect(page.locator(".added")).to_be_visible()
    with Archive.open(folder) as archive:
        assert archive.counts().articles == 1
        entries = [entry for entry in archive.trail.entries() if entry.caller.key]
    assert [entry.caller.key for entry in entries] == [key.split("_")[1]]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_a_key_for_less_is_told_what_it_lacks(page: Page, folder: Path) -> None:
    key = create(folder, Scope.REVIEW)
    page.locator("#text").fill(TEXT)
    page.get_by_role("button", name="Read", exact=True).click()
    dialog = page.get_by_role("dialog", name="Key")
    dialog.locator("input").fill(key)
    dialog.get_by_role("button", name="Go on").click()
    expect(page.locator("main")).to_contain_text("this needs ingest")


def test_a_page_of_another_site_writes_nothing(
    browser: Browser, own: Service, folder: Path
) -> None:
    """In earnest: from another origin, by every way in which a page can send something."""
    context = browser.new_context()
    page = context.new_page()
    foreign = "http://evil.example/"
    page.route(foreign, lambda route: route.fulfill(body="<h1>x</h1>", content_type="text/html"))
    page.goto(foreign)
    outcome = page.evaluate(
        """async ([address, body]) => {
            const told = [];
            for (const type of ["text/plain", "application/json", "application/x-ndjson",
                                "application/x-www-form-urlencoded"]) {
                for (const mode of ["no-cors", "cors"]) {
                    try {
                        const headers = { "Content-Type": type };
                        const options = { method: "POST", mode, headers, body };
                        const answer = await fetch(address + "/v1/articles", options);
                        told.push(answer.type === "opaque" ? "opaque" : answer.status);
                    } catch { told.push("refused"); }
                }
            }
            navigator.sendBeacon(address + "/v1/articles", body);
            return told;
        }""",
        [own.address, f'{{"text": "{TEXT}"}}'],
    )
    assert set(outcome) <= {"opaque", "refused", 403}
    page.evaluate(
        """([address, name]) => {
            const form = document.createElement("form");
            form.method = "post";
            form.enctype = "text/plain";
            form.action = address + "/v1/articles";
            const field = document.createElement("input");
            field.name = name;
            form.append(field);
            document.body.append(form);
            form.submit();
        }""",
        [own.address, f'{{"text": "{TEXT}", "title": "x"}}'],
    )
    page.wait_for_load_state()
    context.close()
    with Archive.open(folder) as archive:
        assert archive.sequence() == 0


def test_the_form_without_scripts_is_still_read(browser: Browser, own: Service) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own.address}/read")
    page.locator("textarea[name=text]").fill(TEXT)
    page.locator("form.first-sheet button").click()
    expect(page.locator("main")).to_contain_text("Ukraine")
    assert page.url.endswith("/read")
    context.close()

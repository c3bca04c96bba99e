"""The sheet takes the address of a page where the service fetches, else says that none is."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route

from tests.browser.conftest import Opener

TEXT = "Poland handed 14 tanks to Ukraine on Monday, the army said."
SAYS_OFF = "This service fetches no addresses"


def _sheet(page: Page, *, fetches: bool) -> None:
    """Begin on another page, and come to the sheet of a service that fetches, or does not."""
    page.evaluate("wanted => document.body.toggleAttribute('data-fetches', wanted)", fetches)


def test_a_page_is_fetched_into_the_sheet(window_of: Opener) -> None:
    window = window_of()
    page = window.open("/changes")
    _sheet(page, fetches=True)
    asked: list[dict[str, object]] = []

    def answer(route: Route) -> None:
        given: dict[str, object] = route.request.post_data_json or {}
        asked.append(given)
        if "text" in given:
            route.continue_()
            return
        article = {"title": "Tanks", "publisher": "news.example", "published": None}
        told = {"text": TEXT, "article": {**article, "url": "https://news.example/lasting"}}
        route.fulfill(content_type="application/json", body=json.dumps(told))

    page.route("**/v1/readings", answer)
    window.go("/read")
    page.get_by_label("Or the address of a page").fill("https://news.example/a")
    page.get_by_role("button", name="Fetch").click()
    page.get_by_text("1 claim", exact=True).wait_for()
    assert page.get_by_label("Text of the article").input_value() == TEXT
    assert page.locator("input[name=url]").input_value() == "https://news.example/lasting"
    assert page.locator("input[name=publisher]").input_value() == "news.example"
    assert asked[0] == {"url": "https://news.example/a"}
    assert SAYS_OFF not in page.inner_text("main")


def test_the_sheet_says_that_nothing_is_fetched(window_of: Opener) -> None:
    window = window_of()
    page = window.open("/changes")
    _sheet(page, fetches=False)
    window.go("/read")
    assert SAYS_OFF in page.inner_text("main")
    assert page.get_by_role("button", name="Fetch").count() == 0

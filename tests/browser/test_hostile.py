"""A hundred hostile articles do nothing: no script, no element, no request, no broken layout."""

from __future__ import annotations

from itertools import islice

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Opener
from tests.browser.hostile import EACH, RECIPIENTS, SUPPLIER, TEXTS, hostile_reads
from tests.browser.looking import Window

STRANGE = """() => {
    const made = document.querySelectorAll(`main :is(script, iframe, style, link, base, img, meta),
        main :is([onclick], [onerror], [onload], [onmouseover], [onfocus])`);
    const leading = [...document.links].filter(one => !["http:", "https:"].includes(one.protocol)
        || ![location.host, "example.org"].includes(one.host));
    return [...made, ...leading].map(one => one.outerHTML);
}"""


def assert_unharmed(page: Page) -> None:
    assert page.evaluate("() => window.harmed") is None
    assert page.evaluate(STRANGE) == []
    assert page.locator("footer.end").count() == 1


def test_the_sentences_of_a_relationship_are_text(window_of: Opener) -> None:
    window = window_of(viewport=PHONE)
    window.open(f"/?supplier={SUPPLIER}&view=table")
    for recipient in RECIPIENTS:
        page = window.go(f"/?supplier={SUPPLIER}&view=table&open={SUPPLIER}~{recipient}")
        assert page.locator(".relationship .quote").count() == EACH
        assert page.locator(".relationship .quote mark").count() >= EACH
        assert_unharmed(page)
        assert window.wider_than_seen() == 0


def test_an_article_is_text(window_of: Opener) -> None:
    window = window_of(viewport=PHONE)
    window.open("/changes?supplier=TUR")
    for read in islice(hostile_reads(after=0), len(TEXTS)):
        page = window.go(f"/articles/{read.article.id}")
        assert page.locator("main").inner_text().count("Liechtenstein") >= 1
        assert_unharmed(page)
        assert window.wider_than_seen() == 0


@pytest.mark.parametrize("view", ["map", "network", "table"])
def test_they_are_nothing_in_a_picture(window: Window, view: str) -> None:
    page = window.open(f"/?supplier={SUPPLIER}&view={view}")
    assert page.locator(".ranking li").count() == len(RECIPIENTS)
    assert_unharmed(page)


def test_they_are_text_without_scripts_too(window_of: Opener) -> None:
    window = window_of(java_script_enabled=False, viewport=PHONE)
    page = window.page
    page.goto(f"{window.address}/?supplier={SUPPLIER}")
    assert page.locator("blockquote").count() >= len(RECIPIENTS)
    assert page.locator("main :is(script, iframe, style, link, base, img, meta)").count() == 0
    assert page.locator('a[href^="javascript" i], a[href^="data:" i]').count() == 0

"""Publishers: who floods, muted with a reason and heard again, and what is left out is marked."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.looking import Window

PHONE = {"width": 360, "height": 740}
REASON = "Planted, all of it"


def muted(page: Page) -> bool:
    return bool(page.locator(".publisher .left-out").count())


def decide(window: Window, button: str, why: str) -> None:
    page = window.page
    page.locator(".hearing summary").click()
    page.get_by_label("Why").fill(why)
    page.get_by_label("Who you are").fill("The desk")
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(".announced").first.wait_for()
    window.settle()


def test_publishers_are_sought_and_put_in_order(window: Window) -> None:
    page = window.open("/")
    page.get_by_role("navigation").get_by_role("link", name="Publishers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publishers")
    window.settle()
    rows = page.locator("table.rows tbody tr")
    assert rows.count() > 3
    page.get_by_label("First").select_option("-share_alone")
    window.is_at(sort="-share_alone")
    name = rows.first.get_by_role("link").inner_text()
    page.get_by_label("Named").fill(name)
    window.is_at(q=name)
    expect(rows.first.get_by_role("link")).to_have_text(name)
    page.go_back()
    window.is_at(sort="", q="")


def test_one_is_muted_and_heard_again_and_rows_say_so(window: Window) -> None:
    page = window.open("/?recipient=RUS&open=PRK~RUS")
    assert page.locator(".left-out").count() == 0
    page.locator(".relationship .said-by a[href^='/publishers/']").first.click()
    page.locator(".entity.publisher").wait_for()
    window.settle()
    address = page.url.removeprefix(window.address)
    decide(window, "Mute it", REASON)
    assert muted(page)
    expect(page.locator(".verdicts li").first).to_contain_text(REASON)
    window.go("/?recipient=RUS&open=PRK~RUS")
    expect(page.locator(".relationship .left-out")).to_contain_text("count for nothing")
    assert page.locator(".relationship .quote.unheard").count() >= 1
    window.go("/?supplier=PRK&recipient=RUS")
    expect(page.locator(".ranking .flag.muted").first).to_be_visible()
    window.go(address)
    decide(window, "Hear it again", "")
    assert not muted(page)
    expect(page.locator(".verdicts li")).to_have_count(2)


def test_publishers_fit_on_a_phone(window_of: Opener) -> None:
    window = window_of(viewport=PHONE)
    page = window.open("/publishers")
    assert window.wider_than_seen() == 0
    page.locator("table.rows tbody tr a").first.click()
    page.locator(".entity.publisher").wait_for()
    window.settle()
    assert window.wider_than_seen() == 0

"""Explore: from a question to the sentence, by pointer, by keyboard, by address."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.looking import Window

PAIR = "PRK~RUS"


def test_it_opens_with_arcs_between_states(window: Window) -> None:
    page = window.open("/")
    assert page.locator(".flow").count() > 40
    assert page.locator(".ranking li").count() == 40
    expect(page).to_have_title("Who arms whom · Materiel")


def test_a_recipient_is_asked_for_by_keyboard_alone(window: Window) -> None:
    page = window.open("/")
    box = page.get_by_role("combobox", name="Recipient")
    for _ in range(60):
        page.keyboard.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            break
    expect(box).to_be_focused()
    page.keyboard.type("Houth")
    expect(page.get_by_role("option", name="Houthis")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    window.is_at(recipient="houthis")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who supplies Houthis")
    names = page.locator(".flow").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert names
    assert all("to Houthis" in name for name in names)


def test_a_flow_opens_the_sentences_it_rests_on(window: Window) -> None:
    page = window.open("/?supplier=PRK&recipient=RUS")
    page.locator(".flow").first.focus()
    page.keyboard.press("Enter")
    window.is_at(open=PAIR)
    quotes = page.locator(".relationship .quote p")
    assert quotes.count() >= 3
    told = page.request.get(
        f"{window.address}/v1/claims", params={"supplier": "PRK", "recipient": "RUS"}
    ).json()
    assert quotes.first.inner_text() in {claim["quote"] for claim in told["claims"]}
    page.keyboard.press("Escape")
    window.is_at(open="")


def test_back_and_forward_restore_what_was_seen(window: Window) -> None:
    page = window.open("/")
    page.get_by_role("button", name="Table").click()
    window.is_at(view="table")
    page.locator("table.rows tbody tr").first.get_by_role("link").nth(2).click()
    page.wait_for_function("() => location.search.includes('open=')")
    opened = page.url
    window.settle()
    page.go_back()
    window.is_at(view="table", open="")
    expect(page.locator(".ranking")).to_be_visible()
    page.go_back()
    window.is_at(view="")
    expect(page.locator(".flows")).to_be_attached()
    page.go_forward()
    page.go_forward()
    window.settle()
    assert page.url == opened
    expect(page.locator(".relationship .quote").first).to_be_visible()


def test_a_shared_link_shows_another_the_same(window_of: Opener) -> None:
    path = "/?recipient=RUS&strength=reported&view=table&open=PRK~RUS"
    seen = [window.open(path).locator("main").inner_text() for window in (window_of(), window_of())]
    assert seen[0] == seen[1]
    assert "North Korea" in seen[0]


def test_a_filter_that_cannot_be_is_told_in_words(window: Window) -> None:
    page = window.page
    page.goto(f"{window.address}/?since=yesterday")
    expect(page.get_by_role("alert")).to_contain_text("yesterday")
    page.wait_for_load_state("networkidle")  # the other parts are refused as well
    assert all("422" in trouble for trouble in window.troubles)
    window.troubles.clear()


def test_the_slash_leads_to_the_finder(window: Window) -> None:
    page = window.open("/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find an actor")).to_be_focused()
    expect(page.get_by_role("combobox", name="Find an actor")).to_have_value("")


def test_the_first_view_is_readable_without_scripts(window_of: Opener) -> None:
    window = window_of(java_script_enabled=False)
    page = window.page
    page.goto(f"{window.address}/")
    assert page.locator("table.rows tbody tr").count() >= 10
    page.goto(f"{window.address}/?recipient=RUS")
    assert page.locator("blockquote").count() >= 3

"""Several actors at once: chosen and taken away by keyboard, there and back in the address."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opener
from tests.browser.looking import Window

CHOSEN = "() => new URLSearchParams(location.search).getAll('recipient').join()"
ENDS = "all => all.map(one => one.ariaLabel.split(' to ')[1].split(':')[0])"


def box(page: Page, name: str = "Recipient") -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def chips(page: Page) -> Locator:
    return page.locator(".actors .chip")


def choose(window: Window, typed: str, name: str) -> None:
    box(window.page).focus()
    window.page.keyboard.type(typed)
    option = window.page.get_by_role("option", name=name)
    expect(option).to_have_attribute("aria-selected", "true")
    window.page.keyboard.press("Enter")
    expect(chips(window.page).last).to_contain_text(name)
    window.settle()


def recipients(page: Page) -> set[str]:
    return set(page.locator(".flow").evaluate_all(ENDS))


def test_recipients_are_added_and_taken_away_by_keyboard(window: Window) -> None:
    page = window.open("/")
    choose(window, "Houth", "Houthis")
    choose(window, "Ukrain", "Ukraine")
    assert page.evaluate(CHOSEN) == "houthis,UKR"
    expect(page.get_by_role("heading", level=1)).to_contain_text("(Ansar Allah) or Ukraine")
    assert recipients(page) == {"Houthis (Ansar Allah)", "Ukraine"}
    expect(box(page)).to_be_focused()
    page.keyboard.press("Backspace")
    page.wait_for_function("() => !location.search.includes('UKR')")
    window.settle()
    assert recipients(page) == {"Houthis (Ansar Allah)"}
    chips(page).first.focus()
    page.keyboard.press("Delete")
    window.is_at(recipient="")
    expect(chips(page)).to_have_count(0)


def test_back_and_forward_go_through_the_actors_chosen(window: Window) -> None:
    page = window.open("/?recipient=UKR&recipient=RUS")
    expect(chips(page)).to_have_text(["Ukraine ×", "Russia ×"])
    both = recipients(page)
    chips(page).first.click()
    window.is_at(recipient="RUS")
    expect(chips(page)).to_have_text(["Russia ×"])
    page.go_back()
    window.is_at(recipient="UKR")
    expect(chips(page)).to_have_count(2)
    assert recipients(page) == both
    page.go_forward()
    window.is_at(recipient="RUS")
    expect(chips(page)).to_have_count(1)


def test_the_data_is_of_all_that_were_chosen(window: Window) -> None:
    page = window.open("/?actor=UKR&actor=POL&view=table")
    shown = page.locator("table.rows tbody tr").count()
    data = page.locator(".explore .the-data")
    csv = data.get_by_role("link", name="CSV", exact=True).get_attribute("href")
    lines = page.request.get(window.address + (csv or "")).text().splitlines()
    assert len(lines) == shown + 1 > 1
    query = data.get_by_role("link", name="SPARQL").get_attribute("href")
    asked = page.evaluate("href => new URL(href, location).searchParams.get('query')", query)
    told = page.request.post(
        f"{window.address}/sparql",
        form={"query": asked},
        headers={"Accept": "application/sparql-results+json"},
    ).json()
    assert len(told["results"]["bindings"]) == shown


def test_another_actor_on_the_map_is_added_with_shift(window: Window) -> None:
    page = window.open("/?actor=UKR")
    page.locator(".place[aria-label^='Poland']").focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("() => location.search.includes('actor=UKR&actor=POL')")
    window.settle()
    expect(chips(page)).to_have_text(["Ukraine ×", "Poland ×"])


def test_several_chips_fit_on_a_phone(window_of: Opener) -> None:
    window = window_of(viewport={"width": 360, "height": 740})
    window.open("/?actor=UKR&actor=POL&actor=USA&recipient=RUS&recipient=houthis&supplier=IRN")
    assert window.wider_than_seen() == 0

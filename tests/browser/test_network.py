"""The network: drawn on a canvas, so that what is asked of it stands beside it in words too."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.looking import Window

INK = """() => {
    const seen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    for (const layer of document.querySelectorAll(".nodes canvas")) {
        seen.drawImage(layer, 0, 0, 300, 150);
    }
    return seen.getImageData(0, 0, 300, 150).data.some(value => value > 0);
}"""


def open_network(window: Window, more: str = "") -> Page:
    page = window.open(f"/?view=network{more}")
    page.wait_for_function(INK)
    return page


def test_it_shows_the_relationships_of_the_question(window: Window) -> None:
    page = open_network(window, "&recipient=RUS")
    told = page.locator(".nodes").get_attribute("aria-label")
    rows = page.locator(".ranking li").count()
    assert told is not None
    assert f"and {rows} relationships" in told


def test_size_is_what_is_chosen(window: Window) -> None:
    page = open_network(window)
    first = page.locator(".largest li").first.inner_text()
    page.get_by_label("size:").select_option("betweenness")
    window.is_at(centrality="betweenness")
    expect(page.get_by_role("heading", name="Largest: on the ways of others")).to_be_visible()
    assert page.locator(".largest li").first.inner_text() != first
    page.locator(".largest li a").first.click()
    window.is_at(actor="RUS", view="network", centrality="betweenness")


def test_ways_between_two_actors_are_found_by_keyboard(window: Window) -> None:
    page = open_network(window)
    for label, typed, name in (
        ("Ways from", "North K", "North Korea"),
        ("Ways to", "Houth", "Houthis"),
    ):
        page.get_by_role("combobox", name=label).focus()
        page.keyboard.type(typed)
        expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
    window.is_at(**{"from": "PRK", "to": "houthis"})
    hop = page.locator(".ways .found li").first.get_by_role("link", name="Russia to Iran")
    hop.focus()
    page.keyboard.press("Enter")
    window.is_at(open="RUS~IRN")
    expect(page.locator(".relationship .quote").first).to_be_visible()


def test_without_an_actor_the_network_is_another(window: Window) -> None:
    page = open_network(window, "&without=RUS")
    told = page.request.get(f"{window.address}/v1/network/what-if", params={"actors": "RUS"}).json()
    words = page.locator(".what-if").inner_text()
    assert f"{len(told['lost'])} of {told['before']['edges']} relationships go" in words
    page.locator(".what-if").get_by_role("button", name="Russia").click()
    window.is_at(without="")


def test_without_a_relationship_that_is_open(window: Window) -> None:
    page = open_network(window, "&open=IRN~houthis&without=RUS")
    page.get_by_role("button", name="Think away Iran → Houthis").click()
    window.is_at(without="RUS,IRN~houthis")
    expect(page.locator(".what-if").get_by_role("button")).to_have_count(2)


def test_who_is_not_in_it_cannot_be_thought_away(window: Window) -> None:
    page = open_network(window, "&without=LBY")
    expect(page.locator(".what-if").get_by_role("alert")).to_contain_text("LBY")
    assert all("422" in trouble for trouble in window.troubles)
    window.troubles.clear()

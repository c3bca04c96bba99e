"""Fingers: one over map or network scrolls the page, two move the picture, a tap chooses."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.looking import Window

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
    "reduced_motion": "reduce",
}
PICTURES = {"map": ("/?recipient=UKR", ".map svg"), "network": ("/?view=network", ".nodes")}
SEEN = """picture => picture.querySelector("canvas")
    ? picture.querySelectorAll("canvas")[2].toDataURL().length
    : picture.querySelector("g").getAttribute("transform")"""
MIDDLE = """picture => {
    picture.scrollIntoView({ block: "center" });
    const { left, top, width, height } = picture.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
}"""


def middle(page: Page, selector: str) -> tuple[float, float]:
    x, y = page.locator(selector).evaluate(MIDDLE)
    return x, y


def gesture(page: Page, name: str, at: tuple[float, float], **more: Any) -> None:
    session = page.context.new_cdp_session(page)
    session.send(
        f"Input.synthesize{name}Gesture",
        {"x": at[0], "y": at[1], "gestureSourceType": "touch", **more},
    )
    page.wait_for_timeout(200)


def drag(page: Page, at: tuple[float, float], far: int) -> None:
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": at[0], "y": at[1]})
    for step in range(1, 9):
        touch("touchMove", {"x": at[0], "y": at[1] + far * step / 8})
        page.wait_for_timeout(20)
    touch("touchEnd")


@pytest.mark.parametrize("name", PICTURES)
def test_one_finger_scrolls_the_page_and_chooses_nothing(window_of: Opener, name: str) -> None:
    path, selector = PICTURES[name]
    window = window_of(**PHONE)
    page = window.open(path)
    at = middle(page, selector)
    before, address = page.evaluate("scrollY"), page.url
    seen = page.locator(selector).evaluate(SEEN)
    drag(page, at, -160)
    page.wait_for_function("before => scrollY > before + 60", arg=before)
    window.settle()
    assert page.url == address
    assert page.locator(selector).evaluate(SEEN) == seen


@pytest.mark.parametrize("name", PICTURES)
def test_two_fingers_move_the_picture(window_of: Opener, name: str) -> None:
    path, selector = PICTURES[name]
    window = window_of(**PHONE)
    page = window.open(path)
    at = middle(page, selector)
    before, seen = page.evaluate("scrollY"), page.locator(selector).evaluate(SEEN)
    gesture(page, "Pinch", at, scaleFactor=2)
    assert page.locator(selector).evaluate(SEEN) != seen
    assert abs(page.evaluate("scrollY") - before) < 5
    assert page.evaluate("visualViewport.scale") == 1


def test_a_tap_on_a_place_asks_for_it(window_of: Opener) -> None:
    window: Window = window_of(**PHONE)
    page = window.open("/?recipient=UKR")
    place = page.locator(".place[aria-label^='Turkey']")
    place.scroll_into_view_if_needed()
    place.tap(force=True)
    page.wait_for_function("() => location.search.includes('actor=TUR')")

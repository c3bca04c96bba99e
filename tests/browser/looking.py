"""A window of a browser on the pages, which notes whatever goes wrong in it."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

SETTLED = """() => document.querySelector("main .view")
    && !document.querySelector("main[data-loading], main [aria-busy=true]")"""
TOLD = """wanted => {
    const told = new URLSearchParams(location.search);
    return Object.entries(wanted).every(([name, value]) => (told.get(name) ?? "") === value);
}"""
GO = """path => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
}"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WAIT = 20_000
"""Milliseconds; a busy machine breaks no promise."""


class Window:
    """A page that is looked at; `troubles` are errors, and requests to any other host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.troubles: list[str] = []
        page.set_default_timeout(WAIT)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("request", self._note_request)

    def open(self, path: str) -> Page:
        """Go to an address and wait until it is drawn."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"
        return self.settle()

    def go(self, path: str) -> Page:
        """Go on to an address within the page, as its links do."""
        self.page.evaluate(GO, path)
        return self.settle()

    def settle(self) -> Page:
        """Wait until nothing is on its way."""
        self.page.wait_for_function(SETTLED)
        return self.page

    def is_at(self, **state: str) -> None:
        """Wait until the address says so; what is "" is not in it."""
        self.page.wait_for_function(TOLD, arg=state)
        self.settle()

    def wider_than_seen(self) -> int:
        """Tell how many pixels of the page are beyond its right edge."""
        return int(self.page.evaluate(WIDER))

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.type}: {message.text}")

    def _note_request(self, request: Request) -> None:
        wanted = urlsplit(request.url)
        own = wanted.netloc == urlsplit(self.address).netloc
        if wanted.scheme not in ("data", "blob") and not own:
            self.troubles.append(f"request: {request.url}")

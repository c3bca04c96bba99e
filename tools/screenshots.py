"""Take the pictures of the pages that README and docs/page.md show: `python -m tools.screenshots`.

A service over the demo stories is started for it, and Debian's chromium looks at it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.running import Service
from tools.vendor import ROOT

FOLDER = ROOT / "docs" / "pictures"
CARD = ROOT / "app" / "web" / "site" / "card.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A view, how large its window is, and what must be seen before the picture is taken."""

    name: str
    path: str
    seen: str
    width: int = 1440
    height: int = 900
    theme: Literal["light", "dark"] = "light"


SHOTS = (
    Shot(name="explore", path="/", seen=".flow"),
    Shot(name="relationship", path="/?recipient=UKR&open=USA~UKR", seen=".relationship .quote"),
    Shot(name="network", path="/?view=network", seen=".network canvas"),
    Shot(name="actor", path="/actors/IRN", seen="main h1"),
    Shot(name="article", path="/articles/{article}", seen="main mark"),
    Shot(name="reading", path="/read?example", seen=".number-of"),
    Shot(name="query", path="/query", seen="main h1"),
    Shot(
        name="phone",
        path="/?open=ARE~rsf-sudan",
        seen=".relationship .quote",
        width=360,
        height=760,
        theme="dark",
    ),
)


def shoot(browser: Browser, service: Service, shot: Shot, file: Path) -> None:
    """Take one picture."""
    newest = service.get("/v1/articles", limit="1")["articles"][0]["article"]["id"]
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.theme
    )
    page.goto(service.address + shot.path.format(article=newest))
    page.locator(shot.seen).first.wait_for(state="visible")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(900)  # what moves comes to rest
    page.screenshot(path=file)
    page.close()


def main() -> int:
    """Take all pictures, or those that are named."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not installed (Debian: apt-get install chromium)")
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        Service(Path(folder) / "data", demo=True) as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False)
        for shot in SHOTS:
            if not sys.argv[1:] or shot.name in sys.argv[1:]:
                shoot(browser, service, shot, FOLDER / f"{shot.name}.png")
        if not sys.argv[1:] or "card" in sys.argv[1:]:
            card = Shot(name="card", path="/", seen=".flow", width=1200, height=630)
            shoot(browser, service, card, CARD)
    return 0


if __name__ == "__main__":
    sys.exit(main())

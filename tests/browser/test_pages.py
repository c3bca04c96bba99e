"""Every page: opens without a fault, is open to all, fits a phone, and is what it says it is."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from app.web.assets import FOLDER
from tests.browser.conftest import PHONE
from tests.browser.hostile import hostile_reads
from tests.browser.looking import Window
from tests.e2e.running import Service
from tests.golden.questions.corpus import demo_reads

VIEWS = Path(__file__).parents[2] / "app" / "web" / FOLDER / "views"
HOSTILE = next(iter(hostile_reads(after=0)))
TELLING = next(read for read in demo_reads() if read.reading.claims)
PAGES = {
    "map": "/",
    "relationship": "/?open=PRK~RUS",
    "network": "/?view=network&from=PRK&to=houthis&without=RUS",
    "table": "/?view=table&recipient=RUS",
    "actor": "/actors/RUS",
    "munition": "/munitions/battle-tank",
    "article": f"/articles/{TELLING.article.id}",
    "hostile-article": f"/articles/{HOSTILE.article.id}",
    "source": "/sources/",
    "publishers": "/publishers?sort=-peak",
    "publisher": "/publishers/",
    "changes": "/changes?supplier=TUR",
    "status": "/status",
    "read": "/read",
    "query": "/query",
    "about": "/about",
}
"""Addresses of each kind of page; those of a kind that is not there yet are left out."""
OF_EXPLORE = {"map", "relationship", "network", "table"}
FAULTS = """async options => {
    // A colour on its way to another is no colour of the page.
    await new Promise(requestAnimationFrame);
    const moving = document.getAnimations().filter(one => one instanceof CSSTransition);
    await Promise.allSettled(moving.map(one => one.finished));
    const { violations } = await axe.run(document, options);
    return violations
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .map(({ id, nodes }) => [id, ...nodes.slice(0, 5).map(one => one.target.join(" "))]);
}"""


def views() -> list[str]:
    there = {path.stem for path in VIEWS.glob("*.js")}
    return [name for name in PAGES if name in OF_EXPLORE or name.removeprefix("hostile-") in there]


@pytest.fixture
def path_of(service: Service) -> dict[str, str]:
    source = service.get("/v1/sources", limit="1")["sources"][0]
    publisher = service.get("/v1/publishers", limit="1")["publishers"][0]["id"]
    known = {**PAGES, "publisher": f"/publishers/{publisher}"}
    return {**known, "source": source["page"] if "page" in source else f"/sources/{source['id']}"}


@pytest.mark.parametrize("name", views())
def test_it_keeps_nobody_out_and_fits_a_phone(
    window: Window, path_of: dict[str, str], name: str
) -> None:
    page = window.open(path_of[name])
    assert page.locator("h1").count() == 1
    assert page.title().endswith(" · Materiel")
    page.evaluate(Axe().axe_script)
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, runOnly=["color-contrast"]) == []
    page.set_viewport_size(PHONE)
    assert window.wider_than_seen() == 0


def faults(page: Page, **options: Any) -> list[Any]:
    """Name what keeps people out, and where: the first places of each."""
    found = page.evaluate(FAULTS, {"resultTypes": ["violations"], **options})
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("name", views())
def test_it_tells_what_it_is_to_machines(
    service: Service, path_of: dict[str, str], name: str
) -> None:
    with urllib.request.urlopen(service.address + path_of[name], timeout=60) as answer:
        page = answer.read().decode()
    assert len(re.findall(r"<h1\b", page)) == 1
    assert re.search(r'<meta name="description" content="[^"]{20,}', page)
    for told in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
        assert json.loads(told)["@type"]

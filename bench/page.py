"""Time the page in a browser: until something is seen, until it can be used, and each step in it.

    python -m bench.page [--claims 0] [--repeats 5] [--folder FOLDER]

Over the demo stories, or over so many synthesised claims (or a folder of data laid down already).
Milliseconds are the page's own (`performance.now`), medians; a step ends when nothing in the page
is busy any more. Also adds up what the page loads, as it comes over the wire.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.hostile.serving import fill
from bench.network import synthesise
from tests.e2e.running import Service

START_SECONDS = 900.0
DESK = {"width": 1440, "height": 900}
SETTLED = """
async (act) => {
  const settled = () => !document.querySelector('[aria-busy="true"], main[data-loading]');
  const start = performance.now();
  eval(act);
  await new Promise((done) => requestAnimationFrame(done));
  while (!settled()) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - start;
}
"""
FIRST = """() => performance.getEntriesByName('first-contentful-paint')[0].startTime"""
LOADED = """() => performance.getEntriesByType('resource')
  .concat(performance.getEntriesByType('navigation'))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""
STEPS = {
    "a recipient": "[...document.querySelectorAll('.place')][0].dispatchEvent(new Event('click'))",
    "back": "history.back()",
    "a relationship": "document.querySelector('.ranking a').click()",
    "closed": "document.querySelector('.relationship .close').click()",
    "documented only": (
        "const s = document.querySelector('.limits select'); s.value = 'documented';"
        " s.dispatchEvent(new Event('change'))"
    ),
    "any again": (
        "const s = document.querySelector('.limits select'); s.value = '';"
        " s.dispatchEvent(new Event('change'))"
    ),
    "one year": (
        "const b = document.querySelector('.span input'); b.value = '2024-01';"
        " b.dispatchEvent(new Event('change'))"
    ),
    "all years": (
        "const b = document.querySelector('.span input'); b.value = '';"
        " b.dispatchEvent(new Event('change'))"
    ),
    "as a table": "document.querySelectorAll('.tabs button')[2].click()",
    "as a network": "document.querySelectorAll('.tabs button')[1].click()",
    "as a map": "document.querySelectorAll('.tabs button')[0].click()",
}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=0)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not installed (Debian: apt-get install chromium)")
    found: dict[str, list[float]] = {}
    with _serving(arguments) as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False)
        for _ in range(arguments.repeats):
            for name, value in _visit(browser, service.address):
                found.setdefault(name, []).append(value)
    for name, values in found.items():
        print(f"{name:34}{median(values):10,.0f}   ({min(values):,.0f} to {max(values):,.0f})")
    return 0


@contextmanager
def _serving(arguments: argparse.Namespace) -> Iterator[Service]:
    with tempfile.TemporaryDirectory() as made:
        folder = arguments.folder or Path(made) / "data"
        if arguments.claims and not arguments.folder:
            fill(folder, synthesise(arguments.claims))
        demo = not (arguments.claims or arguments.folder)
        with Service(folder, demo=demo, start_seconds=START_SECONDS) as service:
            yield service


def _visit(browser: Browser, address: str) -> Iterator[tuple[str, float]]:
    context = browser.new_context(viewport=DESK, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]  # a plain mapping will do
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.locator(".flow").first.wait_for(state="attached")
    page.wait_for_function("!document.querySelector('[aria-busy=\"true\"]')")
    usable: float = page.evaluate("performance.now()")
    yield "something is seen, ms", page.evaluate(FIRST)
    yield "map, ranking and months stand, ms", usable
    yield "loaded for it, bytes", page.evaluate(LOADED)
    yield from ((f"{name}, ms", _step(page, act)) for name, act in STEPS.items())
    context.close()


def _step(page: Page, act: str) -> float:
    taken: Any = page.evaluate(SETTLED, act)
    page.wait_for_timeout(150)
    return float(taken)


if __name__ == "__main__":
    sys.exit(main())

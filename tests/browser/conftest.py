"""One service for all, a browser for each file, a window for each test.

The service has the demo corpus, as a careful reader reads it, and the hostile articles.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.hostile.serving import fill
from tests.browser.hostile import hostile_reads
from tests.browser.looking import Window
from tests.e2e.running import Service
from tests.golden.questions.corpus import demo_reads

CHROMIUM = shutil.which("chromium")
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}

Opener = Callable[..., Window]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("browser") / "data"
    demo = demo_reads()
    fill(data, [*demo, *hostile_reads(after=len(demo))])
    with Service(data, start_seconds=300) as running:
        yield running


# Of a module, not of the session: while it is open, no other test can have an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        # Its sandbox refuses to run as root, as containers do.
        sandbox = os.geteuid() != 0
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=sandbox, args=["--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture
def window_of(browser: Browser, service: Service) -> Iterator[Opener]:
    """Open windows as asked for; nothing may go wrong in any of them."""
    windows: list[Window] = []

    def open_window(**options: Any) -> Window:
        context = browser.new_context(**{"viewport": DESK, **options})
        windows.append(Window(context.new_page(), service.address))
        return windows[-1]

    yield open_window
    for window in windows:
        window.page.context.close()
    assert [trouble for window in windows for trouble in window.troubles] == []


@pytest.fixture
def window(window_of: Opener) -> Window:
    return window_of()

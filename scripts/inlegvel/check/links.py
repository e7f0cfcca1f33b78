"""Links on the pages that people write: each leads to a page or file of the site.

MkDocs checks them as well, in English and without a line. Which pages there are is known only
when the site is built, so `inlegvel bouw` and `inlegvel serveer` give these findings.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from inlegvel.findings import Finding, nearest

# What looks like a link and is none: code, comments and macros.
NO_LINKS = re.compile(
    r"^(```|~~~).*?^\1|`[^`\n]*`|<!--.*?-->|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}",
    re.DOTALL | re.MULTILINE,
)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#|//", re.IGNORECASE)
NO_ANCHOR = re.compile(
    r"Doc file '(?P<page>[^']+)' contains a link '(?P<link>[^']+)', but .*anchor"
)


def check_links(written: Mapping[str, str], known: Collection[str]) -> list[Finding]:
    """A finding for every link to what is not there.

    `written` gives the text of each page by its file; `known` holds all files of the site, as
    paths below docs/: ``over/index.md``.
    """
    pages = sorted(name for name in known if name.endswith(".md"))
    findings: list[Finding] = []
    for bestand, text in written.items():
        name = bestand.removeprefix("docs/")
        for line, link in _links(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), _path(link)))
            if target not in known:
                findings.append(_broken(name, line, link, _hint(target, name, pages)))
    return findings


def _links(text: str) -> Iterator[tuple[int, str]]:
    """The links to the site itself, each with its line."""
    text = NO_LINKS.sub(lambda match: "\n" * match.group().count("\n"), text)
    for match in LINK.finditer(text):
        link = match[1] or match[2]
        if not ELSEWHERE.match(link):
            yield text.count("\n", 0, match.end()) + 1, link


def _path(link: str) -> str:
    return unquote(re.split("[?#]", link, maxsplit=1)[0])


def _hint(target: str, page: str, pages: Collection[str]) -> str:
    """The page that is meant: the same folder, or the nearest names."""
    folder = posixpath.dirname(page)
    names = {posixpath.relpath(name, folder or "."): name for name in pages}
    for usual in (f"{target}/index.md", f"{target.removesuffix('.md')}/index.md"):
        if usual in pages:
            return f"Bedoelde u ‘{posixpath.relpath(usual, folder or '.')}’?"
    return nearest(posixpath.relpath(target, folder or "."), names)


def _broken(page: str, line: int, link: str, hint: str) -> Finding:
    return Finding(
        regel="link-onbekend",
        ernst="fout",
        bestand=f"docs/{page}",
        regelnummer=line,
        melding=f"De link ‘{link}’ wijst naar een pagina of bestand dat er niet is. {hint}".strip(),
        herstel="Schrijf het pad vanaf deze pagina naar een bestaande pagina, met index.md aan "
        "het eind, zoals ../opvallend/index.md.",
        gevonden=link,
        verwacht="een bestaande pagina",
    )


def anchor_finding(root: Path, message: str) -> Finding | None:
    """What MkDocs says about a link to a place within a page, as a finding; None for the rest."""
    match = NO_ANCHOR.match(message)
    path = root / "docs" / match["page"] if match else None
    if match is None or path is None or not path.is_file():
        return None
    lines = [line for line, link in _links(path.read_text("utf-8")) if link == match["link"]]
    return Finding(
        regel="link-onbekend",
        ernst="fout",
        bestand=f"docs/{match['page']}",
        regelnummer=lines[0] if lines else None,
        melding=f"De link ‘{match['link']}’ wijst naar een plek die er op die pagina niet is.",
        herstel="Open die pagina, kopieer de vaste link van de kop, en neem over wat na # staat.",
        gevonden=match["link"],
        verwacht="een plek die bestaat",
    )

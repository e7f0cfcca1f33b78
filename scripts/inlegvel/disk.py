"""A copy of the built site that opens from a disk by a double click, for who judges a change.

Without a web server an address that ends in a slash is a list of files, so that every link to a
page names its ``index.html``. What only works with a server stays behind: the page for addresses
that are not there, and the search index. The search page says so.
"""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from inlegvel.aside import BusyError, aside, exchange
from inlegvel.build import BUSY
from inlegvel.dutch import plural
from inlegvel.terminal import say, trouble

FOLDER = "schijf"
LEFT_OUT = ("404.html", "pagefind", "sitemap.xml", "sitemap.xml.gz")
# In what MkDocs and our templates write, an attribute stands in double quotes; a quote in a text
# is an entity, so that no text looks like an attribute.
LINK = re.compile(r'(?<=\s)(href|action)="([^"#?]*)([#?][^"]*)?"')


def write_disk(root: Path) -> int:
    """Make ``schijf/`` of ``site/`` in one step; 1 where there is no site."""
    site = root / "site"
    if not (site / "index.html").is_file():
        say("Er is nog geen website om te kopiëren. Geef eerst de opdracht: make site", sys.stderr)
        return 1
    try:
        with aside(root / FOLDER) as copy:
            shutil.copytree(site, copy, ignore=_left_out(site), dirs_exist_ok=True)
            pages = sorted(copy.rglob("*.html"))
            for path in pages:
                folder = path.parent.relative_to(copy)
                path.write_bytes(_for_disk(path.read_bytes().decode(), copy / folder).encode())
            exchange(copy, root / FOLDER)
    except BusyError:
        say(BUSY, sys.stderr)
        return 1
    except OSError as error:  # a full disk, a folder that may not be written
        say(trouble(error), sys.stderr)
        return 1
    say(
        f"Gemaakt: {FOLDER}/ met {plural(len(pages), 'pagina', 'pagina’s')}. Dubbelklik op "
        f"{FOLDER}/index.html om haar te bekijken. Zoeken werkt alleen op een webserver."
    )
    return 0


def _left_out(site: Path) -> Callable[[str, list[str]], tuple[str, ...]]:
    """What `shutil.copytree` passes by: only at the root of the site."""
    return lambda folder, names: LEFT_OUT if Path(folder) == site else ()


def _for_disk(page: str, folder: Path) -> str:
    """A page in `folder` with links that name the file of each page."""

    def named(match: re.Match[str]) -> str:
        attribute, path, rest = match[1], match[2], match[3] or ""
        is_page = path in (".", "..") or path.endswith(("/", "/.", "/.."))
        if not is_page or ":" in path or not (folder / unquote(path) / "index.html").is_file():
            return match[0]
        return f'{attribute}="{path.rstrip("/")}/index.html{rest}"'

    return LINK.sub(named, page)

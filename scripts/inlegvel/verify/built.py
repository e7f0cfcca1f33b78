"""A built site on disk: its files, its pages, and where an address on a page leads."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

Element = Any  # of lxml, which ships no types

# A page that answers for every address that is not there: it has no address of its own.
NOT_FOUND = "404.html"
# The identifier on a page that only says where an address went, or why it is gone.
POINTER = "adres-weg"


class NoSiteError(Exception):
    """There is no built site to read; the message is Dutch, for the editor."""


# A place where no site is, to see whether relative addresses stay within the site.
ANYWHERE_HOST = "https://site.invalid/"
ANYWHERE = f"{ANYWHERE_HOST}a/b/"


@dataclass(frozen=True)
class Target:
    """Where an address leads: a path below the site's root, or a place elsewhere.

    `path` is None for another host, and for what `leaves` the site on its own host.
    """

    url: str
    path: str | None
    fragment: str = ""
    leaves: bool = False


@dataclass(frozen=True)
class Page:
    """A page as a tree; `address` is below the site's root, `` for home."""

    address: str
    file: str
    tree: Element

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every place on the page that an address may name."""
        return frozenset(self.tree.xpath("//@id"))

    @cached_property
    def article(self) -> Element:
        """What is on this page alone; the whole page where it has no such part."""
        found = self.tree.xpath("//article")
        return found[0] if found else self.tree


class Built:
    """The folder of a site; `base` is the address it was built for, with a slash at the end."""

    def __init__(self, folder: Path):
        """Read which files there are, and from the home page for which address.

        Raises:
            NoSiteError: there is no home page, or it does not say its address.
        """
        self.folder = folder
        self.files = frozenset(
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
        )
        if "index.html" not in self.files:
            raise NoSiteError(f"In ‘{folder}’ staat geen gebouwde website. Draai eerst: make site.")
        canonical = self.page("index.html").tree.xpath("//link[@rel='canonical']/@href")
        if not canonical:
            raise NoSiteError(
                "De startpagina noemt haar eigen adres niet (canonical). Zet SITE_URL en bouw "
                "opnieuw: make site."
            )
        self.base = str(canonical[0])

    def pages(self) -> Iterator[Page]:
        """Every page, one at a time."""
        return (self.page(file) for file in sorted(self.files) if file.endswith(".html"))

    def page(self, file: str) -> Page:
        """The page in this file."""
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring((self.folder / file).read_bytes(), parser=parser)
        address = file.removesuffix("index.html") if file.endswith("/index.html") else file
        return Page("" if file == "index.html" else address, file, tree)

    def has_page(self, address: str) -> bool:
        """Whether an address that ends in a slash, or the root, is a page."""
        return f"{address}index.html" in self.files

    def file_of(self, path: str) -> str:
        """The file behind a path: a page's own, or the path itself."""
        return f"{path}index.html" if path.endswith("/") or not path else path

    @lru_cache(maxsize=4096)  # noqa: B019  # a page repeats itself
    def target(self, source: str, address: str) -> Target:
        """Where `address` leads, written in the file `source`.

        Relative addresses are tried far below the root of a host: one that climbs out of the
        site would still work at the root, and nowhere else.
        """
        written = address.strip()
        is_rooted = written.startswith("/") and not written.startswith("//")
        if is_rooted and source != NOT_FOUND:
            return Target(urljoin(self.base, written), None, leaves=True)
        start = self.base if is_rooted else ANYWHERE
        url = urljoin(start + source, written)
        whole, _, fragment = url.partition("#")
        plain = whole.partition("?")[0]
        for root in (ANYWHERE, self.base):
            if plain.startswith(root):
                path = unquote(plain.removeprefix(root))
                return Target(self.base + url.removeprefix(root), path, unquote(fragment))
        own = (ANYWHERE_HOST, f"{urlsplit(self.base).scheme}://{urlsplit(self.base).netloc}/")
        return Target(url, None, leaves=plain.startswith(own))

    def read(self, file: str) -> bytes:
        """The bytes of a file."""
        return (self.folder / file).read_bytes()

    def rows(self, file: str) -> list[list[str]]:
        """The rows of a CSV file, heads first."""
        with (self.folder / file).open(encoding="utf-8", newline="") as opened:
            return list(csv.reader(opened))

    @lru_cache(maxsize=16)  # noqa: B019  # a site lives as long as the command
    def json(self, file: str) -> Any:
        """What a JSON file says."""
        return json.loads(self.read(file))

    def xml(self, file: str) -> Element:
        """The root of an XML file; it may refer to nothing outside itself."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self.read(file), parser)


def shown(element: Element, *left_out: str) -> str:
    """The text of an element for readers, with one space for white space and between elements.

    What carries one of the classes `left_out` is no part of it, nor are superscripts then.
    """
    return " ".join(" ".join(_texts(element, frozenset(left_out))).split())


def _texts(element: Element, left_out: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        skipped = left_out and (
            child.tag == "sup" or left_out & set(child.get("class", "").split())
        )
        if not skipped:
            yield from _texts(child, left_out)
        yield child.tail or ""

"""Every address in the site leads somewhere: on pages, in styles, feeds, lists and data."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from inlegvel.verify.built import NOT_FOUND, POINTER, Built, Element, Page, Target
from inlegvel.verify.found import Found, quoted

ADDRESSES = ("href", "src", "data", "action", "poster", "formaction", "data-bestand", "data-csv")
LISTS = ("srcset", "imagesrcset")
XLINK = "{http://www.w3.org/1999/xlink}href"
WITH_ADDRESS = etree.XPath(
    "//*["
    + " or ".join(f"@{name}" for name in (*ADDRESSES, *LISTS, "data-grafiek", "style", "content"))
    + " or @*[local-name()='href']]"
)
# What the theme's own search starts, on a page that has it.
OWN_SEARCH = "//*[@data-md-component='search']/ancestor::html//script[@id='__config']/text()"
META = ("og:url", "og:image", "twitter:image")
FETCHED = {"img", "script", "iframe", "source", "object", "embed", "audio", "video"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
STYLE_URL = re.compile(r"url\(\s*['\"]?([^)'\"]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)")
SCRIPT_URL = re.compile(r"new URL\(['\"]([^'\"]+)['\"],\s*(?:import\.meta\.url|SITE)\)")
MAP_URL = re.compile(r"sourceMappingURL=(\S+?)(?:\s|\*/|$)")
# What other programs read: every address of the site itself in there must be right.
TOLD_IN = (".xml", ".json", ".csv", ".ics", ".ttl", ".jsonld", ".svg", ".txt")
SITEMAP, PACKED = "sitemap.xml", "sitemap.xml.gz"
PICTURES = (".svg", ".png")
LEADS_NOWHERE = (
    "Verbeter de link in de pagina of de gegevens. Verhuisde het adres? Zet dan ‘naar’ bij dat "
    "adres in register/adressen.csv."
)


@dataclass(frozen=True)
class Link:
    """An address as it is written, and where it stands first."""

    target: Target
    written: str
    file: str
    line: int
    fetched: bool


class Links:
    """Gathers the addresses of all pages, and then says which lead nowhere."""

    def __init__(self, built: Built, hosts: frozenset[str], found: Found):
        """`hosts` are the other websites that pages may link to."""
        self.built = built
        self.hosts = hosts
        self.found = found
        self._ids: dict[str, frozenset[str]] = {}
        self._links: dict[tuple[str, bool], Link] = {}

    # --- gathering ---------------------------------------------------------------------

    def page(self, page: Page) -> None:
        """Keep the places on a page, and every address on it."""
        self._ids[page.file] = page.ids
        for element in WITH_ADDRESS(page.tree):
            for written, fetched in _of_element(element):
                self._keep(page.file, int(element.sourceline or 0), written, fetched)
        for told in page.tree.xpath(OWN_SEARCH):
            self._keep(page.file, 0, json.loads(told)["search"], True)
        for address in page.tree.xpath("//link[@rel='canonical']/@href"):
            if address != self.built.base + page.address and POINTER not in page.ids:
                self._wrong(page.file, 0, "adres-wijkt-af", str(address), "een ander adres")

    def _keep(self, file: str, line: int, written: str, fetched: bool) -> None:
        if not written.strip():
            return
        self.found.counts["links"] += 1
        scheme = written.partition(":")[0].strip().lower()
        if scheme in ("mailto", "tel") or (scheme == "data" and fetched):
            return
        target = self.built.target(file, written)
        self._links.setdefault((target.url, fetched), Link(target, written, file, line, fetched))

    def files(self) -> None:
        """Keep every address in files that are no pages."""
        own = re.compile(re.escape(self.built.base) + r"[\w.~/#%?&=+-]*")
        for file in sorted(self.built.files):
            if file.endswith((".css", ".js")):
                self._code(file)
            elif file.endswith(TOLD_IN) and not file.startswith("assets/"):
                text = self.built.read(file).decode("utf-8-sig").replace("\r\n ", "")
                for address in dict.fromkeys(own.findall(text)):
                    self._keep(file, 0, address.rstrip(".,-"), False)
                if file.endswith(".svg"):
                    for address in self.built.xml(file).xpath("//@*[local-name()='href']"):
                        self._keep(file, 0, str(address), True)

    def _code(self, file: str) -> None:
        text = self.built.read(file).decode("utf-8-sig")
        if file.endswith(".css"):
            for match in STYLE_URL.finditer(text):
                self._keep(file, 0, match[1] or match[2], True)
        else:
            for match in SCRIPT_URL.finditer(text):
                start = file if "import.meta" in match[0] else "index.html"
                self._keep(start, 0, match[1], True)
        for match in MAP_URL.finditer(text):
            self._keep(file, 0, match[1], True)

    # --- saying what is wrong ------------------------------------------------------------

    def verify(self) -> None:
        """Say which of the addresses lead nowhere, or to a host that is not known."""
        for link in self._links.values():
            if link.target.path is None:
                self._outside(link)
            else:
                self._inside(link, link.target.path)
        self._sitemap()

    def _inside(self, link: Link, path: str) -> None:
        file = self.built.file_of(path)
        if file not in self.built.files:
            other = self._other_case(file)
            hint = f" Wel bestaat ‘{other}’: let op hoofdletters." if other else ""
            self._wrong(link.file, link.line, "link-nergens", link.written, f"{file}.{hint}")
        elif not self._has_place(file, link.target.fragment):
            place = f"#{link.target.fragment} op {file}"
            self._wrong(link.file, link.line, "anker-nergens", link.written, place)

    def _has_place(self, file: str, fragment: str) -> bool:
        """Whether a page has the place that an address names; of other files nobody knows."""
        return not fragment or file not in self._ids or fragment in self._ids[file]

    def _other_case(self, file: str) -> str:
        """A file of the same name but for its capitals; nothing where there is none."""
        if not hasattr(self, "_folded"):
            self._folded = {name.casefold(): name for name in self.built.files}
        return self._folded.get(file.casefold(), "")

    def _outside(self, link: Link) -> None:
        parts = urlsplit(link.target.url)
        where = (link.file, link.line)
        if link.target.leaves:
            self._wrong(*where, "link-buiten-site", link.written, "een adres binnen de website")
            return
        self.found.counts["buiten"] += 1
        if parts.scheme not in ("http", "https") or "@" in parts.netloc:
            self._wrong(*where, "link-onveilig", link.written, "een gewoon webadres")
        elif link.fetched:
            self._wrong(*where, "haalt-van-elders", link.written, "een bestand van de website zelf")
        elif parts.hostname not in self.hosts:
            self._wrong(*where, "host-onbekend", link.written, str(parts.hostname))

    def _sitemap(self) -> None:
        """The sitemap names every page, and nothing else; packed it says the same."""
        if SITEMAP not in self.built.files:
            return
        listed = {
            (element.text or "").removeprefix(self.built.base)
            for element in self.built.xml(SITEMAP).iter("{*}loc")
        }
        pages = {
            file.removesuffix("index.html")
            for file in self._ids
            if file != NOT_FOUND and not self._is_pointer(file)
        }
        for address in sorted(pages ^ listed):
            expected = "dit adres" if address in pages else "dit adres niet"
            self._wrong(SITEMAP, 0, "sitemap-wijkt-af", address or "/", expected)
        if PACKED in self.built.files:
            same = gzip.decompress(self.built.read(PACKED)) == self.built.read(SITEMAP)
            if not same:
                self._wrong(PACKED, 0, "sitemap-wijkt-af", PACKED, f"hetzelfde als {SITEMAP}")

    def _is_pointer(self, file: str) -> bool:
        return POINTER in self._ids[file]

    def _wrong(self, file: str, line: int, regel: str, written: str, expected: str) -> None:
        known = quoted(sorted(self.hosts)) or "nog geen enkele"
        text, help_text = {
            "link-nergens": (f"leidt nergens heen. Er is geen {expected}", LEADS_NOWHERE),
            "anker-nergens": (f"wijst naar een plek die er niet is: {expected}.", LEADS_NOWHERE),
            "link-buiten-site": (
                f"verlaat de website. Verwacht: {expected}.",
                "Schrijf de link vanaf de pagina zelf, zoals ../data/.",
            ),
            "link-onveilig": (f"is geen gewone link. Verwacht: {expected}.", "Haal de link weg."),
            "haalt-van-elders": (
                f"haalt iets op bij een andere website. Verwacht: {expected}.",
                "Zet het bestand in docs/assets/.",
            ),
            "host-onbekend": (
                f"gaat naar een website die niet op de lijst staat. Bekend: {known}.",
                f"Klopt de link? Zet {expected} in datapackages/hosts.txt, met waarom.",
            ),
            "sitemap-wijkt-af": (f"klopt niet. Verwacht: {expected}.", "Bouw opnieuw: make site."),
            "adres-wijkt-af": (
                "noemt niet het adres van deze pagina.",
                "Bouw opnieuw: make site, met de goede SITE_URL.",
            ),
        }[regel]
        self.found.add(
            regel,
            file,
            f"‘{written}’ {text}",
            help_text,
            regelnummer=line or None,
            gevonden=written,
            verwacht=expected,
        )


def _of_element(element: Element) -> Iterator[tuple[str, bool]]:
    """The addresses in the attributes of an element, and whether a browser fetches them."""
    tag = element.tag
    rel = set(element.get("rel", "").split())
    fetches = tag in FETCHED or (tag == "link" and bool(FETCHED_LINKS & rel))
    for name in ADDRESSES:
        if element.get(name) and not (name == "data" and tag != "object"):
            yield element.get(name), fetches and name != "action"
    if element.get(XLINK):
        yield element.get(XLINK), True
    for name in LISTS:
        for part in element.get(name, "").split(","):
            yield part.strip().split(" ")[0], True
    if element.get("data-grafiek"):
        for ending in PICTURES:
            yield element.get("data-grafiek") + ending, False
    if tag == "meta" and (element.get("property") in META or element.get("name") in META):
        yield element.get("content", ""), False
    for match in STYLE_URL.finditer(element.get("style", "")):
        yield match[1] or match[2], True

"""Feeds of data changes (Atom, RFC 4287): all of them, and per organisation and theme."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inlegvel.derive.versiezinnen import cel_tekst, kolom_naam, rij_naam, tabel_naam
from inlegvel.derive.wijzigingen import Aandeel, Regel, Wijziging
from inlegvel.export.artifact import Artifact
from inlegvel.model import Catalogue

NAMESPACE = "http://www.w3.org/2005/Atom"
NO_PUBLISHER = "Inlegvel (proef, nog zonder uitgever)"
MAX_LINES = 50  # in one entry; the page with the changes has them all
WORDS = {"nieuw": "erbij", "vervallen": "vervallen"}


@dataclass(frozen=True)
class Feed:
    """One feed: what it is called, the page it belongs to, and its releases, newest first."""

    path: str
    titel: str
    page: str
    aandelen: tuple[Aandeel, ...]


def feeds(
    catalogue: Catalogue,
    alle: Iterable[Wijziging],
    per_onderwerp: Mapping[str, list[Aandeel]],
    organisaties: Iterable[str],
) -> list[Feed]:
    """The feed of everything, then those of `organisaties` and of all themes."""
    register = catalogue.register
    everything = tuple((wijziging, wijziging.verteld) for wijziging in alle)
    found = [Feed("wijzigingen.xml", "Wijzigingen in de gegevens", "wijzigingen/", everything)]
    pages = [("organisaties", naam, register.organisaties[naam]["naam"]) for naam in organisaties]
    pages += [("themas", naam, row["naam"]) for naam, row in register.themas.items()]
    for folder, naam, name in pages:
        found.append(
            Feed(
                f"wijzigingen/{naam}.xml",
                f"Wijzigingen in de gegevens: {name}",
                f"{folder}/{naam}/",
                tuple(per_onderwerp.get(naam, ())),
            )
        )
    return found


def feed_artifact(catalogue: Catalogue, feed: Feed, site_url: str) -> Artifact:
    """The feed as a file; every date in it is the day of a release, or the register's."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "nl"})
    here = site_url + feed.path
    _text(root, "id", here)
    _text(root, "title", feed.titel)
    days = [wijziging.uitgave.datum for wijziging, _ in feed.aandelen]
    _text(root, "updated", _moment(max(days, default=catalogue.register.peildatum)))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    _link_to_page(root, site_url + feed.page)
    author = ET.SubElement(root, "author")
    _text(author, "name", str((catalogue.register.uitgever or {}).get("naam", NO_PUBLISHER)))
    _text(root, "rights", "Vrij te gebruiken (Creative Commons Zero).")
    for wijziging, regels in feed.aandelen:
        _entry(root, catalogue, wijziging, regels, site_url)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return Artifact(feed.path, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode())


def _entry(
    root: ET.Element,
    catalogue: Catalogue,
    wijziging: Wijziging,
    regels: tuple[Regel, ...],
    site_url: str,
) -> None:
    uitgave = wijziging.uitgave
    entry = ET.SubElement(root, "entry")
    _text(entry, "id", site_url + wijziging.url)
    _text(entry, "title", f"{wijziging.titel}: versie {uitgave.nummer}")
    _text(entry, "updated", _moment(uitgave.datum))
    _text(entry, "published", _moment(uitgave.datum))
    _link_to_page(entry, site_url + wijziging.url)
    archive = {
        "rel": "enclosure",
        "type": "application/zip",
        "length": str(len(uitgave.inhoud)),
        "href": site_url + uitgave.url,
    }
    ET.SubElement(entry, "link", archive)
    _text(entry, "summary", wijziging.samenvatting)
    if regels:
        lines = [regel_tekst(catalogue, uitgave.pakket, regel) for regel in regels[:MAX_LINES]]
        if len(regels) > MAX_LINES:
            lines.append(f"En nog {len(regels) - MAX_LINES}: zie de pagina.")
        _text(entry, "content", "\n".join(lines))


def regel_tekst(catalogue: Catalogue, pakket: str, regel: Regel) -> str:
    """One line of a change in words: ``Cijfers: Sloop, De Dakpan, 2032: waarde was 6, is 5.``."""
    where = tabel_naam(catalogue, regel.tabel)
    if regel.tabel:
        where += f": {rij_naam(catalogue, pakket, regel.tabel, regel.rij, dict(regel.cellen))}"
    if not regel.kolom:
        return f"{where} ({WORDS[regel.soort]})"
    kolom = kolom_naam(catalogue, regel.tabel, regel.kolom).lower()
    old, new = (
        cel_tekst(catalogue, regel.tabel, regel.kolom, text) or "leeg"
        for text in (regel.oud, regel.nieuw)
    )
    return f"{where}: {kolom} was {old}, is {new}. {regel.reden}".strip()


def _link_to_page(parent: ET.Element, href: str) -> None:
    ET.SubElement(parent, "link", {"rel": "alternate", "type": "text/html", "href": href})


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

"""Files to download, as readers know them: a name, a size, a link."""

from collections.abc import Iterable
from dataclasses import dataclass

from inlegvel.derive.inhoud import Inhoud
from inlegvel.dutch import getal
from inlegvel.model import Download
from inlegvel.render.context import Context

KILO = 1000
# What a file is, by its name or by its end. The longest end comes first.
WHAT = {
    "datapackage.json": "Beschrijving van alle tabellen (Frictionless Data Package)",
    "README.txt": "Uitleg bij de bestanden",
    "README.md": "Uitleg bij de bestanden",
    "SHA256SUMS": "Controlegetallen van alle downloads",
    "catalog.jsonld": "Catalogus voor dataportalen (DCAT-AP-NL, JSON-LD)",
    "catalog.ttl": "Catalogus voor dataportalen (DCAT-AP-NL, Turtle)",
    ".csv-metadata.json": "Beschrijving van één tabel (CSV op het web)",
    ".nl.csv": "CSV voor Nederlands Excel",
    ".sqlite": "Eén database met alle tabellen van alle documenten (SQLite)",
    ".xlsx": "Excel: alle tabellen, met uitleg",
    ".json": "JSON",
    ".zip": "Alles in één bestand (zip)",
    ".csv": "CSV",
}
# What a reader takes first, in this order; `main` is the table a dataset is known for.
FIRST = (".xlsx", ".nl.csv", ".csv", ".zip", ".sqlite")
SHORT = {
    ".xlsx": "Excel",
    ".nl.csv": "CSV voor Excel",
    ".csv": "CSV",
    ".zip": "Alles (zip)",
    ".sqlite": "SQLite",
}


@dataclass(frozen=True)
class Link:
    """A file on a page: where, what it is called, and how big it is."""

    url: str
    bestand: str
    label: str
    what: str
    omvang: str


def file_name(file: Download) -> str:
    """What a file is, in words; its own name where nothing is known of it."""
    name = file.bestand.rpartition("/")[2]
    ends = (text for end, text in WHAT.items() if name.endswith(end))
    return WHAT.get(name) or next(ends, name)


def link_to(context: Context, url: str, file: Download) -> Link:
    """The file as linked from the page `url`."""
    return Link(
        url=context.link(url, file.path),
        bestand=file.bestand,
        label=_label(file),
        what=file_name(file),
        omvang=omvang(file.size),
    )


def _label(file: Download) -> str:
    """`Excel`, or with the table that the file holds: `Cijfers (CSV)`."""
    for end, text in SHORT.items():
        if file.bestand.endswith(end):
            table = file.bestand.removesuffix(end).capitalize()
            return f"{table} ({text})" if "csv" in end else text
    return file.bestand


def whole_files(files: Iterable[Download], main: Inhoud) -> list[Download]:
    """What a reader takes first: everything in one file, or the main table."""
    files = tuple(files)
    found = []
    for end in FIRST:
        named = f"{main.naam}{end}"
        wanted = [
            file
            for file in files
            if (file.bestand == named if "csv" in end else file.bestand.endswith(end))
        ]
        found += wanted[:1]
    return found


def omvang(size: int | None) -> str:
    """A size for readers: `812 bytes`, `12 kB`, `1,4 MB`; empty where it is not known."""
    if size is None:
        return ""
    if size < KILO:
        return f"{size}\u00a0bytes"
    if size < KILO**2:
        return f"{getal(round(size / KILO))}\u00a0kB"
    return f"{getal(round(size / KILO**2, 1))}\u00a0MB"

"""The README of a package: plain text, how to count first."""

import textwrap
from collections.abc import Iterable, Iterator

from inlegvel.export.about import Package, counting, cover_lines
from inlegvel.export.dictionary import HEADER, dictionary
from inlegvel.export.tables import Table

WIDTH = 88
ENDINGS = {
    "*.nl.csv": "dezelfde tabel voor een Nederlandse Excel: puntkomma's en decimale komma's",
    "*.json": "dezelfde tabel als JSON: een lijst met één object per rij",
    "*.csv-metadata.json": "beschrijving van de kolommen (CSV on the Web)",
    "tabellen/*.csv": "een tabel uit het papier, zoals de pagina die toont",
    "verschil.csv": "wat er anders is dan in het papier van het jaar ervoor",
    "*.xlsx": "alle tabellen in één werkmap, met voorblad en woordenboek",
    "datapackage.json": "beschrijving van alle tabellen (Frictionless Data Package)",
    "SHA256SUMS": "controlegetallen van alle bestanden",
}


def readme_text(package: Package, files: Iterable[str]) -> str:
    """How to count, what the package is, its files, and its dictionary.

    `files` are the paths in the package, of which only the kinds are named.
    """
    blocks = [_heading(package.about["title"], "=")]
    told = cover_lines(package)
    if counting(package):
        blocks += [_heading(told[0][0]), " ".join(counting(package))]
        told = told[1:]
    blocks += [_heading("Over deze gegevens"), *(f"{label}: {text}" for label, text in told)]
    blocks += [_heading("Bestanden"), "\n".join(_listed(package, list(files)))]
    blocks.append(_heading("Woordenboek"))
    for table in package.tables:
        blocks += [f"[{table.naam}] {table.omschrijving}", "\n".join(_explained(table))]
    return "\n\n".join(_wrapped(block) for block in blocks) + "\n"


def _heading(text: str, line: str = "-") -> str:
    return f"{text}\n{line * len(text)}"


def _listed(package: Package, files: list[str]) -> Iterator[str]:
    for table in package.tables:
        yield f"- {table.naam}.csv: {table.titel}. {table.omschrijving}"
    for pattern, text in ENDINGS.items():
        start, _, end = pattern.rpartition("*")
        if pattern == "SHA256SUMS" or any(
            file.startswith(start) and file.endswith(end) for file in files
        ):
            yield f"- {pattern}: {text}"


def _explained(table: Table) -> Iterator[str]:
    for cells in dictionary([table]):
        row = dict(zip(HEADER, cells, strict=True))
        about = [row["soort"], row["eenheid"], "sleutel" if row["sleutel"] == "ja" else ""]
        choices = f" Keuzes: {row['keuzes']}." if row["keuzes"] else ""
        yield f"- {row['kolom']} ({', '.join(filter(None, about))}): {row['betekenis']}{choices}"


def _wrapped(block: str) -> str:
    lines = block.split("\n")
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            subsequent_indent="  " if line.startswith("- ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )

"""What was published of each dataset, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from inlegvel.derive.gegevenssets import ALLES, Gegevensset
from inlegvel.derive.inhoud import Inhoud
from inlegvel.model import Download

# By the end of a file's name: what it is called beside its table. The longest end comes first.
TABLE_FORMATS = {
    ".csv-metadata.json": "CSVW",
    ".nl.csv": "CSV voor Excel",
    ".csv": "CSV",
    ".json": "JSON",
}
VIEWS = "tabellen/"
# What a reader wants first.
MAIN = ("cijfers", "doelen", "afspraken", "voortgang")


@dataclass(frozen=True)
class Gegevens:
    """All datasets with their tables and files; files of no dataset stand under `""`."""

    sets: tuple[Gegevensset, ...]
    inhoud: Mapping[str, tuple[Inhoud, ...]]
    downloads: Mapping[str, tuple[Download, ...]]

    def files(self, dataset: Gegevensset) -> tuple[Download, ...]:
        """The files of a dataset, in the order of publication; SQLite holds all documents."""
        own = self.downloads.get(dataset.naam, ())
        if dataset.naam != ALLES:
            return own
        return own + tuple(
            file for file in self.downloads.get("", ()) if file.bestand.endswith(".sqlite")
        )

    def tables(self, dataset: Gegevensset) -> tuple[Inhoud, ...]:
        """The tables of a dataset: what it is known for first, then as in its package."""
        tables = self.inhoud.get(dataset.naam, ())
        return tuple(sorted(tables, key=lambda table: _place(table.naam)))

    def main(self, dataset: Gegevensset) -> Inhoud:
        """The table a dataset is known for: figures where its papers have tables of them.

        Else the one with most rows.
        """
        tables = self.tables(dataset)
        known = [table for table in tables if table.naam in MAIN] or list(tables)
        if any(document.cijfers_tabellen for document in dataset.documenten):
            return known[0]
        return max(known, key=lambda table: table.aantal)


def _place(naam: str) -> int:
    return MAIN.index(naam) if naam in MAIN else len(MAIN)


def format_of(file: Download, table: str) -> str:
    """What a file of this table is called; empty for a file of another table or of none."""
    if not file.bestand.startswith(table):
        return ""
    return TABLE_FORMATS.get(file.bestand.removeprefix(table), "")

"""The rows of the published tables, and which of them an address on a page stands for.

Read from `data/alle-cijfers/` alone, by what the standard promises: a permanent link per figure,
and anchors made of the key of a row.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from inlegvel.verify.built import Built
from inlegvel.verify.numbers import numbers_of_cell, unsigned

FOLDER = "data/alle-cijfers"
DESCRIBED = f"{FOLDER}/datapackage.json"
FIGURES = "cijfers"
# Of these lists, every row has a page of its own, in the folder of that name.
WITH_PAGES = {"organisaties": "organisatie", "indicatoren": "indicator", "themas": "thema"}
# The columns that name a row of another table, and that table.
NAMES = {
    "indicator": "indicatoren",
    "organisatie": "organisaties",
    "document": "documenten",
    "over_document": "documenten",
    "bron_document": "documenten",
    "doel_document": "documenten",
    "kader": "documenten",
}
# What more is told of a row: another table with the same key.
BESIDE = {"afspraken": "beloften", "doelen": "doelvoortgang"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """A row of a published table, with the place where it stands."""

    resource: str
    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        """File and line, for a finding."""
        return f"{self.file}, regel {self.line}"

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number in its cells, also without its sign."""
        found = set(chain.from_iterable(numbers_of_cell(cell) for cell in self.cells.values()))
        return frozenset(found | {unsigned(number) for number in found})


def anchor(key: str) -> str:
    """The place on a page of the row with this key: its parts joined by dots."""
    return re.sub(r"[^a-z0-9.-]+", "-", key.lower().replace("/", "."))


@lru_cache(maxsize=16)  # a page asks for the same files again and again
def read_records(built: Built, resource: str, file: str) -> list[Record]:
    """The rows of a CSV file; lines are counted as rows, the heads being the first."""
    if file not in built.files:
        return []
    rows = iter(built.rows(file))
    heads = next(rows, [])
    return [
        Record(resource, file, line, dict(zip(heads, row, strict=False)))
        for line, row in enumerate(rows, start=2)
    ]


class Data:
    """All rows of all tables, by name, key and address."""

    def __init__(self, built: Built):
        """Read every table of `data/alle-cijfers/`."""
        self.built = built
        described = built.json(DESCRIBED)["resources"]
        self.keys: dict[str, Key] = {
            table["name"]: tuple(table["schema"].get("primaryKey") or ()) for table in described
        }
        self.tables = {
            table["name"]: read_records(built, table["name"], f"{FOLDER}/{table['path']}")
            for table in described
        }

    def key_of(self, record: Record) -> Key:
        """The values of a row's key."""
        return tuple(record.cells.get(name, "") for name in self.keys[record.resource])

    @cached_property
    def by_key(self) -> dict[str, dict[Key, Record]]:
        """Rows by their key, per table that has one."""
        return {
            name: {self.key_of(record): record for record in records}
            for name, records in self.tables.items()
            if self.keys[name]
        }

    @cached_property
    def papers(self) -> dict[str, str]:
        """Documents by the address of their page."""
        return {
            record.cells["permalink"].removeprefix(self.built.base): record.cells["document"]
            for record in self.tables["documenten"]
        }

    # --- what an address stands for ----------------------------------------------

    @cached_property
    def _places(self) -> dict[str, list[Record]]:
        """Rows by their anchor with the document in front, as pages that gather write it."""
        found: dict[str, list[Record]] = defaultdict(list)
        for name, records in self.tables.items():
            for record in records:
                for place in self._anchors(name, record):
                    found[anchor(place)].append(record)
        return found

    def _anchors(self, name: str, record: Record) -> Iterator[str]:
        cells = record.cells
        if name == "bevindingen":
            sleutel = "/".join(filter(None, [cells["resource"], cells["rij"]]))
            yield f"{cells['regel']}/{cells['document']}/{sleutel}"
            return
        document, *rest = self.key_of(record) or ("",)
        key = "/".join(rest)
        if name in (FIGURES, "correcties"):
            yield f"{document}/{key}"
        elif name == "dekking":
            yield f"{document}/dekking/{key}"  # its first column is the area
        elif rest:
            yield f"{document}/{name}/{key}"
        elif name == "begrippen":
            yield f"begrippen/{document}"

    @cached_property
    def _pages(self) -> dict[str, list[Record]]:
        """Rows that a whole page is about, by its address."""
        found: dict[str, list[Record]] = defaultdict(list)
        for name, column in WITH_PAGES.items():
            for record in self.tables[name]:
                found[f"{name}/{record.cells[column]}/"].append(record)
        for record in self.tables["gebieden"]:
            found[f"{record.cells['gebied']}/"].append(record)
        for address, document in self.papers.items():
            found[address].append(self.by_key["documenten"][(document,)])
        return found

    @cached_property
    def permalinks(self) -> dict[str, Record]:
        """Figures by the address that stands with them, without the site's own part."""
        return {
            record.cells["permalink"].removeprefix(self.built.base): record
            for record in self.tables[FIGURES]
        }

    def at(self, address: str, fragment: str) -> list[Record]:
        """The rows that a place on a page stands for; none where it stands for something else."""
        if not fragment:
            return self._pages.get(address) or self._paper(address)
        figure = self.permalinks.get(f"{address}#{fragment}")
        if figure is not None:
            return [figure]
        document = self.paper_at(address)
        inside = document or address.rstrip("/")
        return self._places.get(anchor(f"{inside}/{fragment}")) or self._places.get(fragment, [])

    def _paper(self, address: str) -> list[Record]:
        """The document of a page that is one of a document's own."""
        document = self.paper_at(address)
        return [self.by_key["documenten"][(document,)]] if document else []

    def paper_at(self, address: str) -> str:
        """The document that a page belongs to, or nothing."""
        return self.papers.get("/".join(address.split("/")[:2]) + "/", "")

    # --- what else is told of a row ------------------------------------------------

    def around(self, record: Record) -> Iterator[Record]:
        """The row with the rows it names, and what other tables tell of it."""
        yield record
        for column, table in NAMES.items():
            named = self.by_key.get(table, {}).get((record.cells.get(column, ""),))
            if named is not None and named is not record:
                yield named
        beside = BESIDE.get(record.resource, "")
        if beside in self.by_key and self.key_of(record) in self.by_key[beside]:
            yield from self.around(self.by_key[beside][self.key_of(record)])
        if record.resource == FIGURES:
            for kolom in ("onderdeel", "variant"):
                key = (record.cells["document"], kolom, record.cells[kolom])
                if key in self.by_key.get("sleutels", {}):
                    yield self.by_key["sleutels"][key]

    def numbers(self, records: Iterable[Record]) -> frozenset[str]:
        """Every number in these rows and in what belongs to them."""
        return frozenset(
            number
            for record in records
            for other in self.around(record)
            for number in other.numbers
        )

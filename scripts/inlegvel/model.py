"""What a catalogue is: frozen data, no input or output.

The Dutch nouns are those of the data standard. Every table is a pandas frame
with exactly the columns of its schema; text columns hold ``""`` where a cell is
empty, numbers hold NaN. The frame's index is the line number in the CSV file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from inlegvel.uitgave import Uitgaven

Row = dict[str, Any]

GEHEEL = "geheel"
BASIS = "basis"
SAMEN = "samen"

# Groups that stand for "the parties of this kind in the document".
GROEP_SOORTEN: Mapping[str, str] = {
    "alle-gemeenten": "gemeente",
    "alle-corporaties": "woningcorporatie",
    "alle-huurdersorganisaties": "huurdersorganisatie",
}
ALLEN = (SAMEN, "alle-partijen")

# The status of a figure that is not there yet, or not for certain.
OPEN = ("nader-te-bepalen", "in-onderzoek", "onbekend")

ROW_KEY = ("indicator", "organisatie", "onderdeel", "jaar_van", "jaar_tot", "variant", "aard")

# The version of the data standard that this code reads and publishes.
STANDAARD_VERSIE = "1.0"


@dataclass(frozen=True)
class Column:
    """One column of the standard: its name, meaning, type and rules."""

    naam: str
    titel: str
    omschrijving: str
    type: str
    vorm: str = ""
    verwijst: str = ""
    verplicht: bool = False
    keuzes: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether cells hold identifiers joined by ``;``."""
        return self.vorm == "lijst"


@dataclass(frozen=True)
class Schema:
    """One table of the standard; `plaats` is register, document or publicatie."""

    naam: str
    titel: str
    omschrijving: str
    kolommen: tuple[Column, ...]
    sleutel: tuple[str, ...]
    plaats: str
    descriptor: Mapping[str, Any]

    @property
    def namen(self) -> list[str]:
        """The column names in their fixed order."""
        return [kolom.naam for kolom in self.kolommen]


@dataclass(frozen=True)
class Standaard:
    """The data standard: every table's schema, and the profile of a package."""

    schemas: Mapping[str, Schema]
    profiel: Mapping[str, Any]


@dataclass(frozen=True)
class Tabellen:
    """Frames by resource name; a resource that is not there is an empty frame."""

    standaard: Standaard
    frames: Mapping[str, pd.DataFrame]
    bestanden: Mapping[str, str]
    wrong_cells: frozenset[tuple[str, int, str]] = frozenset()
    """Resource, line and column of each cell found wrong; no column: the whole row."""
    written: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    """The text of numbers that end in needless zeros, by resource, line and column."""
    _seen: dict[str, list[Row]] = field(default_factory=dict, repr=False, compare=False)
    _seen_by_key: dict[str, dict[str, Row]] = field(default_factory=dict, repr=False, compare=False)

    def __contains__(self, resource: str) -> bool:
        return resource in self.frames

    def frame(self, resource: str) -> pd.DataFrame:
        """The table, with the columns of the standard even where it is absent."""
        if resource in self.frames:
            return self.frames[resource]
        return pd.DataFrame(columns=self.standaard.schemas[resource].namen)

    def rows(self, resource: str) -> list[Row]:
        """The table as dicts, each with its line number under ``regelnummer``.

        The dicts are made once and shared: read them, do not change them.
        """
        if resource not in self._seen:
            frame = self.frame(resource)
            records: list[Row] = frame.to_dict("records")
            for number, record in zip(frame.index, records, strict=True):
                record["regelnummer"] = int(number)
            self._seen[resource] = records
        return self._seen[resource]

    def readable_rows(self, resource: str) -> list[Row]:
        """The rows of which no cell was found wrong."""
        wrong = {line for name, line, _ in self.wrong_cells if name == resource}
        return [row for row in self.rows(resource) if row["regelnummer"] not in wrong]

    def by_key(self, resource: str) -> dict[str, Row]:
        """Rows by their key value; composite keys are joined by ``/``.

        Made once and shared, like the rows themselves.
        """
        if resource not in self._seen_by_key:
            schema = self.standaard.schemas[resource]
            self._seen_by_key[resource] = {
                row_id(row, schema.sleutel): row for row in self.rows(resource)
            }
        return self._seen_by_key[resource]


def row_id(row: Mapping[str, Any], key: tuple[str, ...] = ROW_KEY) -> str:
    """The identifier of a row: its key values joined by ``/``."""
    return "/".join(str(row[name]) for name in key)


@dataclass(frozen=True)
class Register:
    """The shared code lists, the only known "today", and who publishes."""

    tabellen: Tabellen
    peildatum: date
    uitgever: Mapping[str, Any] | None

    @cached_property
    def gebieden(self) -> dict[str, Row]:
        """Areas by identifier."""
        return self.tabellen.by_key("gebieden")

    def around(self, gebied: str) -> list[str]:
        """An area and those it lies in, nearest first."""
        found: list[str] = []
        while gebied and gebied not in found:
            found.append(gebied)
            gebied = self.gebieden.get(gebied, {}).get("ligt_in", "")
        return found

    @cached_property
    def organisaties(self) -> dict[str, Row]:
        """Organisations by identifier, groups included."""
        return self.tabellen.by_key("organisaties")

    @cached_property
    def themas(self) -> dict[str, Row]:
        """Themes by identifier, in their own order."""
        themas = self.tabellen.by_key("themas")
        return dict(sorted(themas.items(), key=lambda item: item[1]["volgorde"]))

    @cached_property
    def indicatoren(self) -> dict[str, Row]:
        """Indicators by identifier, in the order of the register."""
        return self.tabellen.by_key("indicatoren")

    @cached_property
    def begrippen(self) -> dict[str, Row]:
        """Terms by identifier."""
        return self.tabellen.by_key("begrippen")

    @cached_property
    def vragen(self) -> dict[str, Row]:
        """Questions of residents by identifier, in their own order."""
        vragen = self.tabellen.by_key("vragen")
        return dict(sorted(vragen.items(), key=lambda item: item[1]["volgorde"]))

    @cached_property
    def zinnen(self) -> dict[str, Row]:
        """How a plan stands in a sentence, by indicator."""
        return self.tabellen.by_key("zinnen")


@dataclass(frozen=True)
class Document:
    """One paper: its description and its tables."""

    naam: str
    pad: PurePosixPath
    titel: str
    omschrijving: str
    versie: str
    soort: str
    gebied: str
    jaar_van: int
    jaar_tot: int
    datum: str | None
    datum_afgeleid: bool
    stand: str
    kader: str | None
    voorbehoud: str | None
    descriptor: Mapping[str, Any]
    tabellen: Tabellen
    heel: bool = True
    """False where structure errors were found, so that sums make no sense."""
    kapot: frozenset[str] = frozenset()
    """Resources that could not be read, or not all of their keys."""

    @property
    def url(self) -> str:
        """The document's address below the site's root, with a trailing slash."""
        return f"{self.pad}/"

    @cached_property
    def partijen(self) -> dict[str, Row]:
        """The parties by organisation."""
        return self.tabellen.by_key("partijen")

    @cached_property
    def doelen(self) -> dict[str, Row]:
        """The goals by identifier."""
        return self.tabellen.by_key("doelen")

    @cached_property
    def cijfers_tabellen(self) -> dict[str, Row]:
        """The paper's tables by identifier, in the order of the paper."""
        rows = self.tabellen.by_key("tabellen")
        return dict(sorted(rows.items(), key=lambda item: item[1]["volgorde"]))

    def verlopen(self, peildatum: date) -> bool:
        """Whether the document's years lie wholly before `peildatum`."""
        return self.jaar_tot < peildatum.year

    def sleutel_naam(self, kolom: str, sleutel: str) -> str:
        """The readable name of an `onderdeel` or `variant` in this document."""
        row = self._sleutels.get(f"{kolom}/{sleutel}")
        return row["naam"] if row else sleutel

    @cached_property
    def _sleutels(self) -> dict[str, Row]:
        return self.tabellen.by_key("sleutels")


@dataclass(frozen=True)
class Catalogue:
    """Everything that was read: the standard, the register and the documents."""

    standaard: Standaard
    register: Register
    documenten: tuple[Document, ...]
    kapot: frozenset[str] = field(default_factory=frozenset)
    """Names of documents that could not be read at all."""
    uitgaven: Mapping[str, Uitgaven] = field(default_factory=dict)
    """The releases per package; none where a package was never released or they are damaged."""

    @cached_property
    def by_name(self) -> dict[str, Document]:
        """Documents by package name."""
        return {document.naam: document for document in self.documenten}

    def members(self, document: Document, groep: str) -> list[str]:
        """The organisations of `document` that `groep` stands for.

        An organisation that is no such group stands for itself. Groups that are
        parties themselves (a framework that names only kinds) stay groups. A party
        with an appendix of its own binds itself to that appendix only.
        """
        parties = [naam for naam, partij in document.partijen.items() if partij["rol"] == "partij"]
        if groep in ALLEN:
            return parties
        soort = GROEP_SOORTEN.get(groep)
        if soort is None:
            return [groep]
        found = [
            naam
            for naam in parties
            if naam == groep or self.register.organisaties.get(naam, {}).get("soort") == soort
        ]
        return found or [groep]


def split_list(cell: str) -> Iterator[str]:
    """The identifiers of a list cell."""
    return (part for part in cell.split(";") if part)


@dataclass(frozen=True)
class Download:
    """A published file: its place below the site's root, and below its package's folder.

    `size` is in bytes, `sha256` in hexadecimal; both None while the file is not made.
    """

    path: str
    bestand: str
    size: int | None
    sha256: str | None

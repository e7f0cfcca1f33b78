"""What pages tell search engines of a dataset (JSON-LD): its files, version, years and counts."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from inlegvel.verify.built import Built, Page
from inlegvel.verify.data import FOLDER, Data
from inlegvel.verify.files import DESCRIPTION, File
from inlegvel.verify.found import Found
from inlegvel.verify.numbers import numbers_in

REBUILD = "Bouw de website opnieuw met make site. Blijft dit staan, meld het dan bij de makers."


class JsonLd:
    """Holds such facts against the files, and keeps what is wrong in `found`."""

    def __init__(self, built: Built, data: Data, found: Found):
        self.built = built
        self.data = data
        self.found = found

    def verify(self, page: Page) -> None:
        """Every dataset that a page describes."""
        for script in page.tree.xpath("//script[@type='application/ld+json']"):
            try:
                told = json.loads(script.text or "")
            except ValueError:
                self._wrong(page, "JSON-LD", "iets dat niet te lezen is", "JSON")
                continue
            for dataset in _datasets(told):
                self._dataset(page, dataset)

    def _dataset(self, page: Page, told: Mapping[str, Any]) -> None:
        folder = str(told.get("url", "")).removeprefix(self.built.base)
        if f"{folder}{DESCRIPTION}" not in self.built.files:
            self._wrong(page, "url", str(told.get("url")), f"een map met {DESCRIPTION}")
            return
        described = self.built.json(f"{folder}{DESCRIPTION}")
        name = folder.split("/")[1]
        known = self._known(folder, name)
        for fact in ("description", "temporalCoverage"):
            strange = [n for n in numbers_in(str(told.get(fact, ""))) if n not in known]
            self._hold(page, fact, ", ".join(strange), "")
        for fact, wanted in (
            ("version", described.get("version")),
            ("name", described["title"]),
            ("dateModified", str(described.get("created", ""))[:10]),
        ):
            if fact in told and wanted:
                self._hold(page, fact, str(told[fact]), str(wanted))
        for file in told.get("distribution", []):
            self._file(page, file)

    def _file(self, page: Page, told: Mapping[str, Any]) -> None:
        path = str(told.get("contentUrl", "")).removeprefix(self.built.base)
        if path not in self.built.files:
            self._hold(page, "contentUrl", path, "een bestand dat er is")
            return
        file = File(self.built, path)
        self._hold(page, f"grootte van {path}", str(told.get("contentSize")), f"{file.size} B")
        self._hold(page, f"sha256 van {path}", str(told.get("sha256")), file.sha256)

    def _known(self, folder: str, name: str) -> frozenset[str]:
        """Every number that may be told of a dataset: its rows, its years, its paper."""
        paper = self.data.by_key["documenten"].get((name,))
        papers = [paper] if paper else self.data.tables["documenten"]
        known = set(self.data.numbers(papers))
        one_level = re.compile(re.escape(folder) + r"[^/]+\.csv")
        for file in self.built.files:
            if one_level.fullmatch(file) and not file.endswith(".nl.csv"):
                records = self.data.tables.get(file.rpartition("/")[2].removesuffix(".csv"), [])
                own = [
                    record
                    for record in records
                    if folder.startswith(FOLDER) or record.cells.get("document", name) == name
                ]
                known.add(str(len(own)))
                from_paper = sum(r.cells.get("rijsoort", "bron") == "bron" for r in own)
                known |= {str(from_paper), str(len(own) - from_paper)}
                for record in own:
                    known |= {record.cells.get(year, "") for year in ("jaar_van", "jaar_tot")}
        return frozenset(known)

    def _hold(self, page: Page, fact: str, said: str, wanted: str) -> None:
        self.found.counts["feiten"] += 1
        if said != wanted:
            self._wrong(page, fact, said, wanted)

    def _wrong(self, page: Page, fact: str, said: str, wanted: str) -> None:
        expected = f"Verwacht: ‘{wanted}’." if wanted else "Dat volgt niet uit de gegevens."
        self.found.add(
            "jsonld-wijkt-af",
            page.file,
            f"Voor zoekmachines staat bij {fact}: ‘{said}’. {expected}",
            REBUILD,
            kolom=fact,
            gevonden=said,
            verwacht=wanted,
        )


def _datasets(told: Any) -> Iterator[Mapping[str, Any]]:
    """Every dataset in a value of JSON-LD, at any depth."""
    if isinstance(told, dict):
        if told.get("@type") == "Dataset":
            yield told
        for value in told.values():
            yield from _datasets(value)
    elif isinstance(told, list):
        for value in told:
            yield from _datasets(value)

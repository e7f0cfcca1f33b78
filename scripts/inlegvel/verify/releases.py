"""The rows of earlier versions of a package, as their archives hold them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from inlegvel.verify.built import Built
from inlegvel.verify.data import FOLDER, Data, Record
from inlegvel.verify.files import DESCRIPTION
from inlegvel.verify.grid import Grid, Line

ARCHIVES, PENDING, VERSION = "data/versies/", "nog-niet-uitgegeven", "versie-"
CORRECTIONS = "correcties"

Rows = Mapping[str, Record]


class Releases:
    """The archives of a site; each is opened when a page tells of it."""

    def __init__(self, built: Built, data: Data):
        self.built = built
        self.data = data

    def changed(self, grid: Grid, line: Line) -> Iterator[Record]:
        """What a line with a change (`data-rij`) stands for: the row before and after it."""
        key = line.element.get("data-rij")
        if key is None:
            return
        package = grid.page.address.split("/")[1]
        for rows in self._before_and_after(package, grid.section):
            if key in rows:
                yield rows[key]
        for record in self.data.tables.get(CORRECTIONS, []):
            if record.cells["document"] == package:
                yield record

    def _before_and_after(self, package: str, section: str) -> list[Rows]:
        """The rows of the two versions that a section of a page compares."""
        known = self._versions(package)
        if section == PENDING:
            return [*(self._archive(path) for path in known[-1:]), self._now(package)]
        after = f"{ARCHIVES}{package}/{section.removeprefix(VERSION)}.zip"
        if after not in known:
            return []
        place = known.index(after)
        return [self._archive(path) for path in known[max(0, place - 1) : place + 1]]

    @lru_cache(maxsize=4)  # noqa: B019  # a site lives as long as the command
    def _versions(self, package: str) -> list[str]:
        """The archives of a package, oldest first."""
        start = f"{ARCHIVES}{package}/"
        found = [file for file in self.built.files if file.startswith(start)]
        return sorted(found, key=_version)

    @lru_cache(maxsize=4)  # noqa: B019
    def _archive(self, path: str) -> Rows:
        with zipfile.ZipFile(self.built.folder / path) as archive:
            described = json.loads(archive.read(DESCRIPTION))
            texts = {
                table["name"]: archive.read(table["path"]).decode()
                for table in described["resources"]
            }
        return _rows(path, described, texts)

    @lru_cache(maxsize=4)  # noqa: B019
    def _now(self, package: str) -> Rows:
        """The rows as they are published now; those of the register stand with all documents."""
        folder = f"data/{package}"
        if f"{folder}/{DESCRIPTION}" not in self.built.files:
            folder = FOLDER
        described = self.built.json(f"{folder}/{DESCRIPTION}")
        texts = {
            table["name"]: self.built.read(f"{folder}/{table['path']}").decode()
            for table in described["resources"]
        }
        return _rows(folder, described, texts)


def _version(path: str) -> tuple[int, ...]:
    name = path.rpartition("/")[2].removesuffix(".zip")
    return tuple(int(part) for part in name.split(".") if part.isdigit())


def _rows(place: str, described: Mapping[str, Any], texts: Mapping[str, str]) -> Rows:
    """Rows by table and key; the description of the package itself as the row `/`."""
    told = {name: json.dumps(value) for name, value in described.items() if name != "resources"}
    found = {"/": Record("", f"{place}/{DESCRIPTION}", 1, told)}
    for table in described["resources"]:
        name, key = table["name"], table["schema"].get("primaryKey", [])
        reader = csv.DictReader(io.StringIO(texts[name], newline=""))
        for number, row in enumerate(reader, start=2):
            record = Record(name, f"{place}/{table['path']}", number, row)
            found[f"{name}/{'/'.join(row[column] for column in key)}"] = record
    return found

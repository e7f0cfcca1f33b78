"""What a downloaded file is: how large, how many rows, its checksum, its release."""

import hashlib
import json
import zipfile
from collections import Counter
from functools import cached_property

from inlegvel.verify.built import Built
from inlegvel.verify.data import Record, read_records
from inlegvel.verify.numbers import as_number, numbers_in

DESCRIPTION = "datapackage.json"


class File:
    """One file of the site, read when something is asked of it."""

    def __init__(self, built: Built, path: str):
        """`path` is below the site's root."""
        self.built = built
        self.path = path

    @cached_property
    def content(self) -> bytes:
        """The bytes."""
        return self.built.read(self.path)

    @cached_property
    def size(self) -> int:
        """How many bytes."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """The checksum in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def records(self) -> list[Record]:
        """The rows of a CSV file."""
        return read_records(self.built, self.path, self.path)

    @cached_property
    def count(self) -> int | None:
        """How many rows a table has, or columns a schema; None for another file."""
        if self.path.endswith(".csv"):
            return len(self.records)
        if self.path.endswith(".json"):
            described = json.loads(self.content)
            return len(described["fields"]) if "fields" in described else None
        return None

    @cached_property
    def numbers(self) -> frozenset[str]:
        """What a page may say of the file in a line of a list: its name and its checksum."""
        return frozenset([*numbers_in(self.path), self.sha256, *self._release])

    @cached_property
    def _release(self) -> list[str]:
        """The numbers of a release: its version, its day and its size in bytes."""
        if not self.path.endswith(".zip"):
            return []
        with zipfile.ZipFile(self.built.folder / self.path) as archive:
            if DESCRIPTION not in archive.namelist():
                return [as_number(str(self.size))]
            described = json.loads(archive.read(DESCRIPTION))
        told = f"{described.get('version', '')} {described.get('created', '')[:10]}"
        return [*numbers_in(told), as_number(str(self.size))]


def counted(records: list[Record]) -> frozenset[str]:
    """How many rows there are, of each kind and in each table."""
    groups = Counter[tuple[str, ...]]()
    for record in records:
        table, kind = record.cells.get("tabel", ""), record.cells.get("soort", "")
        groups.update({("",): 1, ("tabel", table): 1, ("soort", kind): 1, (table, kind): 1})
    return frozenset(str(count) for count in groups.values())

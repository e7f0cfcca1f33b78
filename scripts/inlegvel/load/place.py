"""Where a table is, so that every finding on it says so."""

from dataclasses import dataclass
from typing import Any

from inlegvel.findings import Finding


@dataclass(frozen=True)
class TablePlace:
    """Where a table is: its file, its document and its resource name."""

    bestand: str
    document: str
    resource: str

    def fout(self, regel: str, melding: str, herstel: str, **rest: Any) -> Finding:
        """An error at this table."""
        return Finding(
            regel=regel,
            ernst="fout",
            melding=melding,
            herstel=herstel,
            bestand=self.bestand,
            document=self.document,
            resource=self.resource,
            **rest,
        )

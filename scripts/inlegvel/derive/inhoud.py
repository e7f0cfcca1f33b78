"""A published table in short: what its page and the standard show of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Inhoud:
    """A published table in short: its fields and key, and enough rows to see what it is.

    `eerste` holds the first rows as they stand in the CSV, `voorbeelden` the first value
    of each column that is not empty, `aantal` the number of rows.
    """

    naam: str
    titel: str
    omschrijving: str
    velden: tuple[Mapping[str, Any], ...]
    sleutel: tuple[str, ...]
    verwijzingen: Mapping[str, str]
    aantal: int
    eerste: tuple[tuple[str, ...], ...]
    voorbeelden: tuple[str, ...]

"""The catalogue together with everything that follows from its figures."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from inlegvel.derive.cijfers import all_cijfers
from inlegvel.derive.versies import Versieverschil, sinds_uitgave
from inlegvel.model import BASIS, Catalogue, Row, row_id


@dataclass(frozen=True)
class Facts:
    """A catalogue and all its figures: typed, derived and totals."""

    catalogue: Catalogue
    cijfers: pd.DataFrame

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """The figures per document, each a dict with its identifier under `rij`."""
        found: dict[str, list[Row]] = defaultdict(list)
        records: list[Row] = self.cijfers.to_dict("records")
        for row in records:
            row["rij"] = row_id(row)
            found[row["document"]].append(row)
        return found

    @cached_property
    def versieverschillen(self) -> dict[str, Versieverschil]:
        """What changed in each package since its newest release."""
        return {naam: sinds_uitgave(uitgaven) for naam, uitgaven in self.catalogue.uitgaven.items()}

    @cached_property
    def _index(self) -> dict[tuple[str, str], Row]:
        return {(document, row["rij"]): row for document, rows in self.rows.items() for row in rows}

    def find(self, document: str, key: Mapping[str, Any]) -> Row | None:
        """The figure with this key; a variant that says nothing falls back to `basis`."""
        row = self._index.get((document, row_id(key)))
        if row is None and key["variant"] != BASIS:
            row = self._index.get((document, row_id({**key, "variant": BASIS})))
        return row

    def exact(self, document: str, key: Mapping[str, Any]) -> Row | None:
        """The figure with exactly this key."""
        return self._index.get((document, row_id(key)))


def derive_facts(catalogue: Catalogue) -> Facts:
    """Compute everything that follows from the catalogue."""
    return Facts(catalogue, all_cijfers(catalogue))

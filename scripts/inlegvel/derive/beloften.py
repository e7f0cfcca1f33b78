"""Every promise with its deadline, what is known about it, and who should know more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inlegvel.dutch import last_day
from inlegvel.model import Catalogue, Document, Row

# Known: a later paper says how it stands. The rest is unknown, for a reason.
Kennis = Literal["bekend", "verstreken", "komt-nog", "doorlopend", "zonder-datum"]


@dataclass(frozen=True)
class Belofte:
    """One agreement; `deadline` is its last day (ISO), empty where the paper gives none.

    `stand` is the newest `voortgang` row about it, with the document that says so.
    """

    document: Document
    afspraak: Row
    deadline: str
    kennis: Kennis
    stand: Row | None
    stand_document: Document | None

    @property
    def moment(self) -> str:
        """The moment by which it should be done, as the paper gives it."""
        return str(self.afspraak["eind"] or self.afspraak["begin"])


def beloften(catalogue: Catalogue) -> list[Belofte]:
    """All agreements of all documents, in the order of the papers."""
    known = newest_progress(catalogue, "afspraak")
    return [
        _belofte(document, row, known.get((document.naam, row["afspraak"])), catalogue)
        for document in catalogue.documenten
        for row in document.tabellen.rows("afspraken")
    ]


def newest_progress(
    catalogue: Catalogue, soort: str
) -> dict[tuple[str, str], tuple[Document, Row]]:
    """The newest `voortgang` row per document and goal (or agreement), with its paper."""
    found: dict[tuple[str, str], tuple[Document, Row]] = {}
    for document in catalogue.documenten:
        for row in document.tabellen.rows("voortgang"):
            key = (row["over_document"], row["over"])
            if row["over_soort"] != soort:
                continue
            if key not in found or _later(row, found[key][1]):
                found[key] = (document, row)
    return found


def _later(row: Row, other: Row) -> bool:
    return last_day(row["peilmoment"]) > last_day(other["peilmoment"])


def _belofte(
    document: Document, row: Row, stand: tuple[Document, Row] | None, catalogue: Catalogue
) -> Belofte:
    due = row["eind"] or (row["begin"] if row["herhaling"] == "eenmalig" else "")
    deadline = last_day(due) if due else ""
    return Belofte(
        document,
        row,
        deadline,
        _kennis(row, deadline, stand is not None, catalogue.register.peildatum),
        stand[1] if stand else None,
        stand[0] if stand else None,
    )


def _kennis(row: Row, deadline: str, known: bool, peildatum: date) -> Kennis:
    if known:
        return "bekend"
    if deadline:
        return "verstreken" if deadline < peildatum.isoformat() else "komt-nog"
    return "zonder-datum" if row["herhaling"] == "eenmalig" else "doorlopend"


def by_document(promises: Iterable[Belofte]) -> dict[str, list[Belofte]]:
    """Promises per document."""
    found: dict[str, list[Belofte]] = defaultdict(list)
    for promise in promises:
        found[promise.document.naam].append(promise)
    return found


def quarter(deadline: str) -> str:
    """The quarter in which a day lies, as ``2022-Q1``."""
    return f"{deadline[:4]}-Q{(int(deadline[5:7]) + 2) // 3}"

"""How goals and agreements stand, and what changed since the year before, as tables."""

from inlegvel.derive.beloften import beloften
from inlegvel.derive.doelvoortgang import doelvoortgang
from inlegvel.derive.facts import Facts
from inlegvel.derive.verschil import Verandering, vergelijk, vorige
from inlegvel.export.artifact import Artifact
from inlegvel.export.tables import Table, csv_bytes, from_schema
from inlegvel.figures import is_empty, value_text
from inlegvel.model import Document, Row, row_id

DIFFERENCE = ("tabel", "verandering", "rij", "eerder", "nu", "verschil")


def progress_tables(facts: Facts) -> list[Table]:
    """Every part of the sum of each goal with a number; what is known of each agreement."""
    schemas = facts.catalogue.standaard.schemas
    goals = schemas["doelvoortgang"]
    promises = [
        {
            "document": promise.document.naam,
            "afspraak": promise.afspraak["afspraak"],
            "uiterlijk": promise.deadline,
            "kennis": promise.kennis,
            "stand": promise.stand["stand"] if promise.stand else "",
            "peilmoment": promise.stand["peilmoment"] if promise.stand else "",
            "bron_document": promise.stand_document.naam if promise.stand_document else "",
        }
        for promise in beloften(facts.catalogue)
    ]
    return [
        from_schema(
            goals,
            [
                {name: getattr(progress, name) for name in goals.namen}
                for progress in doelvoortgang(facts).values()
            ],
        ),
        from_schema(schemas["beloften"], promises),
    ]


def difference_artifact(facts: Facts, document: Document) -> list[Artifact]:
    """The comparison with the paper of the year before; nothing where there is none."""
    old = vorige(facts.catalogue, document)
    if old is None:
        return []
    rows = [_difference(facts, change) for change in vergelijk(facts, document, old)]
    content = csv_bytes(list(DIFFERENCE), rows)
    return [Artifact(f"data/{document.naam}/verschil.csv", content)]


def _difference(facts: Facts, change: Verandering) -> list[object]:
    key = facts.catalogue.standaard.schemas[change.resource].sleutel
    said = [_said(facts, change, row) for row in (change.oud, change.nieuw)]
    return [change.resource, change.soort, row_id(change.row, key), *said, _rise(change)]


def _rise(change: Verandering) -> float | None:
    """By how much a figure rose; None where there are no two numbers."""
    old, new = change.oud, change.nieuw
    if change.resource != "cijfers" or old is None or new is None:
        return None
    return None if is_empty(old) or is_empty(new) else round(new["waarde"] - old["waarde"], 6)


def _said(facts: Facts, change: Verandering, row: Row | None) -> object:
    """A figure's number, in words where a limit holds or there is none; else the text."""
    if row is None:
        return ""
    if change.resource != "cijfers":
        return row["omschrijving"]
    if is_empty(row) or row["grens"]:
        return value_text(row, facts.catalogue.register.indicatoren[row["indicator"]])
    return row["waarde"]

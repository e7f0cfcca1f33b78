"""A published table in short, for its page: how many rows, the first ones, and examples."""

from inlegvel.derive.inhoud import Inhoud
from inlegvel.dutch import cell_text
from inlegvel.export.tables import Table

EERSTE = 5


def inhoud(table: Table) -> Inhoud:
    """The table in short, its cells as they stand in the CSV."""
    names = [str(field["name"]) for field in table.fields]
    return Inhoud(
        naam=table.naam,
        titel=table.titel,
        omschrijving=table.omschrijving,
        velden=table.fields,
        sleutel=table.key,
        verwijzingen={
            key["fields"][-1]: key["reference"]["resource"] or table.naam
            for key in table.foreign_keys
        },
        aantal=len(table.rows),
        eerste=tuple(tuple(cell_text(row[name]) for name in names) for row in table.rows[:EERSTE]),
        voorbeelden=tuple(_example(table, name) for name in names),
    )


def _example(table: Table, name: str) -> str:
    return next((text for row in table.rows if (text := cell_text(row[name]))), "")

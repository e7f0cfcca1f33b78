"""The dictionary of a package: every column of every table explained."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inlegvel.export.tables import Table

HEADER = (
    "tabel",
    "kolom",
    "naam",
    "betekenis",
    "soort",
    "eenheid",
    "sleutel",
    "verwijst_naar",
    "keuzes",
    "mag_leeg_zijn",
    "voorbeeld",
)
SOORTEN = {
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "ja of nee",
    "date": "datum (jaar-maand-dag)",
}
VORMEN = {
    "lijst": "namen met ; ertussen",
    "moment": "moment (2022, 2022-H1, 2022-Q1, 2022-03 of 2022-02-16)",
    "sleutel": "vaste naam",
}
# What no single column can say: it holds for every file of a package.
LEES_ZO = (
    "Een lege cel is geen nul. Het papier zegt het niet, of het past niet bij deze rij. Bij een "
    "leeg cijfer zegt de kolom status waarom.",
    "Een voornemen is een plan, een realisatie is een resultaat. Tel die twee nooit op.",
    "De bestanden op .nl.csv zijn voor een Nederlandse Excel. Begint een tekst met =, +, - of @, "
    "dan staat er een ' voor. Zo leest Excel de tekst niet als formule. Dat teken hoort niet "
    "bij de tekst.",
    "Excel maakt uit een CSV van een tekst als ‘december 2031’ soms een datum. In de werkmap "
    "(.xlsx) gebeurt dat niet.",
)


def dictionary(tables: Iterable[Table]) -> list[tuple[str, ...]]:
    """One row per column, as `HEADER` names them; text only."""
    return [row for table in tables for row in _rows(table)]


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    targets = {
        name: key["reference"]["resource"] or table.naam
        for key in table.foreign_keys
        for name in key["fields"][-1:]
    }
    for field in table.fields:
        constraints = field.get("constraints", {})
        name = field["name"]
        yield (
            table.naam,
            name,
            field["title"],
            field["description"],
            soort(field),
            field.get("eenheid", ""),
            "ja" if name in table.key else "nee",
            targets.get(name, ""),
            ", ".join(constraints.get("enum", ())),
            "nee" if constraints.get("required") else "ja",
            str(field.get("example", "")),
        )


def soort(field: Mapping[str, Any]) -> str:
    """What kind of value a column holds, in words."""
    return VORMEN.get(field.get("vorm", ""), SOORTEN[field["type"]])

"""Columns explained: name, kind, unit, meaning, example and what is permitted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inlegvel.derive.gegevenssets import Gegevensset
from inlegvel.dutch import getal

SOORTEN = {
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "ja of nee",
    "date": "datum",
}
VORMEN = {
    "lijst": "vaste namen met ; ertussen",
    "moment": "moment, zoals 2022, 2022-H1, 2022-Q1 of 2022-02-16",
    "sleutel": "vaste naam",
}

KEUZE = "keuze uit een lijst"


@dataclass(frozen=True)
class Kolom:
    """One column as a reader wants it explained."""

    naam: str
    titel: str
    betekenis: str
    soort: str
    eenheid: str
    toegestaan: str
    voorbeeld: str
    sleutel: bool
    verwijst: str
    """The table whose names the column holds."""


def dictionary_url(dataset: Gegevensset) -> str:
    """The page that explains every column of a dataset; it would make that of the set heavy."""
    return f"{dataset.url}woordenboek/"


def explained(
    fields: Iterable[Mapping[str, Any]],
    key: Iterable[str],
    examples: Iterable[str],
    targets: Mapping[str, str],
) -> list[Kolom]:
    """The columns in their order; `examples` has one text per column, may be empty."""
    keys = set(key)
    return [
        Kolom(
            naam=field["name"],
            titel=field["title"],
            betekenis=field["description"],
            soort=_kind(field),
            eenheid=field.get("eenheid", ""),
            toegestaan=permitted(field),
            voorbeeld=example or str(field.get("example", "")) or _first_choice(field),
            sleutel=field["name"] in keys,
            verwijst=targets.get(field["name"], ""),
        )
        for field, example in zip(fields, examples, strict=True)
    ]


def _kind(field: Mapping[str, Any]) -> str:
    if "enum" in field.get("constraints", {}):
        return KEUZE
    return VORMEN.get(field.get("vorm", ""), SOORTEN[field["type"]])


def permitted(field: Mapping[str, Any]) -> str:
    """Which values a column may hold, and whether it may be empty, in words."""
    rules = field.get("constraints", {})
    said = []
    if "enum" in rules:
        said.append(", ".join(str(choice) for choice in rules["enum"]))
    low, high = rules.get("minimum"), rules.get("maximum")
    if low is not None and high is not None:
        said.append(f"{_bound(field, low)} tot en met {_bound(field, high)}")
    elif low is not None:
        said.append(f"{_bound(field, low)} of meer")
    elif high is not None:
        said.append(f"hooguit {_bound(field, high)}")
    said.append("nooit leeg" if rules.get("required") else "mag leeg zijn")
    return "; ".join(said)


def _bound(field: Mapping[str, Any], value: float) -> str:
    """A limit for readers; a year has no thousands."""
    return str(value) if field.get("eenheid") == "jaar" else getal(float(value))


def _first_choice(field: Mapping[str, Any]) -> str:
    choices = field.get("constraints", {}).get("enum", ())
    return str(choices[0]) if choices else ""

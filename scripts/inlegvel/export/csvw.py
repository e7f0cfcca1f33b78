"""What a CSV holds, in the W3C's terms: Metadata Vocabulary for Tabular Data (CSV on the Web)."""

import re
from collections.abc import Mapping
from typing import Any

from inlegvel.export.artifact import json_bytes
from inlegvel.export.tables import Table

DATATYPES = {"string": "string", "number": "decimal", "integer": "integer", "date": "date"}
RULES = ("minimum", "maximum")


def csvw_metadata(table: Table, about: Mapping[str, Any]) -> bytes:
    """The metadata beside `<table>.csv`; `about` is the package's own description.

    References to other tables stand in datapackage.json alone: one file of metadata
    describes one table, and the vocabulary has no meaning for a key outside it.
    """
    schema: dict[str, Any] = {"columns": [_column(field) for field in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{table.naam}.csv",
        "dc:title": f"{about['title']}: {table.titel}",
        "dc:description": table.omschrijving,
        "dc:license": [{"@id": licence["path"]} for licence in about["licenses"]],
    }
    sources = [source["title"] for source in about.get("sources", ())]
    if sources:
        described["dc:source"] = sources
    described["dialect"] = {"encoding": "utf-8", "lineTerminators": ["\n"]}
    described["tableSchema"] = schema
    return json_bytes(described)


def _column(field: Mapping[str, Any]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field["name"],
        "titles": field["name"],  # what stands in the first line of the file
        "dc:title": field["title"],
        "dc:description": field["description"],
    }
    constraints = field.get("constraints", {})
    if constraints.get("required"):
        column["required"] = True
    if field.get("vorm") == "lijst":
        column["separator"] = ";"
    return column | {"datatype": _datatype(field, constraints)}


def _datatype(field: Mapping[str, Any], constraints: Mapping[str, Any]) -> Any:
    if field["type"] == "boolean":
        return {"base": "boolean", "format": f"{field['trueValues'][0]}|{field['falseValues'][0]}"}
    datatype: dict[str, Any] = {"base": DATATYPES[field["type"]]}
    datatype |= {rule: constraints[rule] for rule in RULES if rule in constraints}
    pattern = constraints.get("pattern")
    if "enum" in constraints:
        pattern = "|".join(re.escape(choice) for choice in constraints["enum"])
    # The pattern of a list is that of the whole cell, this one that of each name in it.
    if pattern and field.get("vorm") != "lijst":
        datatype["format"] = pattern
    return datatype if len(datatype) > 1 else datatype["base"]

"""What a schema of the standard looks like, so that a damaged one is known before it is used."""

from collections.abc import Mapping
from typing import Any

from inlegvel.load.jsonvorm import json_faults

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True}
NAME = {"type": "string", "pattern": "^[a-z][a-z_]*$"}

FIELD = {
    "type": "object",
    "required": ["name", "type", "title", "description"],
    "additionalProperties": False,
    "properties": {
        "name": NAME,
        "type": {"enum": ["string", "number", "integer", "boolean", "date"]},
        "title": TEXT,
        "description": TEXT,
        "example": TEXT,
        "eenheid": TEXT,
        "vorm": {"enum": ["sleutel", "lijst", "moment"]},
        "verwijst": TEXT,
        "trueValues": {"const": ["ja"]},
        "falseValues": {"const": ["nee"]},
        "constraints": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "required": {"type": "boolean"},
                "enum": TEXTS,
                "pattern": {"type": "string", "format": "regex"},
                "minimum": {"type": "number"},
                "maximum": {"type": "number"},
            },
        },
    },
    "if": {"properties": {"type": {"const": "boolean"}}},
    "then": {"required": ["trueValues", "falseValues"]},
}

SCHEMA = {
    "type": "object",
    "required": ["name", "title", "description", "plaats", "fields", "missingValues"],
    "additionalProperties": False,
    "if": {"properties": {"plaats": {"enum": ["document", "register"]}}},
    "then": {"required": ["primaryKey"]},  # what is typed is found back by its key
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/tableschema.json"},
        "name": TEXT,
        "title": TEXT,
        "description": TEXT,
        "plaats": {"enum": ["document", "register", "publicatie"]},
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "missingValues": {"const": [""]},
        "primaryKey": TEXTS,
    },
}


def schema_fault(content: Mapping[str, Any], naam: str) -> list[str]:
    """Where a schema of the table `naam` is wrong, such as ``fields.0.type``; empty where nowhere.

    More than one place where they contradict each other.
    """
    for error in json_faults(SCHEMA, content):
        parts = [str(part) for part in error.absolute_path]
        if error.validator in ("required", "additionalProperties"):
            parts.append(error.message.split("'")[1])  # the only place where it is named
        return [".".join(parts)]
    columns = [field["name"] for field in content["fields"]]
    if content["name"] != naam:
        return ["name"]
    if len(set(columns)) < len(columns):
        return ["fields"]
    if not {*content.get("primaryKey", ())}.issubset(columns):
        return ["primaryKey", "fields"]
    return []

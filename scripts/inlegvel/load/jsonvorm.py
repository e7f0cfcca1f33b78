"""JSON held to a JSON schema, read as that standard means it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any


def json_faults(schema: Mapping[str, Any], value: object) -> Iterator[Any]:
    """Every error of jsonschema in a value."""
    validator = _validator()
    yield from validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(value)


@cache
def _validator() -> Any:
    from jsonschema import Draft7Validator, validators  # slow to import: only when asked

    extend: Any = validators.extend  # jsonschema says no types of it
    return extend(Draft7Validator, {"pattern": _pattern})


def _pattern(validator: Any, pattern: str, value: object, schema: object) -> Iterator[Any]:
    """A text without the pattern. JSON schema ends a text at `$`, Python also a newline before."""
    from jsonschema import ValidationError

    if isinstance(value, str) and not re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")

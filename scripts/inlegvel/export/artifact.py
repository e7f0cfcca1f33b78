"""A file to publish, as a value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Artifact:
    """A published file: its path below the site's root, and its bytes."""

    path: str
    content: bytes


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON as we publish it: UTF-8, two spaces, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()

"""Verdicts kept by content: the cache saves time and changes nothing else."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


def kept(cache: Path | None, kind: str, content: bytes, make: Callable[[], list[Any]]) -> list[Any]:
    """What `make` gives for `content`: a list of JSON values, made once per content.

    Without a cache it is made anew.
    """
    if cache is None:
        return make()
    path = cache / kind / f"{hashlib.sha256(content).hexdigest()}.json"
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(known, list):
            return known
    except (OSError, ValueError):
        pass  # nothing kept yet, or broken: make it anew
    made = make()
    with suppress(OSError):  # a disk that is full or read-only costs time, nothing else
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(made), encoding="utf-8")
    return made

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
    known = recall(cache, kind, content)
    if known is None:
        known = make()
        keep(cache, kind, content, known)
    return known


def recall(cache: Path | None, kind: str, content: bytes) -> list[Any] | None:
    """What was kept for `content`; None where nothing was, or where it is broken."""
    if cache is None:
        return None
    try:
        known = json.loads(_path(cache, kind, content).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known if isinstance(known, list) else None


def keep(cache: Path | None, kind: str, content: bytes, made: list[Any]) -> None:
    """Keep what was made for `content`."""
    if cache is None:
        return
    path = _path(cache, kind, content)
    with suppress(OSError):  # a disk that is full or read-only costs time, nothing else
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(made), encoding="utf-8")


def _path(cache: Path, kind: str, content: bytes) -> Path:
    return cache / kind / f"{hashlib.sha256(content).hexdigest()}.json"

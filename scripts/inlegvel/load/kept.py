"""Verdicts kept by content: the cache saves time and changes nothing else."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inlegvel.whole import read_whole, write_whole


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
    raw = read_whole(_path(cache, kind, content))
    found: list[Any] | None = json.loads(raw) if raw is not None else None
    return found


def keep(cache: Path | None, kind: str, content: bytes, made: list[Any]) -> None:
    """Keep what was made for `content`."""
    if cache is None:
        return
    write_whole(_path(cache, kind, content), json.dumps(made).encode())


def _path(cache: Path, kind: str, content: bytes) -> Path:
    return cache / kind / f"{hashlib.sha256(content).hexdigest()}.json"

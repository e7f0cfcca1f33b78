"""A file to publish, as a value that is made when its bytes are asked for."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inlegvel.findings import InlegvelError


@dataclass(frozen=True)
class Artifact:
    """A published file: its path below the site's root, and its bytes or what makes them."""

    path: str
    source: bytes | Callable[[], bytes]
    length: int | None = None
    """The number of bytes, where that is known before they are made."""

    def __post_init__(self) -> None:
        """Refuse a path that leaves the site: whatever the data say, no other file is written.

        Raises:
            InlegvelError: a check let such a name pass.
        """
        if self.path.startswith("/") or ".." in self.path.split("/") or "\\" in self.path:
            raise InlegvelError(f"not a path below the site: {self.path!r}")

    @cached_property
    def content(self) -> bytes:
        """The bytes, made once."""
        return self.source if isinstance(self.source, bytes) else self.source()

    @cached_property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content) if self.length is None else self.length

    @property
    def name(self) -> str:
        """The path below the folder `data/`; from there also to what lies outside it."""
        return self.path.removeprefix("data/") if self.in_data else f"../{self.path}"

    @property
    def in_data(self) -> bool:
        """Whether the file lies in the folder of datasets."""
        return self.path.startswith("data/")

    @property
    def made(self) -> bool:
        """Whether the bytes are there already."""
        return isinstance(self.source, bytes) or "content" in self.__dict__


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON as we publish it: UTF-8, two spaces, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()

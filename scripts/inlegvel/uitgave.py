"""Versions of a package as values: what its source tables said, cell by cell, as text.

A *versie* is the content of a package at one time: on disk now, in a release, or at a revision
of the repository. An *uitgave* is a version that was released: a committed archive.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

REGISTER = "register"
EERSTE = "1.0.0"

Nummer = tuple[int, int, int]
Stap = Literal["", "patch", "minor", "major"]


@dataclass(frozen=True)
class Tabel:
    """One table as text; `rijen` holds the cells per column, by the key values joined by ``/``.

    Numbers stand in one way of writing, so that ``5`` and ``5.0`` are equal.
    """

    velden: Mapping[str, Mapping[str, Any]]
    sleutel: tuple[str, ...]
    rijen: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Versie:
    """The content of a package at one time: its descriptor and its tables by name."""

    pakket: str
    beschrijving: Mapping[str, Any]
    tabellen: Mapping[str, Tabel]

    @property
    def nummer(self) -> str:
        """The version that the descriptor names; empty where it names none."""
        return str(self.beschrijving.get("version", ""))


@dataclass(frozen=True)
class Uitgave:
    """One release: its archive as it was committed, and its content once someone asks for it."""

    pakket: str
    nummer: str
    datum: date
    bestand: str
    inhoud: bytes
    lees: Callable[[], Versie]

    @property
    def url(self) -> str:
        """Where the archive is published, below the site's root: what a citation names."""
        return f"data/versies/{self.pakket}/{self.nummer}.zip"

    @cached_property
    def sha256(self) -> str:
        """The checksum of the archive, in hexadecimals."""
        return hashlib.sha256(self.inhoud).hexdigest()

    @cached_property
    def versie(self) -> Versie:
        """The tables in the archive."""
        return self.lees()


@dataclass(frozen=True)
class Uitgaven:
    """The releases of one package, oldest first, and what it holds now.

    `huidig` is None where nothing changed since the newest release, byte for byte, and where
    the package is no longer there or cannot be read.
    """

    pakket: str
    reeks: tuple[Uitgave, ...]
    huidig: Versie | None = None

    @property
    def nieuwste(self) -> Uitgave:
        """The newest release."""
        return self.reeks[-1]


def as_numbers(nummer: str) -> Nummer:
    """The three numbers of a version such as ``1.0.2``."""
    major, minor, patch = (int(part) for part in nummer.split("."))
    return major, minor, patch


def volgende(nummer: str, stap: Stap) -> str:
    """The version that follows after a step: ``1.2.3`` with a minor step is ``1.3.0``."""
    major, minor, patch = as_numbers(nummer)
    steps = {
        "": nummer,
        "patch": f"{major}.{minor}.{patch + 1}",
        "minor": f"{major}.{minor + 1}.0",
        "major": f"{major + 1}.0.0",
    }
    return steps[stap]


def follows(earlier: str | None, later: str) -> bool:
    """Whether a release may come right after another; the first is always ``1.0.0``."""
    if earlier is None:
        return later == EERSTE
    steps: tuple[Stap, ...] = ("patch", "minor", "major")
    return later in [volgende(earlier, stap) for stap in steps]

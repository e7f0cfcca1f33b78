"""Bytes from disk to text and rows, with a finding for whatever stands in the way."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from inlegvel.findings import Finding
from inlegvel.load.form import BOM, STANDARD, UTF_16, Form, decode, separator
from inlegvel.load.json_text import break_of
from inlegvel.load.raw import MAX_BYTES, MAX_ROWS, TOO_LARGE, fout, read_bytes

# C0 and C1 control characters but for the newline, the marks that turn text around, signs without
# width, the newlines that only some programs know, lone halves of characters, and what YAML and
# XML refuse. Not the joiners (U+200C, U+200D): some scripts cannot do without.
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
MAX_CELL = 32_767  # what a cell of a workbook can hold
MAX_DEPTH = 50  # no description is this deep; what reads it later counts on that
csv.field_size_limit(MAX_BYTES)  # a cell that is too long is told of as such, later


@dataclass(frozen=True)
class Rows:
    """A CSV file as text: the header, the rows, the line where each row ends, and its form."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]
    form: Form = STANDARD


def read_text(path: Path, bestand: str) -> str | Finding:
    """The text of a UTF-8 file without BOM, or the finding that says why not."""
    raw = read_bytes(path, bestand)
    if isinstance(raw, Finding):
        return raw
    if raw.startswith(BOM):
        return fout(
            "bom",
            bestand,
            "Het bestand begint met een onzichtbaar teken (een BOM).",
            "Open het bestand in Kladblok en sla het op met de codering ‘UTF-8’, zonder BOM.",
            gevonden="UTF-8 met BOM",
            verwacht="UTF-8",
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _unreadable(raw, error, bestand)


def _unreadable(raw: bytes, error: UnicodeDecodeError, bestand: str) -> Finding:
    line = raw.count(b"\n", 0, error.start) + 1
    guess = "UTF-16" if raw[:2] in UTF_16 else "Windows-1252"
    return fout(
        "codering-fout",
        bestand,
        f"Het bestand is niet opgeslagen als UTF-8. Op regel {line} staat een teken in een "
        f"andere codering, waarschijnlijk {guess}.",
        "Open het bestand in Kladblok, verbeter de vreemde tekens en sla het op met de codering "
        "‘UTF-8’.",
        regelnummer=line,
        gevonden=f"byte 0x{raw[error.start : error.start + 1].hex().upper()}",
        verwacht="UTF-8",
    )


def read_json(path: Path, bestand: str) -> dict[str, Any] | Finding:
    """A JSON object from disk, or the finding that says why not."""
    text = read_text(path, bestand)
    if isinstance(text, Finding):
        return text
    try:
        value = json.loads(text, object_pairs_hook=_no_doubles)
    except _DoubleKeyError as error:
        return fout(
            "json-ongeldig",
            bestand,
            f"‘{error.args[0][:80]}’ staat twee keer in hetzelfde object.",
            "Verwijder een van de twee.",
            gevonden=error.args[0][:80],
        )
    except json.JSONDecodeError as error:
        line, melding, herstel = break_of(error)
        return fout(
            "json-ongeldig",
            bestand,
            f"Dit is geen geldige JSON. {melding}",
            herstel,
            regelnummer=line,
        )
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        return fout(
            "json-ongeldig",
            bestand,
            "Deze JSON is te diep genest, of er staat een veel te lang getal in.",
            "Maak het bestand opnieuw vanuit een bestaand datapackage.json.",
        )
    if not isinstance(value, dict):
        return fout(
            "json-ongeldig",
            bestand,
            "In dit bestand hoort één object te staan, tussen accolades.",
            "Begin het bestand met { en eindig met }.",
        )
    # To walk through all texts costs more than to read them: only where there is a reason.
    odd = HIDDEN.search(text) or "\\u" in text or max(map(len, text.split("\n"))) > MAX_CELL
    return (_unfit(value, bestand) if odd or _is_deep(value) else None) or value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        below = (
            p.values() if isinstance(p, dict) else p for p in level if isinstance(p, dict | list)
        )
        level = [part for parts in below for part in parts]
    return bool(level)


class _DoubleKeyError(Exception):
    """A key that an object has twice."""


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _DoubleKeyError(key)
        found[key] = value
    return found


def _unfit(value: dict[str, Any], bestand: str) -> Finding | None:
    """What stands in the way of publishing the texts of a JSON object, if anything."""
    for place, text in _texts(value):
        if place.count(".") > MAX_DEPTH:
            return fout(
                "json-ongeldig",
                bestand,
                "Deze JSON is te diep genest.",
                "Maak het bestand opnieuw vanuit een bestaand datapackage.json.",
            )
        if hidden := HIDDEN.search(text):
            return fout(
                "onzichtbaar-teken",
                bestand,
                f"In deze tekst staat een onzichtbaar teken (U+{ord(hidden.group()):04X}).",
                "Typ de tekst opnieuw.",
                kolom=HIDDEN.sub("", place)[:80],
            )
        if len(text) > MAX_CELL:
            return fout(
                "tekst-te-lang",
                bestand,
                f"Deze tekst heeft {len(text)} tekens.",
                f"Maak de tekst korter dan {MAX_CELL} tekens.",
                kolom=place[:80],
            )
    return None


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every key and text with its place, parts joined by dots; an end that is no text is empty.

    Not by recursion: the value may be deeper than that allows.
    """
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        place, part = waiting.pop()
        if isinstance(part, dict):
            yield from ((f"{place}.{key}".lstrip("."), key) for key in part)
            waiting += [(f"{place}.{key}".lstrip("."), below) for key, below in part.items()]
        elif isinstance(part, list):
            waiting += [(f"{place}.{number}", below) for number, below in enumerate(part)]
        else:
            yield place, part if isinstance(part, str) else ""


def read_csv(path: Path, bestand: str) -> Rows | Finding:
    """Header and rows of a CSV file in whatever form, or the finding that says why not."""
    raw = read_bytes(path, bestand)
    if isinstance(raw, Finding):
        return raw
    try:
        text, form = decode(raw)
    except UnicodeDecodeError as error:
        return _unreadable(raw, error, bestand)
    # A line break inside a cell is one character, also when Windows saved the file.
    text = text.replace("\r\n", "\n")
    form = replace(form, scheiding=separator(text))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.scheiding, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        header = next(reader, [])
        for row in reader:
            if row:
                rows.append(row)
                lines.append(reader.line_num)
            if len(rows) > MAX_ROWS:
                return fout(
                    TOO_LARGE,
                    bestand,
                    f"Deze tabel heeft meer dan {MAX_ROWS} rijen.",
                    "Kijk of dit het goede bestand is. Verdeel een lange tabel over meer papieren.",
                    regelnummer=reader.line_num,
                    verwacht=f"hooguit {MAX_ROWS} rijen",
                )
    except csv.Error:
        return fout(
            "csv-ongeldig",
            bestand,
            f"Rond regel {reader.line_num} klopt een aanhalingsteken niet.",
            "Zet tekst met een komma tussen dubbele aanhalingstekens en schrijf een dubbel "
            "aanhalingsteken in de tekst twee keer.",
            regelnummer=reader.line_num,
        )
    return Rows(header, rows, lines, form)

"""`inlegvel herstel`: files that Excel saved, back in the form of the standard.

Changes how a table is written, never what it says: encoding, BOM, separator, decimal commas,
line ends, empty rows, and dates that Excel rewrote in columns that hold dates. Whatever could
mean two things stays as it is, and `controleer` names it.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from inlegvel.dutch import opsomming, plural
from inlegvel.findings import Finding
from inlegvel.load import document_folders, load_standaard
from inlegvel.load.files import Rows, read_csv
from inlegvel.load.form import Form
from inlegvel.load.opened import with_points
from inlegvel.load.readings import as_day, as_moment
from inlegvel.model import Schema


@dataclass(frozen=True)
class Herstel:
    """What was mended: per file, what was done to it; and the files that cannot be read."""

    gedaan: dict[str, list[str]]
    findings: list[Finding]


class HerstelError(Exception):
    """A file that is asked for is no table of a package; the message is Dutch."""


def mend(root: Path, names: Iterable[Path] = ()) -> Herstel:
    """Mend the tables named, or all tables below `root`; a file that is well is not touched.

    Raises `HerstelError` before anything is changed.
    """
    standaard, findings = load_standaard(root)
    if findings:
        return Herstel({}, findings)
    folders = [root / "datapackages" / "register", *document_folders(root)]
    tables = {
        path.resolve(): standaard.schemas[path.stem]
        for folder in folders
        for path in sorted(folder.glob("*.csv"))
        if path.stem in standaard.schemas
    }
    chosen = [_chosen(name, tables, root) for name in names] or list(tables)
    done: dict[str, list[str]] = {}
    for path in chosen:
        bestand = path.relative_to(root.resolve()).as_posix()
        rows = read_csv(path, bestand)
        if isinstance(rows, Finding):
            findings.append(rows)
        elif what := _mend(path, rows, tables[path]):
            done[bestand] = what
    return Herstel(done, findings)


def _chosen(name: Path, tables: Iterable[Path], root: Path) -> Path:
    for path in (name.resolve(), (root / name).resolve()):
        if path in tables:
            return path
    raise HerstelError(
        f"‘{name}’ is geen tabel van een pakket. Noem een bestand zoals "
        "datapackages/<gebied>/<soort-jaren>/cijfers.csv."
    )


def _mend(path: Path, rows: Rows, schema: Schema) -> list[str]:
    """Write the table as the standard wants it; gives what was done, or nothing."""
    raw = path.read_bytes()
    pointed = with_points(rows, schema)
    filled = replace(pointed, rows=[row for row in pointed.rows if any(row)])
    what = list(_words(pointed.form))
    if b"\r\n" in raw and pointed.form.codering != "UTF-16":
        what.append("regeleinden van Windows")
    if gone := len(pointed.rows) - len(filled.rows):
        what.append(plural(gone, "lege rij", "lege rijen"))
    if changed := _restore_dates(filled, schema):
        what.append(plural(changed, "datum", "datums"))
    if what:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([filled.header, *filled.rows])
        aside = path.with_name(f".{path.name}")
        aside.write_text(text.getvalue(), encoding="utf-8", newline="")
        aside.replace(path)  # at once: a file half written would be lost work
    return what


def _words(form: Form) -> Iterable[str]:
    if form.codering != "UTF-8":
        yield f"letters in {form.codering}"
    if form.bom:
        yield "een BOM"
    if form.scheiding != ",":
        yield "puntkomma's" if form.scheiding == ";" else "tabs"
    if form.decimaalkomma:
        yield "decimale komma's"


def _restore_dates(rows: Rows, schema: Schema) -> int:
    """Put dates and moments back as they are written in the standard; gives how many."""
    readings = {"date": as_day, "moment": as_moment}
    count = 0
    for column in schema.kolommen:
        reading = readings.get(column.vorm or column.type)
        if reading is None or column.naam not in rows.header:
            continue
        place = rows.header.index(column.naam)
        for row in rows.rows:
            if place < len(row) and (meant := reading(row[place])) and meant != row[place]:
                row[place] = meant
                count += 1
    return count


def as_text(herstel: Herstel) -> str:
    """What was done, for the terminal, and what comes next."""
    if not herstel.gedaan:
        return "Alle tabellen waren al goed opgeslagen. Er is niets veranderd."
    lines = [f"Hersteld: {name} ({opsomming(what)})" for name, what in herstel.gedaan.items()]
    return "\n".join([*lines, "Controleer nu de inhoud met: inlegvel controleer"])

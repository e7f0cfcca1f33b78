"""Ways in which files get damaged: in an editor, in Excel, on a disk, in a merge.

A kind is a function that damages one file of a project, chosen by `random.Random`, and says
what it touched. `KINDS` has them all by name.
"""

import csv
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
# What an editor changes without anyone else being able to tell whether it is damage.
FREE_KEYS = ("peildatum",)


@dataclass(frozen=True)
class Damage:
    """New contents of files, None where a file is gone; and names of which a finding needs one.

    `names` are line numbers, keys of rows, columns or keys of JSON; empty where the file is all
    that can be named.
    """

    files: dict[Path, bytes | None]
    names: frozenset[str] = field(default_factory=frozenset)


Kind = Callable[[random.Random, Path], Damage]
KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    """Register a kind of damage under the name of its function."""
    KINDS[make.__name__.replace("_", " ")] = make
    return make


# --- what can be damaged -----------------------------------------------------------------------


def tables(root: Path) -> list[Path]:
    """Every table of every package."""
    return sorted((root / "datapackages").glob("[!s]*/**/*.csv"))


def descriptors(root: Path) -> list[Path]:
    """Every description of a package."""
    return sorted((root / "datapackages").glob(f"[!s]*/**/{DESCRIPTOR}"))


def everything(root: Path) -> list[Path]:
    """Every file below datapackages/, releases and the standard too."""
    return sorted(path for path in (root / "datapackages").rglob("*") if path.is_file())


def read(path: Path) -> list[list[str]]:
    """The rows of a table, its header first."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def written(rows: list[list[str]], **how: Any) -> bytes:
    """Rows as a table of the standard."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", **how).writerows(rows)
    return text.getvalue().encode()


def line_of(rows: list[list[str]], number: int) -> int:
    """The line on which a row ends."""
    return written(rows[: number + 1]).count(b"\n")


def keys_of(path: Path) -> list[str]:
    """The columns of the key of a table, as its package says."""
    described = json.loads((path.parent / DESCRIPTOR).read_text(encoding="utf-8"))
    (found,) = (r for r in described["resources"] if r["name"] == path.stem)
    keys: list[str] = found["schema"]["primaryKey"]
    return keys


def key_of(path: Path, rows: list[list[str]], number: int) -> str:
    """The key of a row, its parts joined by a slash."""
    row = dict(zip(rows[0], rows[number], strict=False))
    return "/".join(row.get(name, "") for name in keys_of(path))


def with_rows(chance: random.Random, root: Path, least: int = 1) -> tuple[Path, list[list[str]]]:
    """A table with at least so many rows below its header; longer tables more often."""
    found = [(path, rows) for path in tables(root) if len(rows := read(path)) > least]
    return chance.choices(found, [len(rows) for _, rows in found])[0]


# --- cells ---------------------------------------------------------------------------------------


def cell(
    chance: random.Random, root: Path, fits: Callable[[str], bool], change: Callable[[str], str]
) -> Damage:
    """Another text in one cell that `fits`."""
    while True:
        path, rows = with_rows(chance, root)
        places = [
            (number, column)
            for number in range(1, len(rows))
            for column, text in enumerate(rows[number])
            if fits(text) and change(text) != text
        ]
        if places:
            break
    number, column = chance.choice(places)
    before = key_of(path, rows, number)
    line = line_of(rows, number)
    rows[number] = [*rows[number]]
    rows[number][column] = change(rows[number][column])
    after = key_of(path, rows, number)
    names = {before, after, str(line), str(line_of(rows, number))}
    return Damage({path: written(rows)}, frozenset(names))


def is_number(text: str) -> bool:
    """Whether a cell holds a number, or a year."""
    return text.removeprefix("-").replace(".", "", 1).isdigit()


@kind
def cell_digit_changed(chance: random.Random, root: Path) -> Damage:
    """A slip of a finger."""
    digit = chance.choice("0123456789")
    return cell(chance, root, is_number, lambda text: text[:-1] + digit)


@kind
def cell_digits_swapped(chance: random.Random, root: Path) -> Damage:
    """63 where 36 was meant."""
    return cell(
        chance, root, lambda text: text.isdigit() and len(text) > 1, lambda t: t[1] + t[0] + t[2:]
    )


@kind
def cell_sign_changed(chance: random.Random, root: Path) -> Damage:
    """A minus too many."""
    return cell(chance, root, is_number, lambda text: f"-{text}")


@kind
def cell_decimals_changed(chance: random.Random, root: Path) -> Damage:
    """A point in another place, a zero more, a comma, a sign of a spreadsheet."""
    change = chance.choice(
        [
            lambda t: f"{t}0",
            lambda t: f"{t}.5",
            lambda t: f"{t}.0",
            lambda t: t.replace(".", ","),
            lambda t: t.replace(".", ""),
            lambda t: f"{t},0",
            lambda t: f"{t[:1]}.{t[1:]}",
            lambda t: f"{t}e2",
            lambda t: f"€ {t}",
            lambda t: f" {t}",
            lambda t: f"0{t}",
        ]
    )
    return cell(chance, root, is_number, change)


@kind
def cell_emptied(chance: random.Random, root: Path) -> Damage:
    """Nothing where something was."""
    return cell(chance, root, bool, lambda text: "")


@kind
def cell_doubled(chance: random.Random, root: Path) -> Damage:
    """Pasted twice."""
    return cell(chance, root, bool, lambda text: text + text)


@kind
def cell_letter_lost(chance: random.Random, root: Path) -> Damage:
    """One sign less, of a text or a name."""
    where = chance.random()

    def change(text: str) -> str:
        at = int(where * len(text))
        return text[:at] + text[at + 1 :]

    return cell(chance, root, lambda text: len(text) > 1, change)


@kind
def cell_hostile(chance: random.Random, root: Path) -> Damage:
    """What no cell should hold."""
    odd = chance.choice(
        [
            "\u202e",
            "\x00",
            "=1+1",
            "../..",
            "<script>",
            "{{ x }}",
            "NaN",
            "1/0",
            "x" * 40_000,
            "\u0430",
        ]
    )
    return cell(chance, root, lambda text: True, lambda text: text + odd)


def two_cells(chance: random.Random, root: Path, pick: Callable[[list[list[str]]], Any]) -> Damage:
    """Two cells of a table change places; `pick` gives the row and column of each."""
    while True:
        path, rows = with_rows(chance, root, 2)
        (one, left), (other, right) = pick(rows)
        if rows[one][left] != rows[other][right]:
            break
    names = {key_of(path, rows, number) for number in (one, other)}
    names |= {str(line_of(rows, number)) for number in (one, other)}
    rows[one][left], rows[other][right] = rows[other][right], rows[one][left]
    names |= {key_of(path, rows, number) for number in (one, other)}
    names |= {str(line_of(rows, number)) for number in (one, other)}
    return Damage({path: written(rows)}, frozenset(names))


@kind
def cells_swapped_in_a_row(chance: random.Random, root: Path) -> Damage:
    """Two cells of one row change places."""

    def pick(rows: list[list[str]]) -> Any:
        number = chance.randrange(1, len(rows))
        left, right = chance.sample(range(len(rows[0])), 2)
        return (number, left), (number, right)

    return two_cells(chance, root, pick)


@kind
def cells_moved_to_another_row(chance: random.Random, root: Path) -> Damage:
    """Two cells of one column change places: each figure stands at the other's row."""

    def pick(rows: list[list[str]]) -> Any:
        one, other = chance.sample(range(1, len(rows)), 2)
        column = chance.randrange(len(rows[0]))
        return (one, column), (other, column)

    return two_cells(chance, root, pick)


# --- rows ----------------------------------------------------------------------------------------


@kind
def row_removed(chance: random.Random, root: Path) -> Damage:
    """A row that is gone."""
    path, rows = with_rows(chance, root)
    number = chance.randrange(1, len(rows))
    names = {key_of(path, rows, number)}
    del rows[number]
    return Damage({path: written(rows)}, frozenset(names))


@kind
def row_doubled(chance: random.Random, root: Path) -> Damage:
    """A row that stands there twice."""
    path, rows = with_rows(chance, root)
    number = chance.randrange(1, len(rows))
    names = {key_of(path, rows, number)}
    rows.insert(chance.randrange(1, len(rows) + 1), rows[number])
    return Damage({path: written(rows)}, frozenset(names))


@kind
def rows_reordered(chance: random.Random, root: Path) -> Damage:
    """The same rows in another order."""
    path, rows = with_rows(chance, root, 2)
    below = rows[1:]
    chance.shuffle(below)
    return Damage({path: written([rows[0], *below])})


@kind
def row_cut_off(chance: random.Random, root: Path) -> Damage:
    """A row that stops half way, or has a cell too many."""
    path, rows = with_rows(chance, root)
    number = chance.randrange(1, len(rows))
    row = rows[number]
    rows[number] = chance.choice(
        [row[: chance.randrange(1, len(row))], [*row, "x"], [""] * len(row)]
    )
    return Damage({path: written(rows)}, frozenset({str(line_of(rows, number))}))


@kind
def table_without_rows(chance: random.Random, root: Path) -> Damage:
    """Only the header is left."""
    path, rows = with_rows(chance, root)
    return Damage({path: written(rows[:1])}, frozenset({path.name}))


# --- columns -------------------------------------------------------------------------------------


def columns(chance: random.Random, root: Path, change: Callable[[list[str]], list[str]]) -> Damage:
    """A table of which each row is changed alike."""
    path, rows = with_rows(chance, root)
    return Damage({path: written([change(row) for row in rows])}, frozenset({"1"}))


@kind
def column_removed(chance: random.Random, root: Path) -> Damage:
    """A column that is gone."""
    share = chance.random()
    return columns(
        chance, root, lambda row: [c for i, c in enumerate(row) if i != int(share * len(row))]
    )


@kind
def column_renamed(chance: random.Random, root: Path) -> Damage:
    """A header with another name."""
    path, rows = with_rows(chance, root)
    column = chance.randrange(len(rows[0]))
    old = rows[0][column]
    rows[0][column] = chance.choice(
        [old + "s", old[:-1], old.upper(), "", f" {old}", "waarde", "x"]
    )
    if rows[0][column] == old:
        rows[0][column] = "y"
    return Damage({path: written(rows)}, frozenset({"1"}))


@kind
def columns_reordered(chance: random.Random, root: Path) -> Damage:
    """Two columns that changed places, header and all."""
    share = chance.random()

    def change(row: list[str]) -> list[str]:
        at = int(share * (len(row) - 1))
        return [*row[:at], row[at + 1], row[at], *row[at + 2 :]]

    return columns(chance, root, change)


@kind
def column_doubled(chance: random.Random, root: Path) -> Damage:
    """A column that stands there twice."""
    share = chance.random()
    return columns(chance, root, lambda row: [*row, row[int(share * len(row))]])


@kind
def header_lost(chance: random.Random, root: Path) -> Damage:
    """No names above the columns."""
    path, rows = with_rows(chance, root)
    return Damage({path: written(rows[1:])}, frozenset({"1"}))


# --- JSON ----------------------------------------------------------------------------------------


def spots(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a JSON value; of long schemas only the first columns."""
    found: list[tuple[str | int, ...]] = []
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, below in parts:
        if name in FREE_KEYS:
            continue
        found.append((*path, name))
        if isinstance(below, dict | list):
            if path and path[-1] == "fields" and name not in (0, 1):
                continue
            found += spots(below, (*path, name))
    return found


def described(chance: random.Random, root: Path, change: Callable[[Any, Any], None]) -> Damage:
    """A description or a schema of the standard with a change at one place."""
    path = chance.choice(
        descriptors(root) * 4 + sorted((root / "datapackages/standaard").iterdir())
    )
    value = json.loads(path.read_bytes())
    spot = chance.choice(spots(value))
    # A profile is a whole to who edits packages; where it breaks is for who makes the standard.
    is_profile = path.stem.startswith("profiel")
    names = {str(part) for part in spot if isinstance(part, str) and not is_profile}
    if spot[0] == "resources" and len(spot) > 1:
        names.add(value["resources"][spot[1]]["name"])
    place = value
    for part in spot[:-1]:
        place = place[part]
    change(place, spot[-1])
    raw = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return Damage({path: raw.encode()}, frozenset(names))


@kind
def json_key_removed(chance: random.Random, root: Path) -> Damage:
    """A key or part that is gone."""

    def change(place: Any, name: Any) -> None:
        del place[name]

    return described(chance, root, change)


@kind
def json_key_renamed(chance: random.Random, root: Path) -> Damage:
    """A key with a letter too many; of a list, a part that stands there twice."""

    def change(place: Any, name: Any) -> None:
        if isinstance(place, dict):
            place[f"{name}s"] = place.pop(name)
        else:
            place.append(place[name])

    return described(chance, root, change)


@kind
def json_type_changed(chance: random.Random, root: Path) -> Damage:
    """A value of another type."""
    new = chance.choice([None, True, 7, -1.5, "", "x", [], {}, [1], {"a": {"b": []}}, 10**30])

    def change(place: Any, name: Any) -> None:
        place[name] = new if new != place[name] else "anders"

    return described(chance, root, change)


@kind
def json_text_changed(chance: random.Random, root: Path) -> Damage:
    """A text with a sign less or more."""

    def change(place: Any, name: Any) -> None:
        old = place[name]
        place[name] = chance.choice([old[:-1], f"{old} x"]) if isinstance(old, str) else "anders"

    return described(chance, root, change)


@kind
def json_cut_off(chance: random.Random, root: Path) -> Damage:
    """The first part of a file alone."""
    path = chance.choice(descriptors(root) + sorted((root / "datapackages/standaard").iterdir()))
    raw = path.read_bytes()
    return Damage({path: raw[: chance.randrange(len(raw.rstrip()))]})


# --- encodings and bytes -------------------------------------------------------------------------


@kind
def saved_otherwise(chance: random.Random, root: Path) -> Damage:
    """Another encoding, separator, BOM, quotes or ends of lines."""
    path, rows = with_rows(chance, root)
    text = path.read_text(encoding="utf-8")
    raw = chance.choice(
        [
            b"\xef\xbb\xbf" + text.encode(),
            text.encode("cp1252", "replace"),
            text.encode("utf-16"),
            text.replace("\n", "\r\n").encode(),
            text.replace("\n", "\r").encode(),
            text.rstrip("\n").encode(),
            f"{text}\n\n".encode(),
            written(rows, delimiter=";"),
            written(rows, delimiter="\t"),
            written(rows, quoting=csv.QUOTE_ALL),
            text.encode().decode("cp1252", "replace").encode(),
        ]
    )
    return Damage({path: raw})


@kind
def byte_changed(chance: random.Random, root: Path) -> Damage:
    """A disk that lies: one byte of a file, of whatever kind."""
    path = chance.choice(everything(root))
    raw = bytearray(path.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return Damage({path: bytes(raw)})


@kind
def block_lost(chance: random.Random, root: Path) -> Damage:
    """A file of which a block became zeros, or is gone."""
    path = chance.choice(everything(root))
    raw = path.read_bytes()
    start = chance.randrange(len(raw))
    size = chance.randrange(1, 512)
    fill = chance.choice([b"", b"\x00" * len(raw[start : start + size])])
    return Damage({path: raw[:start] + fill + raw[start + size :]})


# --- whole files ---------------------------------------------------------------------------------


@kind
def file_removed(chance: random.Random, root: Path) -> Damage:
    """A file that is gone."""
    return Damage({chance.choice(everything(root)): None})


@kind
def file_emptied(chance: random.Random, root: Path) -> Damage:
    """A file without content."""
    return Damage({chance.choice(everything(root)): b""})


@kind
def file_renamed(chance: random.Random, root: Path) -> Damage:
    """A file under another name."""
    path = chance.choice(everything(root))
    names = [f"{path.stem} (1){path.suffix}", path.stem, f"{path.stem}{path.suffix.upper()}",
             f"{path.name}.txt", f"Kopie van {path.name}", f"{'x' * 200}{path.suffix}"]  # fmt: skip
    return Damage({path: None, path.with_name(chance.choice(names)): path.read_bytes()})


@kind
def file_of_another_kind(chance: random.Random, root: Path) -> Damage:
    """An archive, a picture or a page where a table or a description should be."""
    path = chance.choice(tables(root) + descriptors(root))
    raw = chance.choice(
        [
            b"PK\x03\x04" + bytes(range(256)),
            b"\x89PNG\r\n\x1a\n\x00",
            b"<html></html>",
            b"\x00" * 1000,
            b"[]",
            b"null",
            b"a,b\n1,2\n",
        ]
    )
    return Damage({path: raw})


@kind
def files_swapped(chance: random.Random, root: Path) -> Damage:
    """Two tables or descriptions that took each other's place."""
    one, other = chance.sample(tables(root) + descriptors(root), 2)
    return Damage({one: other.read_bytes(), other: one.read_bytes()})


@kind
def file_of_another_package(chance: random.Random, root: Path) -> Damage:
    """A table of one paper in the folder of another."""
    alike = [(a, b) for a in tables(root) for b in tables(root) if a.name == b.name and a != b]
    path, other = chance.choice(alike)
    return Damage({path: other.read_bytes()})


@kind
def file_too_many(chance: random.Random, root: Path) -> Damage:
    """A copy beside a file, as a program or a person makes it."""
    path = chance.choice(everything(root))
    name = chance.choice(
        [f"{path.stem}2{path.suffix}", path.name.capitalize(), f"oud{path.suffix}"]
    )
    return Damage({path.with_name(name): path.read_bytes()})

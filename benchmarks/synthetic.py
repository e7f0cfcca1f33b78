"""A catalogue of fictional municipalities, made from the real packages.

Each municipality gets a copy of a real inlegvel and of its framework. Every name of an
area or organisation in them is replaced by an invented one. Counts are multiplied by
whole numbers from a seeded generator, one per family of indicators, so that each sum
holds, or deviates, as in the real paper: explanations keep their finding and no error
can arise that is not in the real data. Texts are otherwise left as they are, so that
comparing and rendering them costs what it costs on real texts.

    python benchmarks/synthetic.py DIR [MUNICIPALITIES]
"""

import csv
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from fiction import PLACES, Register, Row, Swap, invent, multipliers, vary

SEED = 2022
PROJECT_PARTS = ("datapackages", "docs", "overrides", "scripts", "mkdocs.yml")
FIXED = ("standaard", "register")
# Releases and corrections of the real papers say nothing of fictional ones.
RELEASED, CORRECTIONS = "created", "correcties"
CHOICES = ("soort", "over_soort")  # words of the standard, also where they look like a name
LINKS = ("gebieden", "ligt_in", "vertegenwoordigt", "hoort_bij")


@dataclass(frozen=True)
class Template:
    """A real inlegvel and its framework."""

    packages: tuple[Path, ...]
    descriptors: tuple[dict[str, Any], ...]

    @property
    def own(self) -> str:
        """The area they are about."""
        return str(self.descriptors[0]["document"]["gebied"])

    @property
    def names(self) -> set[str]:
        """The names of these packages."""
        return {descriptor["name"] for descriptor in self.descriptors}

    @property
    def kinds(self) -> set[tuple[str, str]]:
        """Area and kind of each document."""
        return {(self.own, descriptor["document"]["soort"]) for descriptor in self.descriptors}


def project_copy(root: Path, target: Path) -> None:
    """A project at `target` with all that a build of the project at `root` reads."""
    target.mkdir(parents=True, exist_ok=True)
    for part in PROJECT_PARTS:
        if (root / part).is_dir():
            skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(root / part, target / part, ignore=skip)
        else:
            shutil.copy(root / part, target / part)


def generate(root: Path, target: Path, municipalities: int = len(PLACES)) -> None:
    """A project at `target` with two documents for each fictional municipality."""
    project_copy(root, target)
    made = target / "datapackages"
    for folder in made.iterdir():
        if folder.is_dir() and folder.name not in FIXED:
            shutil.rmtree(folder)
    register = {path.stem: read(path) for path in sorted((made / "register").glob("*.csv"))}
    templates = find_templates(root / "datapackages")
    parts = []
    for number in range(municipalities):
        template = templates[number % len(templates)]
        used = used_names(register, template)
        swap = invent(register, template.own, used, number).swap(register)
        factors = multipliers(register["indicatoren"], Random(f"{SEED}/{number}"))
        for package, descriptor in zip(template.packages, template.descriptors, strict=True):
            out = made / swap(template.own, True) / package.name
            write_descriptor(descriptor, out, swap)
            for path in sorted(package.glob("*.csv")):
                if path.stem == CORRECTIONS:
                    continue
                write(out / path.name, header(path), varied(path, swap, factors, template))
        parts.append(register_part(register, template, used, swap))
    write_register(made / "register", parts)
    never_released(made / "register")
    first = templates[0]
    swap = invent(register, first.own, used_names(register, first), 0).swap(register)
    write_prose(target / "docs", first, root, swap)


def find_templates(packages: Path) -> list[Template]:
    """Every real inlegvel whose framework is about the same area."""
    found = {}
    for path in sorted(packages.glob("*/*/datapackage.json")):
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        found[descriptor["name"]] = (path.parent, descriptor)
    pairs = []
    for package, descriptor in found.values():
        kader = found.get(descriptor["document"]["kader"] or "")
        same = kader and kader[1]["document"]["gebied"] == descriptor["document"]["gebied"]
        if kader and same and descriptor["document"]["soort"] == "inlegvel":
            pairs.append(Template((kader[0], package), (kader[1], descriptor)))
    return pairs


# --- the register -----------------------------------------------------------------


def used_names(register: Register, template: Template) -> set[str]:
    """The areas and organisations that the documents name, and what these name in turn."""
    rows = {row["gebied"]: row for row in register["gebieden"]}
    rows |= {row["organisatie"]: row for row in register["organisaties"]}
    waiting = [template.own]
    waiting += [naam for naam, row in rows.items() if row["soort"] == "groep"]
    for package in template.packages:
        for path in package.glob("*.csv"):
            for row in read(path):
                waiting += [name for cell in row.values() for name in cell.split(";")]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in rows and name not in used:
            used.add(name)
            row = rows[name]
            if row.get("soort") == "groep":
                continue
            waiting += [part for cell in row.values() for part in cell.split(";")]
    return used


def register_part(register: Register, template: Template, used: set[str], swap: Swap) -> Register:
    """The register as one municipality needs it."""
    part = {}
    for table, rows in register.items():
        kept = rows
        if table in ("gebieden", "organisaties"):
            kept = [row for row in rows if next(iter(row.values())) in used]
            known = used | {""}
            kept = [
                {c: _known_only(cell, known) if c in LINKS else cell for c, cell in row.items()}
                for row in kept
            ]
        elif table == "dekking":
            kept = [row for row in rows if (row["gebied"], row["soort"]) in template.kinds]
        part[table] = [swapped(row, swap) for row in kept]
    return part


def _known_only(cell: str, known: set[str]) -> str:
    return ";".join(name for name in cell.split(";") if name in known)


def write_register(folder: Path, parts: list[Register]) -> None:
    """All parts together; a row that several have stands once, with the areas of all."""
    for table in parts[0]:
        path = folder / f"{table}.csv"
        columns = header(path)
        width = {"dekking": 3}.get(table, 1)
        several = table in ("gebieden", "organisaties", "dekking")
        found: dict[tuple[str, ...], Row] = {}
        for part in parts if several else parts[:1]:
            for row in part[table]:
                known = found.setdefault(tuple(row.values())[:width], row)
                if "gebieden" in row:
                    areas = f"{known['gebieden']};{row['gebieden']}".split(";")
                    known["gebieden"] = ";".join(dict.fromkeys(filter(None, areas)))
                for fact in ("code", "ook_bekend_als"):  # of the real ones
                    if fact in row:
                        known[fact] = ""
        write(path, columns, list(found.values()))


# --- documents and prose ----------------------------------------------------------


def never_released(register: Path) -> None:
    """Take out what a release left: its day, and the addresses that must stay."""
    about = register / "datapackage.json"
    descriptor = json.loads(about.read_text(encoding="utf-8"))
    descriptor.pop(RELEASED, None)
    about.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    addresses = register / "adressen.csv"
    write(addresses, header(addresses), [])


def write_descriptor(descriptor: dict[str, Any], out: Path, swap: Swap) -> None:
    """The descriptor of a fictional document; its schemas stay those of the standard."""
    rest = {key: value for key, value in descriptor.items() if key not in ("resources", RELEASED)}
    tables = [table for table in descriptor["resources"] if table["name"] != CORRECTIONS]
    fiction = deep(rest, swap) | {"resources": tables}
    for source in fiction["sources"]:
        for fact in ("path", "sha256", "retrieved"):  # of the real paper
            source.pop(fact, None)
    out.mkdir(parents=True)
    text = json.dumps(fiction, ensure_ascii=False, indent=2) + "\n"
    (out / "datapackage.json").write_text(text, encoding="utf-8")


def deep(value: Any, swap: Swap) -> Any:
    """A JSON value with invented names in all its texts."""
    if isinstance(value, str):
        return swap(value, " " not in value)
    if isinstance(value, list):
        return [deep(part, swap) for part in value]
    if isinstance(value, dict):
        return {key: deep(part, swap) for key, part in value.items()}
    return value


def varied(path: Path, swap: Swap, factors: dict[str, int], template: Template) -> list[Row]:
    """The rows of a table with invented names and numbers, without links to other papers."""
    rows = []
    for row in read(path):
        if row.get("over_document", "") not in template.names | {""}:
            continue
        for column, inside in (("package", ""), ("doel_document", "doel")):
            if row.get(column, "") not in template.names | {""}:
                row[column] = ""
                if inside:
                    row[inside] = ""
        made = swapped(row, swap)
        vary(path.stem, made, factors)
        rows.append(made)
    return rows


def swapped(row: Row, swap: Swap) -> Row:
    """A row with invented names; a cell without spaces holds identifiers."""
    return {
        column: cell if column in CHOICES else swap(cell, " " not in cell or column == "sleutel")
        for column, cell in row.items()
    }


def write_prose(docs: Path, template: Template, root: Path, swap: Swap) -> None:
    """The handwritten pages about the first municipality, without lines about other papers."""
    real = [path.parent for path in (root / "datapackages").glob("*/*/datapackage.json")]
    others = [path for path in real if path not in template.packages]
    absent = [f"{path.parent.name}{sign}{path.name}" for path in others for sign in "-/"]
    for page in docs.rglob("*.md"):
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not any(name in line for name in absent)]
        page.write_text(swap("".join(kept), True), encoding="utf-8")


# --- files ------------------------------------------------------------------------


def read(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def header(path: Path) -> list[str]:
    """The columns of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def write(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Write rows as the data standard wants them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    counts = [int(number) for number in sys.argv[2:3]]
    generate(Path(__file__).resolve().parents[1], Path(sys.argv[1]), *counts)

"""Zeedorp made from an empty folder: the real standard, looks and settings, and only rows."""

import csv
import json
import shutil
from pathlib import Path

from tests.site.website import ROOT, add_site, run
from tests.site.zeedorp_rows import (
    AFSPRAKEN,
    BOUW,
    CIJFERS,
    CONTROLE,
    DOELEN,
    GEBEURD,
    IN_WORDS,
    MONITOR,
    NAMES,
    PAPERS,
    PEILDATUM,
    PLACE,
    REGISTER,
    RESULTATEN,
    USUAL,
    VOORTGANG,
    Cells,
)

from inlegvel.editor.schema import write_schemas


def make_zeedorp(root: Path) -> None:
    """A whole project at `root`: the real standard, looks and settings, and only these rows."""
    packages = root / "datapackages"
    shutil.copytree(ROOT / "datapackages" / "standaard", packages / "standaard")
    _write_register(packages)
    assert write_schemas(root)[1] == []
    add_site(root)
    parties = [{"organisatie": naam} for naam in ("gemeente-zeedorp", *NAMES, "huurders-zeedorp")]
    for soort, jaar, tot in PAPERS:
        until = ["--tot", tot] if tot else []
        done = run(root, "nieuw", soort, "zeedorp", jaar, *until)
        assert done.returncode == 0, done.stdout + done.stderr
        name = f"{soort}-{jaar}" + (f"-{tot}" if tot else "")
        fill(root, name, "partijen", parties)
        descriptor = json.loads((packages / "zeedorp" / name / "datapackage.json").read_bytes())
        descriptor["document"] |= {"stand": "vastgesteld"}
        _save(packages / "zeedorp" / name, descriptor)
    goals = [
        {"doel": naam, "omschrijving": f"Doel: {naam}."} | row for naam, (row, _) in DOELEN.items()
    ]
    words = {"doel": IN_WORDS, "omschrijving": "Wie hier woont, voelt zich thuis.", "maat": ""}
    fill(root, "ambitiekader-2041-2045", "doelen", [*goals, {**words, "soort": "richting"}])
    for paper, rows in CIJFERS.items():
        folder = paper.removeprefix("zeedorp-")
        fill(root, folder, "cijfers", rows)
        fill(root, folder, "tabellen", [RESULTATEN if paper == MONITOR else BOUW])
        fill(root, folder, "afspraken", AFSPRAKEN.get(paper, []))
    fill(root, "monitor-2041-2043", "controlecijfers", CONTROLE)
    fill(root, "monitor-2041-2043", "voortgang", VOORTGANG)
    fill(root, "monitor-2041-2043", "gebeurtenissen", GEBEURD)


def _write_register(packages: Path) -> None:
    """The real register's description, with only these rows."""
    (packages / "register").mkdir()
    descriptor = json.loads((ROOT / "datapackages/register/datapackage.json").read_bytes())
    descriptor.pop("created", None)  # this register was never released
    for table in (resource["name"] for resource in descriptor["resources"]):
        rows = REGISTER.get(table, [])
        schema = json.loads((packages / "standaard" / f"{table}.json").read_text(encoding="utf-8"))
        _write(packages / "register" / f"{table}.csv", [f["name"] for f in schema["fields"]], rows)
    _save(packages / "register", {**descriptor, "peildatum": PEILDATUM})


def fill(root: Path, folder: str, table: str, rows: list[Cells]) -> None:
    """Put rows in a table that `inlegvel nieuw` made; its columns are those of its header."""
    path = root / "datapackages" / "zeedorp" / folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    place = PLACE if "vindplaats" in columns else {}
    _write(path, columns, [place | USUAL.get(table, {}) | row for row in rows])


def _write(path: Path, columns: list[str], rows: list[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: "" if value is None else value for name, value in row.items()})


def _save(folder: Path, descriptor: Cells) -> None:
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")

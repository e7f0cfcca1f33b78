"""A thousand ways to damage the real packages: each is harmless, or a finding names the place.

Harmless means that what would be published is the same: every cell of every table and
description but for their order, and every figure that follows from them. What is not harmless
must stop the build by an error that names the file, and the row, column or key where there is
one. Every day some of each kind are tried; `make mutate` tries the thousand, with another seed in
`INLEGVEL_MUTATIES`.
"""

import hashlib
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.mutations.damage import KINDS, Damage

from inlegvel import report
from inlegvel.check import check
from inlegvel.derive.facts import Facts, derive_facts
from inlegvel.editor.uitgeven import release
from inlegvel.findings import Finding
from inlegvel.load import load_catalogue
from inlegvel.model import Catalogue

THOUSAND = "INLEGVEL_MUTATIES" in os.environ
SEED = int(os.environ.get("INLEGVEL_MUTATIES", "2035"))
EACH = 29 if THOUSAND else 3  # of every kind
HALVES = 2  # of the kinds, each for a worker of its own


@dataclass
class Outcome:
    """What became of the damages of one kind."""

    tried: int = 0
    caught: int = 0
    harmless: int = 0
    ours: int = 0  # words of what only our own code uses: no crash is all that can be asked
    wrong: list[str] = field(default_factory=list, repr=False)


class Project:
    """The real packages, all released as they are, to damage one file at a time."""

    def __init__(self, root: Path):
        self.root = root
        self.known: dict[str, Any] = {}  # figures by what they follow from
        facts, self.findings = self.examine()
        self.published = content(facts)
        # Profiles, and the schemas of tables that no package has: they are part of the code.
        folder = root / "datapackages" / "standaard"
        assert facts is not None
        schemas = facts.catalogue.standaard.schemas
        held = {naam for naam, schema in schemas.items() if schema.plaats != "publicatie"}
        self.ours = {path for path in folder.iterdir() if path.stem not in held}

    def examine(self) -> tuple[Facts | None, frozenset[Finding]]:
        """What `inlegvel controleer` finds in the data."""
        catalogue, found = load_catalogue(self.root, self.root / "cache")
        if catalogue is None:
            return None, frozenset(found)
        facts = self.facts(catalogue)
        return facts, frozenset([*found, *check(facts)])

    def facts(self, catalogue: Catalogue) -> Facts:
        """Figures follow from some tables alone, so those of the same tables are kept."""
        known = hashlib.sha256()
        tables = [catalogue.register.tabellen]
        tables += [document.tabellen for document in catalogue.documenten if document.heel]
        names = ("indicatoren", "organisaties", "cijfers", "partijen")
        for tabellen in tables:
            for name in names:
                if name in tabellen:
                    known.update(tabellen.frame(name).to_csv().encode())
        key = known.hexdigest()
        if key not in self.known:
            self.known[key] = derive_facts(catalogue).cijfers
        return Facts(catalogue, self.known[key])

    @contextmanager
    def damaged(self, damage: Damage) -> Iterator[None]:
        """The project with other contents of some files, for a while."""
        before = {path: path.read_bytes() if path.exists() else None for path in damage.files}
        put(damage.files)
        try:
            yield
        finally:
            put(before)


def put(files: dict[Path, bytes | None]) -> None:
    for path, raw in files.items():
        if raw is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(raw)


def content(facts: Facts | None) -> str:
    """All that would be published, whatever the order in which it stands."""
    if facts is None:
        return "nothing"
    catalogue = facts.catalogue
    tables = {"register": catalogue.register.tabellen}
    tables |= {document.naam: document.tabellen for document in catalogue.documenten}
    rows = [
        f"{package}/{name}/{row}"
        for package, tabellen in tables.items()
        for name in tabellen.standaard.schemas
        if name in tabellen
        for row in tabellen.frame(name).to_csv(index=False).splitlines()
    ]
    figures = facts.cijfers.drop(columns="regelnummer", errors="ignore").to_csv(index=False)
    about = [json.dumps(dict(document.descriptor)) for document in catalogue.documenten]
    about += [str(catalogue.register.peildatum), json.dumps(catalogue.register.uitgever)]
    about += [
        json.dumps(dict(schema.descriptor)) for schema in catalogue.standaard.schemas.values()
    ]
    return "\n".join([*sorted(rows), *sorted(figures.splitlines()), *sorted(about)])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("mutations")
    for name in ("datapackages", "docs"):  # a release looks at the pages that people write too
        shutil.copytree(ROOT / name, root / name)
    release(root, [], None)
    return Project(root)


def names_place(finding: Finding, damage: Damage) -> bool:
    """Whether an error says which file is damaged, and where in it."""
    said = f"{finding.bestand} {finding.melding} {finding.herstel}"
    if not any(path.name in said for path in damage.files):
        return False
    where = {str(finding.regelnummer), finding.rij, finding.gevonden, finding.verwacht}
    where |= set(finding.kolom.replace(",", ".").split("."))
    return not damage.names or any(
        name in where or (len(name) > 2 and name in said) for name in damage.names
    )


def judge(project: Project, damage: Damage, outcome: Outcome, label: str) -> None:
    """Count what became of one damage."""
    outcome.tried += 1
    with project.damaged(damage):
        try:
            facts, findings = project.examine()
            report.as_text(findings)
        except Exception as error:  # noqa: BLE001  # whatever it is, it would reach an editor
            outcome.wrong.append(f"{label}: {type(error).__name__}: {error}")
            return
        errors = [f for f in findings - project.findings if f.ernst == "fout"]
        if any(names_place(finding, damage) for finding in errors):
            outcome.caught += 1
        elif not errors and content(facts) == project.published:
            outcome.harmless += 1
        elif all(path in project.ours for path in damage.files):
            outcome.ours += 1
        else:
            outcome.wrong.append(f"{label}: {report.as_text(errors) or 'published unnoticed'}")


@pytest.mark.parametrize(
    "half",
    [pytest.param(n, marks=pytest.mark.xdist_group(f"mutations-{n}")) for n in range(HALVES)],
)
def test_no_damage_goes_unnoticed(
    half: int, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = {}
    for name in sorted(KINDS)[half::HALVES]:
        chance = random.Random(f"{SEED} {name}")
        outcome = outcomes[name] = Outcome()
        for number in range(EACH):
            damage = KINDS[name](chance, project.root)
            files = ", ".join(str(path.relative_to(project.root)) for path in damage.files)
            judge(project, damage, outcome, f"{name} {number} in {files} at {sorted(damage.names)}")
    with capsys.disabled():
        sys.stdout.writelines(f"\n{name}: {outcome}" for name, outcome in outcomes.items())
    wrong = [line for outcome in outcomes.values() for line in outcome.wrong]
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.skipif(not THOUSAND, reason="make mutate tries them")
def test_a_thousand_damages_are_tried() -> None:
    assert len(KINDS) * EACH >= 1000

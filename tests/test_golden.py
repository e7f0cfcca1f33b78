"""Broken examples and exactly what is found in them: a new case is a new folder.

``golden/<regel>/<geval>/`` holds

- ``geval.json``: ``waarom`` says why the case is there; ``wijzigingen`` breaks a copy of
  fixtures/basis (`change` in conftest.py explains the keys)
- ``verwacht.json``: the findings, in full. `INLEGVEL_GOLDEN=1` writes it anew; read it then.

A folder named by a rule holds cases with one finding, of that rule. ``_geen`` holds what looks
wrong and is not; ``_meer`` holds cases with several findings.
"""

import ast
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inlegvel import report
from inlegvel.check import RULES
from inlegvel.cli import main
from inlegvel.findings import BEVINDING_COLUMNS, Finding

GOLDEN = Path(__file__).parent / "golden"
SOURCE = Path(__file__).parent.parent / "scripts" / "inlegvel"
CASES = sorted(path.parent.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*/geval.json"))
REWRITE = bool(os.environ.get("INLEGVEL_GOLDEN")) and not os.environ.get("CI")

# Kebab-case strings in load/ that are no rules.
NO_RULES = {
    # kinds of errors in frictionless
    "blank-row", "extra-cell", "missing-cell", "primary-key", "type-error",
    # others
    "alle-cijfers", "ls-tree", "profiel-register", "rev-parse", "utf-8",
}  # fmt: skip


def expected_of(case: str) -> list[dict[str, Any]]:
    """What verwacht.json says."""
    found: list[dict[str, Any]] = json.loads(
        (GOLDEN / case / "verwacht.json").read_text(encoding="utf-8")
    )
    return found


@pytest.mark.parametrize("case", CASES)
def test_golden(
    case: str, golden_project: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """By way of the command line: as JSON, with exit code 1 where there are errors."""
    root = golden_project(case)
    code = main(["--map", str(root), "controleer", "--json"])
    out, err = capsys.readouterr()
    found = json.loads(out)
    shown = [
        {name: value for name, value in finding.items() if value not in ("", None)}
        for finding in found
    ]
    if REWRITE:
        text = json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
        (GOLDEN / case / "verwacht.json").write_text(text, encoding="utf-8")
    assert shown == expected_of(case)
    assert err == ""
    assert code == int(any(finding["ernst"] == "fout" for finding in found))
    for finding in found:
        assert {*BEVINDING_COLUMNS, "bestand", "regelnummer", "gevonden"} <= set(finding)
    # The other command that reads packages does not stumble over this one either.
    assert main(["--map", str(root), "schema"]) in (0, 1)


@pytest.mark.parametrize("case", CASES)
def test_golden_in_words(case: str) -> None:
    """What `inlegvel controleer` prints says as much as the JSON."""
    findings = [Finding(**finding) for finding in expected_of(case)]
    text = report.as_text(findings)
    for finding in findings:
        assert finding.melding in text
        assert finding.bestand in text
        assert f"[{finding.regel}]" in text
        assert finding.regelnummer is None or f"regel {finding.regelnummer}" in text
        assert (finding.toelichting or finding.herstel) in text
    wrong = any(finding.ernst == "fout" for finding in findings)
    assert ("er niets gepubliceerd" in report.summary(findings)) == wrong


@pytest.mark.parametrize("case", CASES)
def test_golden_says_what_its_folder_says(case: str) -> None:
    regel, _ = case.split("/")
    found = [finding["regel"] for finding in expected_of(case)]
    if regel == "_geen":
        assert found == []
    elif regel == "_meer":
        assert len(found) > 1
    else:
        assert found == [regel]


def test_golden_findings_name_place_and_remedy() -> None:
    """File, what is wrong and how to mend it; line and column wherever there is a row."""
    for case in CASES:
        for finding in expected_of(case):
            where = f"{case}: {finding}"
            assert {"bestand", "melding", "herstel"} <= set(finding), where
            assert finding["bestand"].startswith(("datapackages/", "docs/")), where
            assert finding["melding"].endswith((".", "?")), where
            assert finding["herstel"].endswith((".", "?")), where
            if "rij" in finding and finding["rij"].count("samen") == 0:
                assert "regelnummer" in finding, where


def slugs_in_load() -> set[str]:
    """Every rule that load/ can name, read from its source."""
    found = set()
    for path in (SOURCE / "load").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} & {"bom", *re.findall(r"^[a-z]+(?:-[a-z0-9]+)+$", node.value)}
    return found - NO_RULES


def test_every_rule_has_a_broken_example() -> None:
    folders = {case.split("/")[0] for case in CASES} - {"_geen", "_meer"}
    assert folders == slugs_in_load() | set(RULES)


def test_no_golden_is_left_without_its_case() -> None:
    lonely = [path for path in GOLDEN.glob("**/*") if path.is_file() and path.name != "README.md"]
    expected = {GOLDEN / case / name for case in CASES for name in ("geval.json", "verwacht.json")}
    assert set(lonely) == expected

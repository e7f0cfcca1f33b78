"""What the house agreed on about its own code, held by tests."""

import ast
import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inlegvel.check import RULES

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "scripts" / "inlegvel"
STANDAARD = ROOT / "datapackages" / "standaard"
REGISTER = ROOT / "datapackages" / "register"
MODULES = sorted(SOURCE.rglob("*.py"))
MAX_LINES = 320

# Names in model.py that are English or the same in both languages.
ENGLISH = {
    "around", "by", "cached", "catalogue", "cells", "column", "contains", "descriptor", "document",
    "download", "frame", "frames", "indicator", "is", "key", "kind", "list", "members", "name",
    "path", "readable", "register", "row", "rows", "schema", "schemas", "seen", "sha", "size",
    "string", "type", "url", "written", "wrong",
}  # fmt: skip
# Dutch, but of files and schemas: no reader of the site meets these words.
OF_FILES = {"bestand", "keuze", "pad", "plaats", "profiel", "vorm"}
# Dutch, but no nouns.
NO_NOUNS = {"afgeleid", "heel", "kapot", "tot", "van", "verlopen", "verplicht", "verwijst"}


def module_name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def singular(word: str) -> set[str]:
    """The word, and what it may be the plural of."""
    found = {word}
    for ending in ("s", "en", "n", "pen"):
        if word.endswith(ending):
            found.add(word.removesuffix(ending))
    if word.endswith("men"):  # kolommen, namen
        found |= {word[:-3], word[:-2], word[:-3] + "am"}
    if word.endswith("len"):  # doelen, tabellen
        found.add(word[:-3])
    if word.endswith("zen"):  # keuzen
        found.add(word[:-3] + "s")
    return found


def words_of(name: str) -> list[str]:
    """The words of an identifier: snake_case, kebab-case or CamelCase."""
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z]+", name)]


def glossary() -> set[str]:
    """Every word that the site explains: terms, tables and columns."""
    with (REGISTER / "begrippen.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [word for row in rows for word in (row["begrip"], row["term"])]
    for path in STANDAARD.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        if "fields" in schema:
            names += [schema["name"], *(field["name"] for field in schema["fields"])]
    return {form for name in names for word in words_of(name) for form in singular(word)}


def names_in_model() -> Iterator[str]:
    """Classes, fields and properties of model.py."""
    for node in ast.walk(ast.parse((SOURCE / "model.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name
            for part in node.body:
                if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                    yield part.target.id
                elif isinstance(part, ast.FunctionDef):
                    yield part.name


def test_dutch_nouns_of_the_model_are_in_the_glossary() -> None:
    known = glossary() | ENGLISH | OF_FILES | NO_NOUNS
    unknown = {
        word for name in names_in_model() for word in words_of(name) if not singular(word) & known
    }
    assert unknown == set(), "explain them in register/begrippen.csv, or use an English word"


@pytest.mark.parametrize("path", sorted(STANDAARD.glob("*.json")), ids=lambda path: path.stem)
def test_every_column_is_explained(path: Path) -> None:
    """Columns stand in the glossary by way of their own title and description."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    if "fields" not in schema:
        pytest.skip("a profile, no table")
    assert schema["name"] == path.stem
    for described in (schema, *schema["fields"]):
        where = f"{path.stem}: {described['name']}"
        assert re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", described["name"]), where
        assert re.match(r"[A-Z0-9]", described["title"]), where
        assert described["description"].endswith((".", ")")), where
    names = [field["name"] for field in schema["fields"]]
    assert len(set(names)) == len(names)
    assert set(schema.get("primaryKey", ())) <= set(names)


def test_a_column_of_the_same_name_means_the_same_everywhere() -> None:
    """One title per column name, so that one word in the glossary covers it."""
    titles: dict[str, set[str]] = {}
    for path in STANDAARD.glob("*.json"):
        for field in json.loads(path.read_text(encoding="utf-8")).get("fields", ()):
            titles.setdefault(field["name"], set()).add(field["title"])
    assert {name: found for name, found in titles.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_are_explained_and_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says what it is for"
    bare = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not inside_function(node, tree)
    ]
    assert bare == []
    assert len(text.splitlines()) <= MAX_LINES, "it wants a second room"


def inside_function(node: ast.AST, tree: ast.Module) -> bool:
    """Whether a definition stands in a function or a private class: nobody else sees it."""
    for other in ast.walk(tree):
        hides = isinstance(other, ast.FunctionDef) or (
            isinstance(other, ast.ClassDef) and other.name.startswith("_")
        )
        if hides and other is not node and node in ast.walk(other):
            return True
    return False


@pytest.mark.parametrize("regel", sorted(RULES))
def test_rules_have_permanent_slugs_and_explain_themselves(regel: str) -> None:
    rule = RULES[regel]
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", regel)
    assert rule.ernst in ("fout", "waarschuwing")
    # A warning's explanation is a heading on the site, an error's is a sentence for editors.
    assert rule.uitleg.endswith(".") == (rule.ernst == "fout")


def test_layers_hold() -> None:
    """The contract of import-linter in pyproject.toml."""
    here = Path(sys.executable).parent / "lint-imports"
    command = str(here) if here.exists() else shutil.which("lint-imports")
    if command is None:
        assert not os.environ.get("CI"), "import-linter is missing"
        pytest.skip("import-linter is not installed")
    done = subprocess.run(
        [command, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# Paths of one machine, and addresses of package registries. Written so as not to match itself.
MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:work|home|root|Users|tmp|opt|mnt)/\w"
    r"|\b[A-Z]:\\+Users\b"
    r"|https?://[^\s\"'<>)]*(?:pypi|npmjs|[./]registry|artifactory|nexus|proxy\.golang|/simple/)"
)
TEXT = {
    "", ".cfg", ".css", ".csv", ".editorconfig", ".gitattributes", ".gitignore", ".html", ".ini",
    ".jinja", ".js", ".json", ".md", ".py", ".sh", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml",
}  # fmt: skip


def listed() -> list[Path]:
    """What is or would be in the repository."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs git to tell what is ignored")
    done = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "-z"],
        capture_output=True,
        text=True,
        check=True,
    )
    paths = {ROOT / name for name in done.stdout.split("\0") if name}
    return sorted(path for path in paths if path.is_file() and path.suffix in TEXT)


def test_nothing_of_one_machine() -> None:
    found = []
    for path in listed():
        text = path.read_text(encoding="utf-8", errors="replace")
        for match in MACHINE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {match.group()}")
    assert found == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("see " + "/".join(["", "home", "jan", "project"]), True),
        ("index-url = https:" + "//example.org/simple" + "/", True),
        ("https:" + "//registry" + ".npmjs.org/x", True),
        ("C:" + "\\Users\\jan", True),
        ("docs/home/index.md and ../tmp/x and /data/x", False),
        ("https://example.org/home/x", False),
    ],
)
def test_the_pattern_for_machines_itself(text: str, wrong: bool) -> None:
    assert bool(MACHINE.search(text)) == wrong


def test_goldens_are_never_written_in_ci() -> None:
    """Neither by accident here: the variable that rewrites them is not set in `make` or CI."""
    for path in (ROOT / "Makefile", ROOT / ".ci" / "run"):
        assert "INLEGVEL_GOLDEN" not in path.read_text(encoding="utf-8")

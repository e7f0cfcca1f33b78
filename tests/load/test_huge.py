"""Files that would take all memory, never end or lead elsewhere: a finding, within 2 GB."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import inlegvel
from inlegvel.load.raw import MAX_BYTES

PAPER = "datapackages/testdorp/inlegvel-2032"
TABLE, ABOUT = f"{PAPER}/cijfers.csv", f"{PAPER}/datapackage.json"
GIGABYTE = 1_000_000_000
ALMOST = MAX_BYTES - 1000  # what is larger is not even read

# Examines projects one after the other, as `inlegvel controleer` does, and says what each had.
RUNNER = """
import json, resource, sys
from pathlib import Path
from inlegvel import report
from inlegvel.pipeline import examine

for root in sys.argv[1:]:
    findings = examine(Path(root)).findings
    report.as_text(findings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([root, [[f.regel, f.bestand] for f in findings], peak]), flush=True)
"""


def text(name: str, content: str) -> Callable[[Path], None]:
    """Another content for a file."""
    return lambda root: (root / name).write_text(content) and None


def below_header(rows: str) -> Callable[[Path], None]:
    """Other rows for the table."""

    def write(root: Path) -> None:
        header = (root / TABLE).read_text(encoding="utf-8").partition("\n")[0]
        (root / TABLE).write_text(f"{header}\n{rows}", encoding="utf-8")

    return write


def instead(name: str, make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Something that is no file in the place of a file."""

    def put(root: Path) -> None:
        (root / name).unlink()
        make(root / name)

    return put


ROW = "nieuwbouw,de-dakpan,geheel,2032,2032,basis,voornemen,,40,,vast,ja,gebied,,,,x\n"
# What is done to a project, and the rule that speaks of it.
HUGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "100 MB CSV": (below_header(ROW * (100_000_000 // len(ROW))), "bestand-te-groot"),
    "100 MB JSON": (text(ABOUT, f'{{"a": [{"{}," * 33_000_000}1]}}'), "bestand-te-groot"),
    "sparse file": (lambda root: os.truncate(root / TABLE, 9 * GIGABYTE), "bestand-te-groot"),
    "short rows": (below_header(",\n" * (ALMOST // 2)), "bestand-te-groot"),
    "empty lines": (below_header("\n" * ALMOST), "controlecijfer-zonder-rij"),
    "one cell": (below_header("x" * ALMOST), "rij-te-kort"),
    "one quoted cell": (below_header('"' + "x" * ALMOST + '"'), "rij-te-kort"),
    "unclosed quote": (below_header('"' + "x" * ALMOST), "csv-ongeldig"),
    "one name": (text(TABLE, "x" * ALMOST), "kopregel-onjuist"),
    "millions of columns": (text(TABLE, "a," * (ALMOST // 2)), "kopregel-onjuist"),
    "millions of tables": (
        text(ABOUT, f'{{"resources": [{"{}," * 1_000_000}1]}}'),
        "beschrijving-onvolledig",
    ),
    "one long text": (text(ABOUT, f'{{"title": "{"x" * ALMOST}"}}'), "tekst-te-lang"),
    "deep lists": (text(ABOUT, f'{{"a": {"[" * 100_000}{"]" * 100_000}}}'), "json-ongeldig"),
    "deep objects": (text(ABOUT, '{"a":' * 100_000 + "1" + "}" * 100_000), "json-ongeldig"),
    "pipe": (instead(TABLE, os.mkfifo), "bestand-onleesbaar"),
    "pipe for JSON": (instead(ABOUT, os.mkfifo), "bestand-onleesbaar"),
    "endless": (instead(TABLE, lambda path: path.symlink_to("/dev/zero")), "bestand-onleesbaar"),
    "outside": (instead(TABLE, lambda path: path.symlink_to("/etc/passwd")), "bestand-onleesbaar"),
    "in a circle": (instead(TABLE, lambda path: path.symlink_to(path)), "bestand-onleesbaar"),
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders, no peak of memory")
def test_nothing_is_too_much(make_project: Callable[..., Path]) -> None:
    """Each has its finding, at the file; the largest peak of all together is below 2 GB."""
    roots = {}
    for name, (make, _) in HUGE.items():
        root = make_project()
        make(root)
        roots[str(root)] = name
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, *roots],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(inlegvel.__file__).parent.parent)},
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [root for root, _, _ in told] == list(roots)
    for root, findings, peak in told:
        name = roots[root]
        assert HUGE[name][1] in {regel for regel, _ in findings}, (name, findings[:5])
        assert all(bestand.startswith(PAPER) for _, bestand in findings), (name, findings[:5])
        assert peak < 2 * GIGABYTE, name


def test_folders_that_lead_elsewhere_are_not_followed(
    make_project: Callable[..., Path], tmp_path: Path
) -> None:
    from inlegvel.pipeline import examine

    root = make_project()
    area, paper = root / "datapackages" / "elders", root / "datapackages" / "testdorp" / "ook"
    area.symlink_to(root / "datapackages" / "testdorp")
    paper.symlink_to("/")
    found = {(f.regel, f.bestand) for f in examine(root).findings}
    assert found == {
        ("bestand-onleesbaar", "datapackages/elders"),
        ("bestand-onleesbaar", "datapackages/testdorp/ook"),
    }

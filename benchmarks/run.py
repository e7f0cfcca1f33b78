"""What a build costs, step by step, beside a bare `mkdocs build` of the same pages.

    python benchmarks/run.py [--snel] [--alleen echt|honderd]

Every build is a process of its own, on a copy of the project in a temporary folder, so
that editing goes on meanwhile and no earlier result is touched. This process imports no
more than the standard library: a child's peak memory starts at that of its parent.
"""

import argparse
import filecmp
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from synthetic import generate, project_copy

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = ".inlegvel-cache"  # whole.CACHE; this process imports no more than it must
ORDER = ("opstarten", "laden", "afleiden", "controleren", "pagina's", "downloads")
# What the downloads consist of, by their form; "bewaard" is reading what was made before.
FORMS = ("  csv", "  nl.csv", "  json", "  csv-metadata", "  datapackage", "  xlsx", "  zip")
FORMS += ("  sqlite", "  png", "  bewaard")
ALL_FORMS = "alle downloads"
ORDER += (*FORMS, ALL_FORMS, "MkDocs", "klaarmaken", "zoeken", "plaatsen")
COLD, SAVED, SAME, BARE = "koud", "opgeslagen", "ongewijzigd", "kaal"
OURS = (COLD, SAVED, SAME)
BUILT = (COLD, SAVED)  # when nothing changed, nothing is built
PAGE = Path("docs") / "over" / "index.md"  # what an editor saves again
# Each site has the search index of its own kind; see README.md.
SEARCH = ("search/", "pagefind/")


@dataclass(frozen=True)
class Run:
    """One process: wall-clock and processor seconds, and peak memory in MB."""

    seconden: float
    processor: float
    piek: float


@dataclass
class Case:
    """A project to measure, its bare twin, and what was measured."""

    titel: str
    project: Path
    bare: Path
    runs: dict[str, list[Run]] = field(default_factory=lambda: {kind: [] for kind in (*OURS, BARE)})
    steps: dict[str, list[dict[str, Run]]] = field(
        default_factory=lambda: {kind: [] for kind in BUILT}
    )


class FailedError(Exception):
    """A process that should have succeeded did not; holds the end of what it said."""


def timed(arguments: list[str], project: Path, **extra: str) -> Run:
    """Run Python with these arguments, with the code of `project`, and measure it."""
    environment = os.environ | {"PYTHONPATH": str(project / "scripts")} | extra
    # As on any machine, Python keeps what it compiled: the bare build is all compiled already.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as log:
        start = perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdout=log, stderr=log
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise FailedError(log.read().decode(errors="replace")[-3000:])
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


# --- the kinds of run ----------------------------------------------------------------


def build(case: Case, kind: str) -> None:
    """Measure one whole build."""
    if kind == BARE:
        arguments = ["-m", "mkdocs", "build", "--strict", "--quiet"]
        arguments += ["-f", str(case.bare / "mkdocs.yml")]
        environment = json.loads((case.bare / "environment.json").read_text(encoding="utf-8"))
    else:
        prepare(case, kind)
        arguments = ["-m", "inlegvel", "--map", str(case.project), "bouw"]
        environment = {}
    case.runs[kind].append(timed(arguments, case.project, **environment))


def build_in_steps(case: Case, kind: str) -> None:
    """Measure the steps of one build; what they leave of the whole is starting Python."""
    prepare(case, kind)
    result = case.project.parent / "steps.json"
    arguments = [str(HERE / "phases.py"), str(case.project), str(result)]
    run = timed(arguments, case.project)
    steps: dict[str, dict[str, float]] = json.loads(result.read_text(encoding="utf-8"))
    start = steps["opstarten"]
    start["seconden"] = run.seconden - sum(step["seconden"] for step in steps.values())
    start["processor"] = run.processor - sum(step["processor"] for step in steps.values())
    runs = {step: Run(**measured) for step, measured in steps.items()}
    forms = [runs[step] for step in ("downloads", *FORMS) if step in runs]
    runs[ALL_FORMS] = Run(
        seconden=sum(run.seconden for run in forms),
        processor=sum(run.processor for run in forms),
        piek=max(run.piek for run in forms),
    )
    case.steps[kind].append(runs)


def prepare(case: Case, kind: str) -> None:
    """A cold build knows nothing of an earlier one; before a saved one a page was saved again.

    An empty line is added, so that the site stays the same and can be held against the bare one.
    """
    if kind == COLD:
        shutil.rmtree(case.project / CACHE, ignore_errors=True)
    elif kind == SAVED:
        with (case.project / PAGE).open("a", encoding="utf-8") as page:
            page.write("\n")


def measure(case: Case, pairs: int, stepped: int) -> None:
    """All runs of one case; ours and the bare one take turns in going first."""
    timed([str(HERE / "bare.py"), str(case.project), str(case.bare)], case.project)
    say("  opwarmen")
    for kind in (SAVED, BARE):
        build(case, kind)
        case.runs[kind].clear()
    for number in range(pairs):
        say(f"  paar {number + 1} van {pairs}")
        for kind in (*OURS, BARE) if number % 2 else (BARE, *OURS):
            build(case, kind)
    for kind in BUILT * stepped:
        say(f"  stappen, {kind}")
        build_in_steps(case, kind)


# --- what it says ----------------------------------------------------------------------


def say(text: str) -> None:
    """Show how far we are, apart from the results."""
    print(text, file=sys.stderr, flush=True)


def decimal(value: float, decimals: int = 1) -> str:
    """A number with a Dutch comma."""
    return f"{value:.{decimals}f}".replace(".", ",")


def ratio(case: Case, kind: str, measure: str = "seconden") -> float:
    """The median over the pairs of ours divided by bare."""
    pairs = zip(case.runs[kind], case.runs[BARE], strict=True)
    return median(getattr(ours, measure) / getattr(bare, measure) for ours, bare in pairs)


def more(case: Case, kind: str, measure: str = "seconden") -> float:
    """The median over the pairs of ours minus bare."""
    pairs = zip(case.runs[kind], case.runs[BARE], strict=True)
    return median(getattr(ours, measure) - getattr(bare, measure) for ours, bare in pairs)


def table(case: Case) -> list[str]:
    """Seconds and memory per step and per whole build."""
    lines = [f"{'':<26}" + "".join(f"{kind:>10}{'':>24}" for kind in OURS).rstrip()]
    lines.append(line("stap", [("seconden", "processor", "piek MB")] * len(OURS)))
    for step in ORDER:
        found = [[steps[step] for steps in case.steps[kind] if step in steps] for kind in BUILT]
        lines.append(line(step, [medians(runs) for runs in found]))
    lines.append(line("geheel", [medians(case.runs[kind]) for kind in OURS]))
    lines.append(line("kale mkdocs build", [medians(case.runs[BARE])] * len(OURS)))
    for name, compare, decimals in (("geheel min kaal", more, 1), ("geheel / kaal", ratio, 2)):
        cells = [
            (
                decimal(compare(case, kind, "seconden"), decimals),
                decimal(compare(case, kind, "processor"), decimals),
                "",
            )
            for kind in OURS
        ]
        lines.append(line(name, cells))
    return lines


def line(name: str, cells: list[tuple[str, str, str]]) -> str:
    """One line of the table: three cells for each kind of build."""
    kinds = ("".join(f"{cell:>10}" for cell in three) for three in cells)
    return f"{name:<26}{'    '.join(kinds)}".rstrip()


def medians(runs: list[Run]) -> tuple[str, str, str]:
    """Median seconds, processor seconds and peak, as text; nothing for what was not done."""
    if not runs:
        return ("", "", "")
    return (
        decimal(median(run.seconden for run in runs), 2),
        decimal(median(run.processor for run in runs), 2),
        decimal(median(run.piek for run in runs), 0),
    )


def target(what: str, value: float, limit: float, unit: str) -> str:
    """One target, and whether it is met."""
    verdict = "gehaald" if value <= limit else "NIET gehaald"
    return f"doel: {what} hoogstens {decimal(limit)}{unit}; gemeten {decimal(value, 2)}: {verdict}"


def downloads_took(case: Case, kind: str) -> float:
    """The median seconds for all downloads together."""
    return median(steps[ALL_FORMS].seconden for steps in case.steps[kind])


def contents(case: Case) -> str:
    """How large the site is, and whether both builds made the same one."""
    ours, bare = case.project / "site", case.bare / "site"
    documents = len(list((case.project / "datapackages").glob("*/*/datapackage.json")))
    pages = len(list(ours.rglob("*.html")))
    timed([str(HERE / "delivered.py"), str(case.bare)], case.project)
    different = differences(ours, bare)
    same = "beide sites zijn gelijk" if not different else f"anders: {', '.join(different[:5])}"
    return f"{documents} documenten, {pages} pagina's; {same}"


def differences(ours: Path, bare: Path) -> list[str]:
    """The files that are not the same in both sites, apart from their search indexes.

    The sitemap lists the pages in the order in which MkDocs met them, which differs; it counts
    as the same when it holds the same bytes in another order.
    """
    paths = {
        path.relative_to(side).as_posix()
        for side in (ours, bare)
        for path in side.rglob("*")
        if path.is_file()
    }
    paths = {path for path in paths if not path.startswith(SEARCH)}
    _, mismatch, missing = filecmp.cmpfiles(ours, bare, sorted(paths), shallow=False)
    other = [name for name in mismatch if in_any_order(ours / name) != in_any_order(bare / name)]
    return sorted(other + missing)


def in_any_order(path: Path) -> Counter[int]:
    """How often each byte occurs in a file, unpacked."""
    content = path.read_bytes()
    return Counter(gzip.decompress(content) if path.suffix == ".gz" else content)


# --- the two cases -----------------------------------------------------------------------


def real(folder: Path, quick: bool) -> list[str]:
    """The real data."""
    say("echte gegevens")
    case = Case("De echte gegevens", folder / "project", folder / "bare")
    project_copy(ROOT, case.project)
    measure(case, pairs=1 if quick else 3, stepped=1 if quick else 3)
    return [
        f"{case.titel}: {contents(case)}",
        "",
        *table(case),
        "",
        target("koud gedeeld door kaal", ratio(case, COLD), 3, ""),
        target("ongewijzigd min kaal", more(case, SAME), 1, " s"),
        target("alle downloads, koud", downloads_took(case, COLD), 2, " s"),
        target("alle downloads, die niet veranderd zijn", downloads_took(case, SAVED), 0.5, " s"),
    ]


def hundred(folder: Path, quick: bool) -> list[str]:
    """A synthetic catalogue of a hundred documents."""
    say("honderd documenten")
    case = Case("Verzonnen gemeenten", folder / "project", folder / "bare")
    generate(ROOT, case.project)
    measure(case, pairs=1 if quick else 2, stepped=1)
    return [
        f"{case.titel}: {contents(case)}",
        "",
        *table(case),
        "",
        target("koud gedeeld door kaal", ratio(case, COLD), 1.5, ""),
        target("opgeslagen gedeeld door kaal", ratio(case, SAVED), 1.5, ""),
        target("ongewijzigd gedeeld door kaal", ratio(case, SAME), 1.5, ""),
    ]


CASES = {"echt": real, "honderd": hundred}


def main() -> int:
    """Measure and print; a benchmark is no test, so the exit code is always 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--snel", action="store_true", help="elke meting één keer")
    parser.add_argument("--alleen", choices=CASES, help="alleen dit deel")
    options = parser.parse_args()
    for name in [options.alleen] if options.alleen else CASES:
        with tempfile.TemporaryDirectory(prefix="inlegvel-benchmark-") as folder:
            try:
                lines = CASES[name](Path(folder), options.snel)
            except FailedError as error:
                lines = [f"{name}: een van de processen stopte met een fout:", str(error)]
            print("\n".join(lines), end="\n\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

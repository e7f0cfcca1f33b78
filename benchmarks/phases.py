"""Build a project once, in this process, and write what each step took as JSON.

    python benchmarks/phases.py PROJECT RESULT

The steps are timed where the pipeline calls them, in one real build, so that together
with starting Python they make the whole. A step that calls another one is charged only
for its own part. The peak is the highest memory of the process up to the end of the step.
"""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType
from typing import Any

from inlegvel import build, pipeline
from inlegvel.export import kept, packages, studio, tables

STEPS: list[tuple[ModuleType | type, str, str]] = [
    (pipeline, "load_catalogue", "laden"),
    (pipeline, "derive_facts", "afleiden"),
    (pipeline, "check", "controleren"),
    (pipeline, "check_prose", "controleren"),
    (pipeline, "publish", "pagina's"),
    (pipeline, "all_packages", "downloads"),
    (pipeline, "export_all", "downloads"),
    (pipeline, "downloads", "downloads"),
    (tables, "csv_bytes", "  csv"),
    (packages, "excel_csv", "  nl.csv"),
    (packages, "json_rows", "  json"),
    (packages, "csvw_metadata", "  csv-metadata"),
    (packages, "descriptor", "  datapackage"),
    (packages, "workbook_bytes", "  xlsx"),
    (packages, "archive_bytes", "  zip"),
    (packages, "database_bytes", "  sqlite"),
    # Pictures are drawn by programs beside the build: what they take is known once they stop,
    # and the build itself only waits for the last of them.
    (pipeline.Published, "write_rest", "  png"),
    (studio.Studio, "close", "  png"),
    (kept, "read_whole", "  bewaard"),
    (build, "mkdocs_build", "MkDocs"),
    (build, "deliver", "klaarmaken"),
    (build, "write_index", "zoeken"),
    (build, "build_site", "plaatsen"),
]


def peak_mb() -> float:
    """The highest memory of this process so far, in MB of a million bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


def processor() -> float:
    """Processor seconds of this process so far, with those of programs that it ran."""
    programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + programs.ru_utime + programs.ru_stime


class Stopwatch:
    """Wall-clock and processor seconds and peak memory per step."""

    def __init__(self) -> None:
        self.steps: dict[str, dict[str, float]] = {}
        self.inside: list[tuple[float, float]] = []
        """For each step that is running, what the steps within it took so far."""

    def around(self, module: ModuleType | type, name: str, step: str) -> None:
        """Time every call that `module` makes of `name`."""
        called: Callable[..., Any] = getattr(module, name)

        def timed(*args: Any, **rest: Any) -> Any:
            self.inside.append((0.0, 0.0))
            start, start_cpu = perf_counter(), processor()
            try:
                return called(*args, **rest)
            finally:
                self.add(step, perf_counter() - start, processor() - start_cpu)

        setattr(module, name, timed)

    def add(self, step: str, seconds: float, processor: float) -> None:
        """Charge a step that ended with its own part, and the step around it with none of it."""
        within, within_cpu = self.inside.pop()
        if self.inside:
            around, around_cpu = self.inside[-1]
            self.inside[-1] = (around + seconds, around_cpu + processor)
        entry = self.steps.setdefault(step, dict.fromkeys(("seconden", "processor", "piek"), 0.0))
        entry["seconden"] += seconds - within
        entry["processor"] += processor - within_cpu
        entry["piek"] = peak_mb()


def main() -> int:
    """Build the project and write the steps."""
    project, result = Path(sys.argv[1]), Path(sys.argv[2])
    watch = Stopwatch()
    peak = peak_mb()
    for module, name, step in STEPS:
        watch.around(module, name, step)
    code = build.build_site(project)
    # Only run.py knows when Python started: it fills in the seconds.
    watch.steps["opstarten"] = {"seconden": 0.0, "processor": 0.0, "piek": peak}
    result.write_text(json.dumps(watch.steps), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())

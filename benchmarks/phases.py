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
from time import perf_counter
from types import ModuleType
from typing import Any

from inlegvel import build, pipeline

STEPS: list[tuple[ModuleType, str, str]] = [
    (pipeline, "load_catalogue", "laden"),
    (pipeline, "derive_facts", "afleiden"),
    (pipeline, "check", "controleren"),
    (pipeline, "check_prose", "controleren"),
    (pipeline, "publish", "pagina's"),
    (pipeline, "export_all", "downloads"),
    (build, "mkdocs_build", "MkDocs"),
    (build, "build_site", "plaatsen"),
]


def peak_mb() -> float:
    """The highest memory of this process so far, in MB of a million bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


class Stopwatch:
    """Seconds and peak per step; `inside` holds the seconds of steps within a running one."""

    def __init__(self) -> None:
        self.steps: dict[str, dict[str, float]] = {}
        self.inside: list[float] = []

    def around(self, module: ModuleType, name: str, step: str) -> None:
        """Time every call that `module` makes of `name`."""
        called: Callable[..., Any] = getattr(module, name)

        def timed(*args: Any, **rest: Any) -> Any:
            self.inside.append(0.0)
            start = perf_counter()
            try:
                return called(*args, **rest)
            finally:
                seconds = perf_counter() - start
                own = seconds - self.inside.pop()
                if self.inside:
                    self.inside[-1] += seconds
                entry = self.steps.setdefault(step, {"seconden": 0.0, "piek": 0.0})
                entry["seconden"] += own
                entry["piek"] = peak_mb()

        setattr(module, name, timed)


def main() -> int:
    """Build the project and write the steps."""
    project, result = Path(sys.argv[1]), Path(sys.argv[2])
    watch = Stopwatch()
    for module, name, step in STEPS:
        watch.around(module, name, step)
    code = build.build_site(project)
    watch.steps["opstarten"] = {"seconden": 0.0, "piek": 0.0}  # its rest: run.py knows the whole
    result.write_text(json.dumps(watch.steps), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())

"""The workflows as data, and how GitHub runs a step of them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from tests.conftest import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
MAIN = "refs/heads/main"
CHOICE = re.compile(r"github\.ref == '(?P<ref>[^']*)' && '(?P<yes>[^']*)' \|\| '(?P<no>[^']*)'")


def read(path: Path) -> dict[str, Any]:
    """A workflow; `on` is no boolean here."""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def jobs() -> dict[str, dict[str, Any]]:
    """Every job of every workflow by its identifier."""
    return {name: job for path in WORKFLOWS.iterdir() for name, job in read(path)["jobs"].items()}


def run_steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of a job that are commands."""
    return [step for step in job["steps"] if "run" in step]


@dataclass
class Runner:
    """A machine that runs the commands of a job in `clone`, with what GitHub gives them."""

    clone: Path
    ref: str = MAIN
    repository: str = "Dorp/inlegvel"
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Path:
        """Where steps write what a reviewer reads."""
        return self.clone.parent / f"{self.clone.name}-summary.md"

    def value(self, text: str) -> str:
        """The text of a setting with its expressions worked out; only those that we use."""

        def worked_out(match: re.Match[str]) -> str:
            expression = match[1].strip()
            if choice := CHOICE.fullmatch(expression):
                return choice["yes"] if self.ref == choice["ref"] else choice["no"]
            kind, _, name = expression.partition(".")
            assert kind == "vars", f"this test does not know {expression}"
            return self.variables.get(name, "")

        return re.sub(r"\$\{\{(.*?)\}\}", worked_out, text)

    def run(self, job: dict[str, Any], step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """Run one command as GitHub does: in bash, that stops at the first error."""
        env = {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_REF": self.ref,
            "GITHUB_REPOSITORY": self.repository,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.clone),
            "HOME": os.environ["HOME"],
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }
        for settings in (job, step):
            env |= {name: self.value(text) for name, text in settings.get("env", {}).items()}
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.clone,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )


def give_environment(clone: Path) -> None:
    """Give a clone what `make` would install, from what runs this test.

    The stamps say that all is there. That it can be installed from the lock is what the first
    step of .ci/run shows.
    """
    venv = clone / ".venv"
    (venv / "bin").mkdir(parents=True)
    python = venv / "bin" / "python"
    python.write_text(
        f'#!/bin/sh\nPYTHONPATH="{clone / "scripts"}" exec "{sys.executable}" "$@"\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    (venv / ".checkout").write_text(f"{clone.resolve()}\n", encoding="utf-8")
    for stamp in (".locked", ".site"):
        (venv / stamp).touch()


def has_make() -> bool:
    """Whether this machine can run a step at all."""
    return shutil.which("make") is not None and shutil.which("bash") is not None

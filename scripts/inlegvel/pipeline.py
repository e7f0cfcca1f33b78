"""The one way through the layers: load, derive, check, render, export."""

from dataclasses import dataclass
from pathlib import Path

from inlegvel.check import check
from inlegvel.check.prose import check_prose
from inlegvel.derive.facts import Facts, derive_facts
from inlegvel.findings import Finding, has_errors, sort_findings
from inlegvel.load import load_catalogue

CACHE = ".inlegvel-cache"


@dataclass(frozen=True)
class Examined:
    """What was read of a project, and everything that was found.

    `facts` is None where the data could not be read at all.
    """

    facts: Facts | None
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing here stops a build."""
        return self.facts is not None and not has_errors(self.findings)


def examine(root: Path) -> Examined:
    """Load and check the project at `root`: its data packages and its prose."""
    catalogue, findings = load_catalogue(root, root / CACHE)
    findings += check_prose(root)
    if catalogue is None:
        return Examined(None, tuple(sort_findings(findings)))
    facts = derive_facts(catalogue)
    findings += check(facts)
    return Examined(facts, tuple(sort_findings(findings)))

"""Findings on top of a page, for the editor who is looking at `make serve`."""

from collections.abc import Iterable

from inlegvel.findings import Finding
from inlegvel.render.html import environment


def problems_html(findings: Iterable[Finding]) -> str:
    """A panel with every finding, its place and its remedy."""
    return environment().get_template("problems.html").render(findings=list(findings))

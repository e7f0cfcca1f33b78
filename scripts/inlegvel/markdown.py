"""Texts of the data in Markdown, as GitHub shows it: no text becomes markup."""

import re
from collections.abc import Iterable, Sequence

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$])")


def plain_text(text: str) -> str:
    """A text on one line that Markdown shows as it is, also within a table."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; its cells are texts, not markup."""
    lines = [heads, *rows]
    shown = [f"| {' | '.join(plain_text(cell) for cell in line)} |" for line in lines]
    return [shown[0], f"|{'---|' * len(heads)}", *shown[1:]]


def folded(summary: str, lines: Iterable[str]) -> list[str]:
    """Lines that a reader opens if they want to."""
    return [f"<details><summary>{summary}</summary>", "", *lines, "", "</details>"]

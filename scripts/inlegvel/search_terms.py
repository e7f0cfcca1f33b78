"""The terms of the glossary, recognised in what a page says."""

import re
from dataclasses import dataclass
from functools import cached_property

from inlegvel.model import Row

WORD = re.compile(r"[^\W_]+")
ENDINGS = ("", "en", "n", "s", "e")


@dataclass(frozen=True)
class Term:
    """A term of the glossary, to be recognised in texts."""

    begrip: Row

    @cached_property
    def forms(self) -> list[tuple[str, ...]]:
        """The words of the term in each of its forms, in small letters."""
        words = words_of(self.begrip["term"])
        return [(*words[:-1], words[-1] + end) for end in ENDINGS] if words else []

    def stands_in(self, text: "Text") -> bool:
        """Whether the term, or a form of it, stands in the text."""
        return any(
            text.known.issuperset(form) and (len(form) == 1 or f" {' '.join(form)} " in text.line)
            for form in self.forms
        )


class Text:
    """The words of a text: each once, and in their order with a space on both sides."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self.known = frozenset(words)
        self.line = f" {' '.join(words)} "


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(text.casefold())

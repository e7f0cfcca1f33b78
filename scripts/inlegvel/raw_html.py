"""Finished HTML on a page, put aside before Markdown reads it.

Most of a page that follows from the data is HTML. Markdown and MkDocs would each parse all of
it, sign by sign, to leave it as it is. This extension of Markdown takes out the blocks of which
it is plain where they end; what is not plain stays for Markdown. The result is the same, byte
for byte: a block is stored as `markdown.htmlparser` does.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

# After fenced code (25), so that code is no HTML; before MkDocs looks for anchors (21) and
# Markdown for HTML (20).
PRIORITY = 22
# What may be a tag at the beginning of a line: its indent, its name, and what follows the name.
OPENING = re.compile(r"^( {0,3})<([/!?]?[a-zA-Z0-9]*)(.?)", re.MULTILINE)
BLANK_LINE = re.compile(r"([ ]*\n){2}")
COMMENT = "<!--"  # within it a tag means nothing
VOID = {"hr"}  # has no end
ANCHOR = re.compile(r' id="([^"]+)"')


class FinishedHtml(Extension):
    """The extension, as `markdown_extensions` of MkDocs takes it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Markdown's)
        """Put HTML aside before anything else reads it."""
        md.preprocessors.register(_Aside(md), "inlegvel_raw_html", PRIORITY)


class _Aside(Preprocessor):
    """Puts a mark in the place of each block of HTML; Markdown puts the block back at the end."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines of a page with a mark for each block."""
        text = "\n".join(lines)
        parts, done = [], 0
        for start, end in self._blocks(text):
            apart = "\n" if BLANK_LINE.match(text, end) else ""
            mark = self.md.htmlStash.store(text[start:end] + apart)
            parts += [text[done:start], "\n", mark, "\n\n"]
            done = end
        return "".join([*parts, text[done:]]).split("\n") if parts else lines

    def _blocks(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each block begins and ends, up to the first that is not plain."""
        opening = None if COMMENT in text else OPENING.search(text)
        while opening:
            place = opening.end()
            if not self._is_inline(opening[2]):
                end = _end(text, opening[2], opening.start()) if _is_plain(opening) else None
                if end is None or text[end : end + 1] not in ("", "\n"):
                    return
                yield opening.start(), end
                place = end
            opening = OPENING.search(text, place)

    def _is_inline(self, name: str) -> bool:
        """Whether a tag stands within a paragraph, for Markdown to read."""
        name = name.removeprefix("/").lower()
        return not name or (name[0].isalnum() and not self.md.is_block_level(name))


def _is_plain(opening: re.Match[str]) -> bool:
    """Whether a tag is written as our templates write the beginning of a block."""
    indent, name, after = opening.groups()
    return not indent and name.islower() and name.isalnum() and name not in VOID and after in "> \n"


def _end(text: str, tag: str, start: int) -> int | None:
    """The place after the element that begins at `start`; None where it does not end."""
    depth = 0
    for found in _tags(tag).finditer(text, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return None


@lru_cache
def _tags(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){tag}\b[^>]*>")


def anchors(html: str) -> set[str]:
    """The identifiers in a page, which MkDocs no longer meets in what was put aside."""
    return set(ANCHOR.findall(html))

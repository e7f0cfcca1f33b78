"""What mkdocs-macros reports about a failed macro, as a finding with page and line.

The plugin replaces the whole page by its error text and goes on. That text has a
fixed head, and holds the traceback; the last line number of the template is the
line of the macro, counted after the front matter.
"""

import re
from inspect import signature
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from inlegvel.findings import Finding, nearest
from inlegvel.render.snippets import MACROS

HEAD = re.compile(r"# _Macro (Rendering|Syntax) Error_")
TEMPLATE_LINE = re.compile(r'File "<template>", line (\d+)')
SYNTAX_LINE = re.compile(r"_Line (\d+) in Markdown file:_ \*\*(.*?)\*\*", re.DOTALL)
MESSAGE = re.compile(r"^_(?!File_)(\w+)_: (.*?)\n\s*\n```", re.DOTALL | re.MULTILINE)
WRONG_CALL = re.compile(
    r"(\w+)\(\) (?:missing|takes|got an unexpected|got multiple)|arguments after"
)
UNDEFINED = re.compile(r"'(\w+)' is undefined")


def macro_finding(markdown: str, page: Any, root: Path) -> Finding | None:
    """The finding for a page whose macros failed; None where they did not."""
    if not HEAD.match(markdown):
        return None
    syntax = SYNTAX_LINE.search(markdown)
    lines = TEMPLATE_LINE.findall(markdown)
    number = int(syntax[1]) if syntax else int(lines[-1]) if lines else 1
    message = MESSAGE.search(markdown)
    text = syntax[2] if syntax else message[2] if message else "De macro geeft een fout."
    return Finding(
        regel="macro-fout",
        ernst="fout",
        bestand=Path(page.file.abs_src_path).relative_to(root).as_posix(),
        regelnummer=number + _front_matter_lines(page),
        melding=_explain(" ".join(text.split()), syntax is not None),
        herstel="Verbeter de macro op deze regel en sla de pagina op.",
    )


def _front_matter_lines(page: Any) -> int:
    source = page.file.content_string
    body, _ = get_data(source)
    return int(source.count("\n") - body.count("\n"))


def _explain(text: str, is_syntax: bool) -> str:
    if is_syntax:
        return (
            "De macro is niet goed geschreven. Kijk naar haakjes, komma's en aanhalingstekens "
            f"(technisch: {text})."
        )
    if match := UNDEFINED.search(text):
        hint = nearest(match[1], MACROS) or "Zet namen tussen aanhalingstekens."
        return f"De macro of naam ‘{match[1]}’ bestaat niet. {hint}"
    if match := WRONG_CALL.search(text):
        return f"De macro krijgt te weinig of te veel gegevens. Zo hoort het: {usage(match[1])}."
    return text


def usage(name: str) -> str:
    """How a macro is written, such as ``tabel(document, naam)``."""
    if name not in MACROS:
        return "zie de voorbeelden op andere pagina's"
    parameters = list(signature(MACROS[name]).parameters)[2:]  # context and address are ours
    return f"{name}({', '.join(parameters)})"

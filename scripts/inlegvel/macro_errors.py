"""What is wrong with the macros on the pages that people write: every mistake, with its line.

mkdocs-macros stops at the first mistake of a page and puts an English error page in its place.
So the macros are first run here, over the same text: each mistake is noted and the rest goes on.
"""

import inspect
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, TemplateError, TemplateSyntaxError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.meta import find_undeclared_variables
from mkdocs.utils.meta import get_data

from inlegvel.findings import Finding, nearest
from inlegvel.render.context import Context
from inlegvel.render.lookup import MacroError
from inlegvel.render.snippets import FIGURE, MACROS

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# What mkdocs-macros offers on a page besides macros. Not its `git` and `environment`: a page says
# the same on every machine.
OFFERED = {"config", "files", "macros_info", "navigation", "page", "plugin"}
# What a macro or a template may stumble over when it is given something odd.
ODD = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
FAILED = re.compile(r"# _Macro (Rendering|Syntax) Error_")


def check_macros(pages: Mapping[str, str], context: Context | None) -> list[Finding]:
    """A finding for every mistake in a macro on a page; `pages` gives texts by file.

    Without `context`, as where the data cannot be read, only the way macros are written is
    checked.
    """
    findings: list[Finding] = []
    for bestand, text in pages.items():
        body, meta = get_data(text)
        if not TAG.search(body) or meta.get("render_macros") is False:
            continue
        page = _Page(context, _url(Path(bestand).parent.relative_to("docs")), meta)
        above = text.count("\n") - body.count("\n")
        findings += [
            _finding(bestand, line + above, melding) for line, melding in sorted(page.check(body))
        ]
    return findings


def _url(folder: Path) -> str:
    return "" if folder == Path() else f"{folder.as_posix()}/"


def _finding(bestand: str, line: int, melding: str) -> Finding:
    return Finding(
        regel="macro-fout",
        ernst="fout",
        bestand=bestand,
        regelnummer=line,
        melding=melding,
        herstel="Verbeter de macro op deze regel en sla de pagina op.",
    )


class _Quiet(ChainableUndefined):
    """A name that does not exist has its own finding; what is done with it adds nothing."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self


@dataclass
class _Page:
    """One page while its macros are tried.

    `front` is its front matter; `above` counts the lines before the piece that runs.
    """

    context: Context | None
    url: str
    front: Mapping[str, Any]
    problems: set[tuple[int, str]] = field(default_factory=set)
    above: int = 0

    def check(self, body: str) -> set[tuple[int, str]]:
        """Every mistake: its line, counted in `body` from 1, and what it is."""
        environment = Environment(undefined=_Quiet)  # noqa: S701 (Markdown, shown nowhere)
        environment.globals.update({name: self._noting(name) for name in MACROS})
        if not self._try(environment, body, 0):
            # One mistake stopped the page: each tag on its own, so that no other is missed.
            self.problems.clear()
            results = [
                self._try(environment, tag.group(), body.count("\n", 0, tag.start()))
                for tag in TAG.finditer(body)
                if not tag.group().startswith("{%")
            ]
            if all(results) and not self.problems:
                self._try_aloud(environment, body)
        return self.problems

    def _try(self, environment: Environment, text: str, above: int) -> bool:
        """Run a piece that begins below `above` lines; False where it did not come to its end."""
        try:
            self.above = above
            self._note_unknown(environment, text)
            environment.from_string(text).render(self.front)
        except TemplateSyntaxError as error:
            self.problems.add((above + error.lineno, _badly_written(error)))
            return False
        except ODD:
            return False
        return True

    def _try_aloud(self, environment: Environment, body: str) -> None:
        try:
            environment.from_string(body).render(self.front)
        except TemplateSyntaxError as error:
            self.problems.add((error.lineno, _badly_written(error)))
        except ODD as error:
            self.problems.add((1, f"Deze pagina loopt vast op een macro (technisch: {error})."))

    def _note_unknown(self, environment: Environment, text: str) -> None:
        tree = environment.parse(text)
        known = OFFERED | set(self.front) | set(MACROS) | set(DEFAULT_NAMESPACE)
        unknown = find_undeclared_variables(tree) - known
        for name in tree.find_all(nodes.Name):
            if name.name in unknown:
                hint = nearest(name.name, MACROS) or "Zet namen tussen aanhalingstekens."
                melding = f"De macro of naam ‘{name.name}’ bestaat niet. {hint}"
                self.problems.add((self.above + name.lineno, melding))

    def _noting(self, name: str) -> Callable[..., str]:
        return partial(self._run, name)

    def _run(self, name: str, *arguments: Any, **named: Any) -> str:
        """The macro as it shows on the page, or a note of what is wrong with it."""
        show, line = MACROS[name], self.above + _line_in_template()
        try:
            inspect.signature(show).bind(self.context, self.url, *arguments, **named)
        except TypeError:
            melding = f"De macro krijgt te weinig of te veel gegevens. Zo hoort het: {usage(name)}."
            self.problems.add((line, melding))
            return ""
        given = (*arguments, *named.values())
        if self.context is None or any(isinstance(value, _Quiet) for value in given):
            return ""
        try:
            return show(self.context, self.url, *arguments, **named)
        except MacroError as error:
            self.problems.add((line, str(error)))
        except ODD:
            self.problems.add((line, f"Hier kan de macro niets mee. Zo hoort het: {usage(name)}."))
        return ""


def _line_in_template() -> int:
    """The line of the page on which the running macro stands."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename != "<template>" and frame.f_back is not None:
        frame = frame.f_back
    template = frame.f_globals.get("__jinja_template__")
    return int(template.get_corresponding_lineno(frame.f_lineno)) if template else 1


def _badly_written(error: TemplateSyntaxError) -> str:
    return (
        "De macro is niet goed geschreven. Kijk naar haakjes, komma's en aanhalingstekens "
        f"(technisch: {error.message})."
    )


def usage(name: str) -> str:
    """How a macro is written: ``tabel(document, naam)``; what may be left out as ``x=…``."""
    names: list[str] = []
    for parameter in list(inspect.signature(MACROS[name]).parameters.values())[2:]:
        # The first two, context and address, are ours.
        if parameter.kind is parameter.VAR_POSITIONAL:
            names += [part for part in FIGURE if part not in names]
        elif parameter.kind is not parameter.VAR_KEYWORD:
            names.append(parameter.name if parameter.default is parameter.empty
                         else f"{parameter.name}=…")  # fmt: skip
    return f"{name}({', '.join(names)})"


def stopped(markdown: str) -> bool:
    """Whether mkdocs-macros put its error page in the place of a page."""
    return FAILED.match(markdown) is not None


def unforeseen(page: Any, root: Path) -> Finding:
    """For a page on which mkdocs-macros stumbles and `check_macros` did not."""
    bestand = Path(page.file.abs_src_path).relative_to(root).as_posix()
    return _finding(bestand, 1, "Een macro op deze pagina geeft een fout.")

"""Templates, and text from data made safe for Markdown, HTML and macros."""

import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

# Which identifiers rows carry: their own on the page that is their home, with the document in
# front on pages that gather rows of several documents, none where a row may stand twice.
Ids = Literal["home", "page", "none"]

# Between the parts of a place in a paper; fewer letters than this say too little alone.
PLACE_MARK = " > "
SAYS_ENOUGH = 12
HEADING = re.compile(r"(#{1,4} )(.*)( \{: #[^\s{}]+ \})")
NEW_LINE = re.compile(r"\s*\n\s*")
MARKDOWN_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[]()#+!|~^=<>&\"'$:/@-"})


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja with escaping on and undefined names refused."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=one_line,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["kop"] = heading_text
    env.filters["alinea"] = paragraph
    env.filters["letterlijk"] = verbatim
    env.filters["einde"] = place_end
    return env


class _Compiled(FileSystemBytecodeCache):
    """Keeps what it can: a disk that is full or read-only costs time, nothing else."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of one template."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def keep_compiled(templates: Environment, folder: Path) -> None:
    """Keep the code that Jinja makes of each template in `folder`, by the template's text."""
    templates.bytecode_cache = _Compiled(str(folder))


def one_line(value: Any) -> Any:
    """A value for a template: a new line in data could begin a block of Markdown."""
    if isinstance(value, str) and "\n" in value and not isinstance(value, Markup):
        return NEW_LINE.sub(" ", value)
    return value


def render(template: str, **values: Any) -> str:
    """The template filled in, safe to stand in a Markdown page."""
    return finish(environment().get_template(template).render(**values))


def finish(body: str) -> str:
    """Braces of data as entities: macros and attribute lists must not see them.

    Only the identifiers that our own headings carry keep their braces.
    """
    return "\n".join(
        _finish_line(line) if "{" in line or "}" in line else line for line in body.split("\n")
    )


def _finish_line(line: str) -> str:
    match = HEADING.fullmatch(line)
    if match:
        return f"{match[1]}{_braces(match[2])}{match[3]}"
    return _braces(line)


def _braces(text: str) -> str:
    return text.replace("{", "&#123;").replace("}", "&#125;")


def place_end(place: str) -> tuple[str, str]:
    """A place in a paper in two: what leads there, and its end that says enough by itself.

    Of ``3. Wonen > tabel Huur`` the end is ``tabel Huur``, of ``3. Wonen > punt 1`` it is all.
    """
    before = place.split(PLACE_MARK)
    end = before.pop()
    while before and len(end) < SAYS_ENOUGH:
        end = f"{before.pop()}{PLACE_MARK}{end}"
    return "".join(f"{part}{PLACE_MARK}" for part in before), end


def heading_text(text: str) -> Markup:
    """Data in a Markdown heading: every sign that means something becomes an entity."""
    plain = NEW_LINE.sub(" ", str(text).strip())
    return Markup(plain.translate(MARKDOWN_SIGNS))


def in_line(text: str) -> Markup:
    """Data in a line that a person writes: no sign of it means anything in Markdown."""
    return Markup(_braces(str(heading_text(text))))


def hyperlink(url: str, text: str) -> Markup:
    """A link in running HTML, on one line: what Markdown sees of it can begin no block."""
    return Markup('<a href="{}">{}</a>').format(url, one_line(text))


def paragraph(text: str) -> Markup:
    """Data in running HTML: escaped, its line breaks kept, never a blank line."""
    lines = [escape(line.strip()) for line in str(text).splitlines() if line.strip()]
    return Markup("<br>").join(lines)


def verbatim(text: str) -> Markup:
    """Text whose lines stay as they are, for within `pre`; no line of data stands there alone."""
    return escape(text)


def anchor(rij: str) -> str:
    """The fragment of a row: its key values joined by dots."""
    return re.sub(r"[^a-z0-9.-]+", "-", rij.lower().replace("/", "."))


def row_anchor(ids: Ids, document: str, key: str) -> str:
    """The identifier of a row on a page; see `Ids`."""
    if ids == "none":
        return ""
    return anchor(key if ids == "home" else f"{document}/{key}")

"""The export of a project: its pages as plain Markdown, its downloads, and settings of its own.

Everything is written aside, built once by MkDocs without a warning, and only then put in
place in one step. From that build comes the search index, so that no generator needs to make it.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from inlegvel import report
from inlegvel.address import with_slash
from inlegvel.aside import BusyError, aside, exchange
from inlegvel.build import mkdocs_messages, told
from inlegvel.check.links import check_links
from inlegvel.dutch import datum, plural
from inlegvel.exporteer.folder import ExporteerError, mark, refuse, write
from inlegvel.exporteer.prose import without_macros
from inlegvel.exporteer.settings import plain_settings, read_settings
from inlegvel.findings import Finding
from inlegvel.load.proza import NO_PAGES, load_proza
from inlegvel.pipeline import DOCS, Published, refresh
from inlegvel.search import FOLDER, write_index
from inlegvel.terminal import say

SETTINGS = "mkdocs.yml"
README = "LEESMIJ.md"
NOTHING = "Er is niets geëxporteerd."
BUSY = "Iemand maakt daar al een map met inlegvel. Wacht tot dat klaar is."
TEMPLATE = Path(__file__).with_name("leesmij.md.jinja")


@dataclass(frozen=True)
class Exported:
    """What was exported, and where."""

    folder: Path
    pages: int
    downloads: int

    def as_text(self) -> str:
        """What was done, and how it is built."""
        return (
            f"Geëxporteerd naar {self.folder}: {plural(self.pages, 'pagina', 'pagina’s')} en "
            f"{plural(self.downloads, 'download', 'downloads')}.\n"
            f"Nu: lees in {README} hoe u er een website van bouwt."
        )


def export(root: Path, folder: Path) -> int:
    """Export the project at `root` to `folder`; 1 where that is refused."""
    try:
        exported = export_project(root, folder)
    except ExporteerError as error:
        say(str(error), sys.stderr)
        return 1
    say(exported.as_text())
    return 0


def export_project(root: Path, folder: Path) -> Exported:
    """Write the whole content of the project at `root` to `folder`, or change nothing.

    Raises:
        ExporteerError: the data or pages have errors, or the folder is not ours to write.
        OSError: the disk does not let us.
    """
    folder = folder.resolve()
    refuse(root.resolve(), folder)
    settings = read_settings(root, os.environ)
    examined, published = refresh(root, with_slash(settings.get("site_url")))
    if not examined.ok or published is None:
        raise ExporteerError(_refused(list(examined.findings)))
    files = _pages(root, published)
    pages = {name for name in files if name.endswith(".md")}
    files |= _other_files(root) | {file.path: file.content for file in published.artifacts}
    if broken := check_links(load_proza(root)[0], set(files)):
        raise ExporteerError(_refused(broken))
    made = {f"{DOCS}/{name}": content for name, content in files.items()}
    register = published.context.register
    made[SETTINGS] = plain_settings(settings, register, pages).encode()
    exported = Exported(folder, len(pages), len(published.artifacts))
    made[README] = _readme(exported, published, settings["site_name"]).encode()
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with aside(folder) as new, tempfile.TemporaryDirectory(prefix="inlegvel-") as site:
            write(new, made)
            _build(root, new, Path(site))
            write_index(Path(site), settings["site_name"], register.begrippen, register.vragen)
            shutil.move(Path(site) / FOLDER, new / DOCS / FOLDER)
            mark(new)
            new.chmod(0o755)
            exchange(new, folder)
    except BusyError as error:
        raise ExporteerError(f"{BUSY} {NOTHING}") from error
    return exported


def _refused(findings: list[Finding]) -> str:
    errors = [finding for finding in findings if finding.ernst == "fout"]
    return f"{report.as_text(errors)}\n\n{report.summary(findings)}\n{NOTHING}"


def _pages(root: Path, published: Published) -> dict[str, bytes]:
    """Every page as plain Markdown, by its path below docs/."""
    pages = {page.src_uri: page.markdown(plain=True) for page in published.pages}
    for bestand, text in load_proza(root)[0].items():
        name = bestand.removeprefix(f"{DOCS}/")
        pages[name] = without_macros(published.context, name, text)
    return {name: text.encode() for name, text in pages.items()}


def _other_files(root: Path) -> dict[str, bytes]:
    """What stands beside the pages that people write: styles, scripts, pictures."""
    docs = root / DOCS
    paths = {path.relative_to(docs): path for path in sorted(docs.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in paths.items()
        if name.suffix != ".md"
        and name.parts[0] != NO_PAGES
        and not any(part.startswith(".") for part in name.parts)
    }


def _readme(exported: Exported, published: Published, site_name: str) -> str:
    register = published.context.register
    proef = " Dit is een proef, geen officiële website." if register.uitgever is None else ""
    markdown = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 (Markdown)
    return markdown.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        naam=site_name,
        paginas=plural(exported.pages, "pagina", "pagina's"),
        downloads=plural(exported.downloads, "download", "downloads"),
        peildatum=datum(register.peildatum),
        proef=proef,
        adres=published.context.site_url,
    )


def _build(root: Path, new: Path, site: Path) -> None:
    """Build the export with MkDocs; what it warns of would be wrong in any generator.

    Raises:
        ExporteerError: there was a warning, such as a link to a heading that is not there.
    """
    with mkdocs_messages() as messages:
        try:
            config: Any = load_config(str(new / SETTINGS), site_dir=str(site), strict=True)
            mkdocs_build(config)
        except (Abort, MkDocsException) as error:
            texts = [told(root, text) for text in messages.texts] or [str(error)]
            raise ExporteerError("\n".join([*texts, NOTHING])) from error

"""MkDocs hook: adds what the pipeline made as virtual files. It holds no logic of its own.

In `mkdocs build` a finding that is an error stops the build. In `mkdocs serve` the
last good data stays, and every page shows the findings on top until they are mended.
"""

import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from inlegvel import report
from inlegvel.address import with_slash
from inlegvel.check.links import check_links
from inlegvel.dutch import datum
from inlegvel.export import Artifact
from inlegvel.export.studio import Studio
from inlegvel.findings import Finding, sort_findings
from inlegvel.load.proza import load_proza
from inlegvel.macro_errors import stopped, unforeseen
from inlegvel.on_request import OnRequest, with_downloads
from inlegvel.pipeline import DOCS, Published, refresh
from inlegvel.raw_html import FinishedHtml, anchors
from inlegvel.render.html import environment, keep_compiled
from inlegvel.render.jaren import in_woorden
from inlegvel.render.problems import problems_html
from inlegvel.render.termen import in_place
from inlegvel.whole import CACHE

TEMPLATES = f"{CACHE}/sjablonen"
NOT_YET = "Deze pagina is er nog niet. Verbeter eerst wat hierboven staat."
log = logging.getLogger("mkdocs.hooks.inlegvel")


class RefusedError(PluginError):
    """The build stops because of these findings."""

    def __init__(self, findings: list[Finding]):
        errors = [finding for finding in findings if finding.ernst == "fout"]
        super().__init__(f"\n{report.as_text(errors)}\n\n{report.summary(findings)}")
        self.findings = findings


class Build:
    """What one build knows: the command, the files to add, and what went wrong."""

    def __init__(self, command: str = "build"):
        self.command = command
        self.published: Published | None = None
        self.errors: list[Finding] = []
        self.good: dict[str, str] = {}  # pages as they were when their macros last worked
        self.studio: Studio | None = None

    def add(self, findings: list[Finding]) -> None:
        """Keep what went wrong; who is looking on sees it in the terminal too."""
        self.errors += findings
        if findings and self.serving:
            log.error("\n%s", report.as_text(findings))

    @property
    def serving(self) -> bool:
        """Whether a person is looking on, so that a mistake must not stop everything."""
        return self.command == "serve"


_build = Build()


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is `build` or `serve`; only a build draws pictures ahead."""
    _build.command = command
    _build.studio = None if _build.serving else Studio()
    # It would print the traceback of every failed macro, which is a finding of ours.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.CRITICAL)
    # It says in English which links lead nowhere: findings of ours as well.
    logging.getLogger("mkdocs.structure.pages").addFilter(_is_no_finding)


def on_shutdown() -> None:
    """Nothing goes on after the build, be it done or broken off."""
    if _build.studio is not None:
        _build.studio.close()


def _is_no_finding(record: logging.LogRecord) -> bool:
    message = record.getMessage()
    broken = [finding for finding in _build.errors if finding.gevonden]
    return not any(
        f"'{finding.bestand.removeprefix(f'{DOCS}/')}'" in message
        and f"'{finding.gevonden}'" in message
        for finding in broken
    )


def on_config(config: Any) -> Any:
    """Load, check and render the data; errors stop a build."""
    config.markdown_extensions.append(FinishedHtml())
    root = Path(config.config_file_path).parent
    keep_compiled(environment(), root / TEMPLATES)
    examined, _build.published = refresh(
        root, with_slash(config.site_url), _build.studio, measured=not _build.serving
    )
    _build.errors = []
    _build.add([finding for finding in examined.findings if finding.ernst == "fout"])
    if _build.errors and not _build.serving:
        raise RefusedError(list(examined.findings))
    if _build.published is not None:
        register = _build.published.context.register
        config.extra["uitgever"] = register.uitgever
        config.extra["peildatum"] = datum(register.peildatum)
        midnight = datetime.combine(register.peildatum, datetime.min.time(), tzinfo=UTC)
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add every generated page and download; what is not made yet is written by who asks."""
    if _build.published is not None:
        for page in _build.published.pages:
            files.append(File.generated(config, page.src_uri, content=page.markdown()))
        for artifact in _build.published.artifacts:
            on_request = _build.serving and not artifact.path.endswith(".html")
            if on_request or not artifact.made:
                files.append(OnRequest.generated(config, artifact.path, content=b""))
            else:
                files.append(File.generated(config, artifact.path, content=artifact.content))
        root = Path(config.config_file_path).parent
        broken = check_links(load_proza(root)[0], {file.src_uri for file in files})
        _build.add(broken)
        if broken and not _build.serving:
            raise RefusedError(sort_findings(_build.errors))
    return files


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Answer requests for downloads with those of the last good data."""

    def artifacts() -> tuple[Artifact, ...]:
        return _build.published.artifacts if _build.published is not None else ()

    server.set_app(with_downloads(server.get_app(), server.mount_path, artifacts))
    return server


def on_page_markdown(markdown: str, page: MkDocsPage, config: Any, files: Files) -> str:
    """Explain terms where they stand; for a page whose macros failed, its last good text."""
    if _build.published is None:
        return markdown
    if page.file.generated_by is None:
        markdown = _good_text(markdown, page, Path(config.config_file_path).parent)
    return in_place(markdown, _build.published.context.register.begrippen)


def _good_text(markdown: str, page: MkDocsPage, root: Path) -> str:
    """The text of a page that people write, or the last that was good; findings say why."""
    name = page.file.src_uri
    if not stopped(markdown):
        _build.good[name] = markdown
        return markdown
    if f"{DOCS}/{name}" not in {finding.bestand for finding in _build.errors}:
        _build.add([unforeseen(page, root)])
    return _build.good.get(name, f"# {page.title or name}\n\n{NOT_YET}\n")


def on_page_content(html: str, page: MkDocsPage, config: Any, files: Files) -> str:
    """Tell MkDocs of the anchors in what Markdown did not read."""
    page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors(html)
    return html


def on_env(env: Any, config: Any, files: Files) -> Any:
    """All pages were read: stop the build where macros failed."""
    keep_compiled(env, Path(config.config_file_path).parent / TEMPLATES)
    if _build.errors and not _build.serving:
        raise RefusedError(sort_findings(_build.errors))
    return env


def on_post_page(output: str, page: MkDocsPage, config: Any) -> str:
    """Say years in words; while serving, show on every page what is wrong."""
    output = in_woorden(output)
    if not _build.errors:
        return output
    head, body, rest = output.partition("<body")
    tag, close, rest = rest.partition(">")
    return f"{head}{body}{tag}{close}{problems_html(sort_findings(_build.errors))}{rest}"

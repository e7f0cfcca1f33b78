"""Building the site aside and exchanging it with `site/`; serving it live."""

import ctypes
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from inlegvel import report
from inlegvel.check.links import anchor_finding
from inlegvel.delivery import Delivery, Publisher, deliver
from inlegvel.dutch import plural
from inlegvel.pipeline import Published, latest
from inlegvel.search import PAGE as SEARCH
from inlegvel.search import write_index

AT_FDCWD = -100
RENAME_EXCHANGE = 2


class _Messages(logging.Handler):
    """Keeps what MkDocs warns about, so that it is shown once and readable."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of a warning."""
        self.texts.append(record.getMessage())


def build_site(root: Path) -> int:
    """Check and build the project into `site/`; 1 where something is wrong.

    The new site is built in a folder beside `site/` and exchanged with it in one
    step, so that a build that fails leaves the site that was there.
    """
    aside = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    messages = _Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(aside), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        deliver(aside, _delivery(latest(root), config))
        write_index(aside, config.site_name, latest(root).context.register.begrippen)
        aside.chmod(0o755)
        exchange(aside, root / "site")
    except (Abort, MkDocsException) as error:
        # MkDocs turns a refusal during the build into an Abort of its own. It loads the hook under
        # a name of its own, so that RefusedError there is another class than one imported here.
        refused = [str(e) for e in (error, error.__context__) if hasattr(e, "findings")]
        texts = refused[:1] or [_told(root, text) for text in messages.texts] or [str(error)]
        report.say("\n".join([*texts, "De map site/ is niet veranderd."]), sys.stderr)
        return 1
    finally:
        logger.removeHandler(messages)
        shutil.rmtree(aside, ignore_errors=True)
    report.say(built(latest(root), root / "site", config))
    return 0


def _delivery(published: Published, config: MkDocsConfig) -> Delivery:
    register = published.context.register
    return Delivery(
        url=published.context.site_url,
        sheets=tuple(config.extra_css),
        compiling=frozenset({f"{SEARCH}index.html"}),
        publisher=Publisher(register.uitgever, register.peildatum),
    )


def _told(root: Path, text: str) -> str:
    """A warning of MkDocs, in Dutch where it is about a page that people write."""
    finding = anchor_finding(root, text)
    return report.as_text([finding]) if finding else text


def built(published: Published, site: Path, config: MkDocsConfig) -> str:
    """What was built, what was found, and how to look at it."""
    pages = sum(1 for _ in site.rglob("*.html"))
    findings = published.context.findings
    lines = [
        f"Gebouwd in {site.name}/: {plural(pages, 'pagina', 'pagina’s')} en "
        f"{plural(len(published.artifacts), 'download', 'downloads')} voor {config.site_url}",
        f"Bevindingen: {report.summary(findings)}",
        *([report.as_list(findings)] if findings else []),
        "Bekijken: geef de opdracht make serve, en open http://127.0.0.1:8000/ in uw browser.",
        "Publiceren: zet de hele map site/ op een webserver; die begint bij site/index.html.",
    ]
    if published.context.register.uitgever is None:
        lines += [
            "Er is nog geen uitgever. Elke pagina zegt daarom dat het een proef is (noindex).",
            "Er is ook geen catalogus (data/catalog.ttl): de standaard DCAT-AP-NL eist een "
            "uitgever. Noem die bij ‘uitgever’ in datapackages/register/datapackage.json.",
        ]
    return "\n".join(lines)


def exchange(new: Path, site: Path) -> None:
    """Put `new` in the place of `site` without a moment in which neither is there."""
    if not site.exists():
        new.rename(site)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is not None:
        done = renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(site), RENAME_EXCHANGE)
        if done == 0:
            return
    # Elsewhere than on Linux, two renames: a short gap, but never a half site.
    old = Path(tempfile.mkdtemp(prefix=".site-", dir=site.parent)) / "site"
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old.parent, ignore_errors=True)

"""Building the site aside and exchanging it with `site/`."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from inlegvel import report
from inlegvel.address import addresses
from inlegvel.aside import BusyError, aside, exchange
from inlegvel.check.links import anchor_finding
from inlegvel.delivery import Delivery, Publisher, deliver
from inlegvel.dutch import plural
from inlegvel.export.kept import Kept
from inlegvel.findings import ProgramError
from inlegvel.pipeline import Published, latest
from inlegvel.search import PAGE as SEARCH
from inlegvel.search import write_index
from inlegvel.terminal import say, trouble
from inlegvel.unchanged import UNCHANGED, content, keep_receipt, sources
from inlegvel.whole import CACHE

RENEWED = "De map site/ was al vernieuwd."
BUSY = (
    "Iemand bouwt deze website al, misschien in een ander venster. Wacht tot dat klaar is en geef "
    "de opdracht dan opnieuw."
)


class Messages(logging.Handler):
    """Keeps what MkDocs warns about, so that it is shown once and readable."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of a warning."""
        self.texts.append(record.getMessage())


@contextmanager
def mkdocs_messages() -> Iterator[Messages]:
    """What MkDocs warns about in the block, kept and not printed."""
    messages = Messages()
    logger = logging.getLogger("mkdocs")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(messages)
    try:
        yield messages
    finally:
        logger.removeHandler(messages)
        logger.propagate = propagate


def build_site(root: Path) -> int:
    """Check and build the project into `site/`; 1 where something is wrong.

    The new site is built in a folder beside `site/` and exchanged with it in one
    step, so that a build that fails or is stopped leaves the site that was there.
    """
    env = dict(os.environ)  # a build sets a variable itself
    placed = False
    with mkdocs_messages() as messages:
        try:
            before = sources(root, env)
            with aside(root / "site") as folder:
                config, published = _fill(root, folder)
                text = built(published, folder, config)
                made = content(folder)
                exchange(folder, root / "site")
                placed = True
                # What was saved while the site was built is in it, or is not: nobody knows.
                if before == sources(root, env):
                    keep_receipt(root, before, made, text)
        except BusyError:
            return _stopped(BUSY)
        except (Abort, MkDocsException, ProgramError) as error:
            # MkDocs turns a refusal during the build into an Abort of its own. It loads the hook
            # under a name of its own, so RefusedError there is another class than one of ours.
            refused = [str(e) for e in (error, error.__context__) if hasattr(e, "findings")]
            texts = refused[:1] or [told(root, text) for text in messages.texts] or [str(error)]
            return _stopped(*texts)
        except OSError as error:  # a full disk, a folder that may not be written
            return _stopped(trouble(error))
        except KeyboardInterrupt:
            say(f"\nGestopt. {RENEWED if placed else UNCHANGED}", sys.stderr)
            return 130
    say(text)
    return 0


def _stopped(*texts: str) -> int:
    """Say why there is no new site; gives the exit code."""
    say("\n".join([*texts, UNCHANGED]), sys.stderr)
    return 1


def _fill(root: Path, folder: Path) -> tuple[MkDocsConfig, Published]:
    """Build the whole site in an empty folder; gives its settings and what it holds."""
    config = load_config(
        str(root / "mkdocs.yml"), site_dir=str(folder), strict=True, **addresses(os.environ)
    )
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
        published = latest(root)
        deliver(folder, _delivery(published, config))
        register, kept = published.context.register, Kept(root / CACHE / "zoeken")
        write_index(folder, config.site_name, register.begrippen, register.vragen, kept)
        published.write_rest(folder)  # last: pictures are drawn until then
    finally:
        config.plugins.on_shutdown()
    folder.chmod(0o755)
    return config, published


def _delivery(published: Published, config: MkDocsConfig) -> Delivery:
    register = published.context.register
    return Delivery(
        url=published.context.site_url,
        sheets=tuple(config.extra_css),
        compiling=frozenset({f"{SEARCH}index.html"}),
        publisher=Publisher(register.uitgever, register.peildatum),
    )


def told(root: Path, text: str) -> str:
    """A warning of MkDocs, in Dutch where it is about a page that people write."""
    finding = anchor_finding(root, text)
    return report.as_text([finding]) if finding else text


def built(published: Published, folder: Path, config: MkDocsConfig) -> str:
    """What was built in `folder`, what was found, and how to look at it."""
    pages = sum(1 for _ in folder.rglob("*.html"))
    findings = published.context.findings
    lines = [
        f"Gebouwd in site/: {plural(pages, 'pagina', 'pagina’s')} en "
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

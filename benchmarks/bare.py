"""Write the finished site of a project as a plain MkDocs project.

    python benchmarks/bare.py PROJECT TARGET

`TARGET` gets every page as MkDocs would read it after the hook and the macros have done
their work, every download, the same theme, overrides and extensions, the search that MkDocs
has built in, and no hook or macros. `TARGET/environment.json` holds what the hook set in the
environment.
"""

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.utils.yaml import yaml_load

from inlegvel.pipeline import latest

LAST = -100


class AllReadError(Exception):
    """Every page was read: enough to stop here."""


class Capture(BasePlugin):
    """Writes what reaches MkDocs after all other plugins and hooks."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, page: Any, config: Any, files: Any) -> str:
        """Write a page as Markdown is to read it."""
        front = yaml.safe_dump(dict(page.meta), allow_unicode=True)
        path = self.docs / page.file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}---\n\n{markdown}", encoding="utf-8")
        return markdown

    @event_priority(LAST)
    def on_env(self, env: Any, config: Any, files: Any) -> Any:
        """Stop: nothing needs to be rendered."""
        raise AllReadError


def write_bare(project: Path, target: Path) -> None:
    """The plain MkDocs project of `project` at `target`."""
    shutil.copytree(project / "docs", target / "docs")
    shutil.copytree(project / "overrides", target / "overrides")
    settings = project / "mkdocs.yml"
    config = load_config(str(settings), site_dir=str(target / "unused"))
    config.plugins["benchmark"] = Capture(target / "docs")
    config.plugins.on_startup(command="build", dirty=False)
    with suppress(AllReadError):
        build(config)
    latest(project.resolve()).write_rest(target / "docs")
    config.plugins.on_shutdown()
    shutil.rmtree(target / "unused", ignore_errors=True)
    with settings.open(encoding="utf-8") as file:
        plain: dict[str, Any] = yaml_load(file)
    plain.pop("hooks", None)
    plain.pop("watch", None)
    plain["plugins"] = ["search"]  # where ours has an index of Pagefind, MkDocs has its own
    plain["nav"] = config.nav
    extra = {name: config.extra.get(name) for name in ("uitgever", "peildatum")}
    plain["extra"] = plain.get("extra", {}) | extra
    (target / "mkdocs.yml").write_text(yaml.dump(plain, allow_unicode=True), encoding="utf-8")
    environment = {name: os.environ[name] for name in ("SOURCE_DATE_EPOCH",) if name in os.environ}
    (target / "environment.json").write_text(json.dumps(environment), encoding="utf-8")


if __name__ == "__main__":
    write_bare(Path(sys.argv[1]), Path(sys.argv[2]))

"""The `mkdocs.yml` of an export: what the project's own says, without what only MkDocs can do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from inlegvel.address import addresses
from inlegvel.dutch import datum
from inlegvel.model import Register
from inlegvel.search import PAGE

# How this project builds: not needed once pages are plain.
LEFT_OUT = ("plugins", "hooks", "watch", "exclude_docs")
HEAD = """\
# Gemaakt met `inlegvel exporteer`, voor Zensical en voor Material for MkDocs: zie LEESMIJ.md.
"""


def read_settings(root: Path, env: Mapping[str, str]) -> dict[str, Any]:
    """The settings in the project's `mkdocs.yml`, with the address that the environment names."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        return {**yaml_load(file), **addresses(env)}


def plain_settings(settings: dict[str, Any], register: Register, names: set[str]) -> str:
    """Settings that MkDocs and Zensical both read; `names` holds the pages of the export.

    The foot of every page keeps the day of which it speaks, and whether this is a trial.
    """
    plain = {key: value for key, value in settings.items() if key not in LEFT_OUT and value}
    theme = {key: value for key, value in plain["theme"].items() if key != "custom_dir"}
    plain["theme"] = {**theme, "variant": "classic"}  # Zensical: the looks that our styles know
    plain["copyright"] = _foot(register)
    plain["plugins"] = [{"search": {"enabled": False}}]  # the pages bring their own
    plain["nav"] = _menu(plain["nav"], names)
    return HEAD + yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)


def _menu(nav: list[dict[str, str]], names: set[str]) -> list[dict[str, str]]:
    """The menu with the page that searches; on our own site a form on every page leads there."""
    search = f"{PAGE}index.md"
    listed = {page for entry in nav for page in entry.values()}
    return [*nav, {"Zoeken": search}] if search in names - listed else nav


def _foot(register: Register) -> str:
    text = f"Peildatum van deze website: {datum(register.peildatum)}. "
    if register.uitgever is None:
        text += "Dit is een proef, geen officiële website. "
    return f"{text}Het ondertekende papier gaat voor."

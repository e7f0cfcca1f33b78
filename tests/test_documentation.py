"""What is not documented does not exist: every macro, every command, every intent of make."""

import re

import pytest
from tests.conftest import ROOT

from inlegvel.cli import COMMANDS
from inlegvel.render.snippets import MACROS

GUIDE = (ROOT / "docs" / "bijwerken" / "index.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MACROS)
def test_every_macro_is_shown_with_what_it_gives(name: str) -> None:
    """As code that can be copied, and live: that it works is held by `inlegvel controleer`."""
    raw = "".join(re.findall(r"\{% raw -?%\}(.*?)\{% endraw %\}", GUIDE, re.DOTALL))
    live = re.sub(r"\{% raw -?%\}.*?\{% endraw %\}", "", GUIDE, flags=re.DOTALL)
    assert f"`{{{{ {name}(" in raw
    assert f"{{{{ {name}(" in live


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    assert f"- `inlegvel {name}`: " in GUIDE
    assert f"`inlegvel {name}" in README


@pytest.mark.parametrize("target", re.findall(r"^\t@echo 'make (\w+)", MAKEFILE, re.MULTILINE))
def test_every_intent_of_make_is_in_the_readme(target: str) -> None:
    assert re.search(rf"^({target}|{target}: .*)$|^{target}:", MAKEFILE, re.MULTILINE)
    assert f"| `make {target}` |" in README


def test_the_readme_names_nothing_that_is_not_there() -> None:
    targets = set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"`make (\w+)", README)) <= targets
    assert set(re.findall(r"`(?:\.venv/bin/)?inlegvel (\w+)", README)) <= set(COMMANDS)
    folders = re.findall(r"^\| `([\w./-]+/)` \|", README, re.MULTILINE)
    assert folders
    assert [name for name in folders if not (ROOT / name).is_dir()] == []


def test_the_two_commands_come_first() -> None:
    first = README.partition("```sh\n")[2].partition("```")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make site", "make test"]
    assert README.index("```sh") < 40

"""Macros for prose, in Dutch: each is one call into `render`.

mkdocs-macros calls `define_env` before the data is loaded, so every macro looks
the shared catalogue up when it is called.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from inlegvel.pipeline import latest
from inlegvel.render.snippets import MACROS


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros; `env` is its plugin."""
    for name, show in MACROS.items():
        env.macro(_on_this_page(env, show), name)


def _on_this_page(env: Any, show: Callable[..., str]) -> Callable[..., str]:
    def macro(*arguments: Any, **named: Any) -> str:
        context = latest(Path(env.conf["config_file_path"]).parent).context
        return show(context, str(env.page.url).lstrip("/"), *arguments, **named)

    macro.__doc__ = show.__doc__
    return macro

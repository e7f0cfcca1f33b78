"""A page that people write, with every macro done: what remains is plain Markdown."""

from functools import partial

from jinja2 import Environment, StrictUndefined, UndefinedError
from mkdocs.utils.meta import get_data

from inlegvel.exporteer.folder import ExporteerError
from inlegvel.render import Context
from inlegvel.render.snippets import MACROS


def without_macros(context: Context, name: str, text: str) -> str:
    """The text of the page `name`, such as ``over/index.md``; its front matter stays as it is.

    Raises:
        ExporteerError: the page asks for something that only its generator knows.
    """
    body, meta = get_data(text)
    if meta.get("render_macros") is False:
        return text
    head = text[: len(text) - len(body)]
    url = name.removesuffix("index.md")
    markdown = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 (Markdown)
    markdown.globals.update({macro: partial(show, context, url) for macro, show in MACROS.items()})
    try:
        return head + markdown.from_string(body).render(meta)
    except UndefinedError as error:
        raise ExporteerError(
            f"Op docs/{name} staat iets dat alleen MkDocs kent (technisch: {error}). "
            "Haal het weg, en exporteer opnieuw."
        ) from error

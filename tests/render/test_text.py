"""Any text that data may hold comes out of Markdown and HTML as it went in."""

import re

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.utils.meta import get_data
from tests.site.html_tree import Element, Html
from tests.site.website import ROOT, read_config

from inlegvel.render.html import (
    anchor,
    finish,
    heading_text,
    in_line,
    paragraph,
    place_end,
    render,
)
from inlegvel.render.page import Page

# What load lets in: any character but the invisible ones; a new line within a cell is fine.
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")
SIGNS = st.sampled_from([*"{}%#<>&\"'*_`~[]()!|\\:/-+=^$.,;@1a \n", "{{", "&lt;", "&#42;"])
TEXTS = st.lists(LETTERS | SIGNS, max_size=30).map("".join) | st.sampled_from(
    ["# kop", "- lijst", "1. een", "    code", "```\nx\n```", "[x]: y", "*[a]: b", "---", "| a |"]
)


def extensions() -> dict[str, dict[str, object]]:
    """The Markdown extensions of the site, with the three that MkDocs always adds."""
    named = {"toc": {}, "tables": {}, "fenced_code": {}}
    for entry in read_config(ROOT)["markdown_extensions"]:
        named |= entry if isinstance(entry, dict) else {entry: {}}
    return named


EXTENSIONS = extensions()


def converted(text: str) -> Element:
    """Markdown as MkDocs makes HTML of it, as a tree."""
    html = markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    return Html(html).root


def tags(root: Element) -> list[str]:
    return [element.tag for element in root.walk() if element.tag not in {"", "br"}]


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(TEXTS)
@example("kop {: #y }")
@example("{{ 7*6 }}")
@example("a\n\n# b")
def test_headings_hold_any_text(text: str) -> None:
    root = converted(finish(f"# x{heading_text(text)}y {{: #top }}"))
    assert tags(root) == ["h1", "a"]  # the link that the table of contents adds
    heading = root.find("h1")[0]
    assert heading.attrs == {"id": "top"}
    assert one_line(heading.text.removesuffix("¶")) == one_line(f"x{text.strip()}y")


@given(TEXTS)
@example("<script>alert(1)</script>")
@example("a\n\n\nb")
def test_paragraphs_hold_any_text(text: str) -> None:
    html = finish(str(Markup('<p class="x">x{}y</p>').format(paragraph(text))))
    root = converted(html)
    assert tags(root) == ["p"]
    assert one_line(root.text) == one_line(
        f"x{' '.join(line.strip() for line in text.splitlines() if line.strip())}y"
    )


@given(TEXTS)
@example("[x](javascript:alert(1))")
@example("| a |")
def test_lines_of_prose_hold_any_text(text: str) -> None:
    """A macro in the middle of what a person writes: a sentence, a list, a table."""
    link = Markup('<a href="x" title="{0}">x{0}y</a>').format(in_line(text))
    root = converted(f"Een {link} zin.\n\n- punt {link}\n\n| a | b |\n|---|---|\n| {link} | c |\n")
    assert tags(root) == [
        *("p", "a", "ul", "li", "a"),
        *("table", "thead", "tr", "th", "th", "tbody", "tr", "td", "a", "td"),
    ]
    for found in root.find("a"):
        assert one_line(found.text) == one_line(f"x{text.strip()}y")
        assert one_line(found.attrs["title"]) == one_line(text)


@given(TEXTS)
def test_templates_hold_any_text(text: str) -> None:
    """The card of a document, as the home page shows it."""
    root = converted(render("card_list.html", cards=[(text, "x/", text)]))
    assert tags(root) == ["ul", "li", "a", "strong", "span"]
    for found in root.find("strong", "span"):
        assert one_line(found.text) == one_line(text)


@given(TEXTS, TEXTS)
@example("a: b", "- c")
@example("\x85", "\u2028")
def test_front_matter_holds_any_text(titel: str, omschrijving: str) -> None:
    page = Page("a/b/", titel, omschrijving, "# Kop\n")
    body, meta = get_data(page.markdown())
    assert body == "# Kop\n"
    assert one_line(Html(str(meta["title"])).root.text) == one_line(titel)
    assert one_line(Html(str(meta["description"])).root.text) == one_line(omschrijving)
    assert meta["render_macros"] is False


def test_front_matter_is_yaml_for_other_tools() -> None:
    front = Page("a/", 'Een "titel": ja', "x", "").markdown().split("---\n")[1]
    assert list(yaml.safe_load(front)) == ["title", "description", "render_macros"]
    front = Page("a/", "t", "x", "", rubriek="b/").markdown().split("---\n")[1]
    assert yaml.safe_load(front)["rubriek"] == "b/"


def test_pages_are_folders() -> None:
    assert Page("a/b/", "t", "o", "").src_uri == "a/b/index.md"


WORDS = st.text("abz019", min_size=1, max_size=3)
KEYS = st.lists(WORDS, min_size=1, max_size=3).map("-".join)


@given(st.lists(KEYS, min_size=1, max_size=7))
def test_anchors_of_keys_can_be_read_back(parts: list[str]) -> None:
    """Two rows never share an anchor: keys hold no dots."""
    found = anchor("/".join(parts))
    assert re.fullmatch(r"[a-z0-9.-]+", found)
    assert found.split(".") == parts


@pytest.mark.parametrize(
    ("place", "end"),
    [
        ("3. Wonen > Huur > tabel Huurverhoging", "tabel Huurverhoging"),
        ("Bijlage > Betaalbaarheid > punt 1", "Betaalbaarheid > punt 1"),
        ("3. Wonen > tabel Huur > noot **", "tabel Huur > noot **"),
        ("A > B > C", "A > B > C"),
        ("Bijlage", "Bijlage"),
        ("", ""),
    ],
)
def test_a_place_ends_with_what_says_enough(place: str, end: str) -> None:
    before, found = place_end(place)
    assert found == end
    assert before + found == place

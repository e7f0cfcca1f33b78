"""Terms explained where they stand: linked once, opened in place, a link where that fails."""

import pytest
from markupsafe import Markup
from tests.site.html_tree import Html
from tests.site.website import MakeProject

from inlegvel.pipeline import examine, publish
from inlegvel.render.context import Context
from inlegvel.render.termen import in_place, met_begrippen

URL = "indicatoren/nieuwbouw/"
LINK = '<a class="iv-begrip" href="../../begrippen/#nieuwbouw">'


@pytest.fixture(scope="module")
def context(make_project: MakeProject) -> Context:
    return publish(examine(make_project()), "/").context


def test_a_term_is_linked_where_it_first_stands(context: Context) -> None:
    assert (
        met_begrippen(context, "Nieuwbouw en nieuwbouw", URL) == f"{LINK}Nieuwbouw</a> en nieuwbouw"
    )


def test_a_term_is_linked_once_on_a_page(context: Context) -> None:
    seen: set[str] = set()
    assert LINK in met_begrippen(context, "nieuwbouw", URL, seen)
    assert met_begrippen(context, "nieuwbouw", URL, seen) == "nieuwbouw"


def test_part_of_a_word_and_the_text_of_a_link_are_left_alone(context: Context) -> None:
    assert met_begrippen(context, "nieuwbouwplan", URL) == "nieuwbouwplan"
    linked = Markup('<a href="x/" title="nieuwbouw">nieuwbouw</a>')
    assert met_begrippen(context, linked, URL) == linked


def test_text_of_data_is_escaped(context: Context) -> None:
    assert "<b>" not in met_begrippen(context, "<b>nieuwbouw</b> {{ 7*6 }}", URL)
    assert "{{" not in met_begrippen(context, "{{ 7*6 }} nieuwbouw", URL)


def test_a_link_to_a_term_opens_in_place(context: Context) -> None:
    page = Html(
        in_place(f"<p>{LINK}huizen</a> en {LINK}nieuwbouw</a></p>", context.register.begrippen)
    )
    buttons = [b for b in page.root.find("button") if "iv-begrip" in b.attrs.get("class", "")]
    assert [b.text for b in buttons] == ["huizen", "nieuwbouw"]
    (explained,) = [d for d in page.root.find("div") if "popover" in d.attrs]
    assert {b.attrs["popovertarget"] for b in buttons} == {explained.attrs["id"]}
    assert "Woningen die nieuw gebouwd worden." in explained.text


def test_a_link_to_what_is_no_term_stays_a_link(context: Context) -> None:
    html = '<a class="iv-begrip" href="../begrippen/#onbekend">x</a>'
    assert in_place(html, context.register.begrippen) == html

"""HTML that is put aside gives the page that Markdown alone would have made of it."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import htmlparser

from inlegvel.raw_html import FinishedHtml, anchors

EXTENSIONS = ["attr_list", "tables", "toc", "fenced_code"]
# What stands on pages, plain or not; what is not plain must be left to Markdown.
PIECES = [
    "Tekst met <b>vet</b>, `code` en [een link](x.md).",
    "## Kop {: #kop }",
    "- punt\n- <b>punt</b>\n\n    <div>in de lijst</div>",
    "| a | b |\n|---|---|\n| 1 | <i>2</i> |",
    '<div class="a" id="d">tekst *geen nadruk*</div>',
    "<div>\n\n<div>binnen</div>\n\nnog meer\n\n</div>",
    "<div>een</div>\n<div>twee</div>",
    "<div>een</div><div>twee</div>",
    "<div>een</div> tekst erna",
    "<p>een<br>twee<img src='x'></p>",
    "<pre>&lt;div&gt;\n\n<code>  x</code></pre>",
    "<p>a</p>   \n   \n<p>b</p>",
    "  <section>ingesprongen</section>",
    "    <div>een blok code</div>",
    "```html\n<div>\n```",
    "<table><tr><td><table></table></td></tr></table>",
    "<details open><summary>meer</summary>\n\ntekst</details>",
    "<svg><g><rect></rect></g></svg>",
    "<script>if (a < b) { document.write('<p>'); }</script>",
    "<hr>",
    "<div/>",
    "<nav>\nzonder einde",
    "</div>",
    "<!-- <div>\n\n<p>weg</p> -->",
    "a <div>midden in de regel</div>",
    "<P>hoofdletter</P>",
]


def page(text: str, *more: markdown.Extension) -> str:
    return markdown.markdown(text, extensions=[*EXTENSIONS, *more])


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", "\n \n\n"]))))
def test_a_page_is_what_it_was_without(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + apart for piece, apart in pieces)
    assert page(text, FinishedHtml()) == page(text)


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_between_others(piece: str) -> None:
    text = f"Ervoor.\n\n<p>a</p>\n\n{piece}\n\n<p>b</p>\n\nErna."
    assert page(text, FinishedHtml()) == page(text)


def test_markdown_reads_no_tag_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    feed = htmlparser.HTMLExtractor.feed

    def watched(parser: htmlparser.HTMLExtractor, text: str) -> None:
        read.append(text)
        feed(parser, text)

    monkeypatch.setattr(htmlparser.HTMLExtractor, "feed", watched)
    text = "# Kop\n\n<div>\n\n<p>a</p>\n\n</div>\n\n<ul><li>b</li></ul>\n\nTekst."
    assert "<ul><li>b</li></ul>" in page(text, FinishedHtml())
    assert read
    assert not any("<" in each for each in read)


def test_anchors_are_all_identifiers() -> None:
    assert anchors('<li id="rij.1"><p data-x="1" id="b">id="c"</p></li>') == {"rij.1", "b"}

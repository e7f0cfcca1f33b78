"""What every page shows around its text: the way back, pictograms, what stands on paper."""

import pytest
from tests.site.html_tree import Html, Site

from inlegvel.render.html import environment


def test_the_way_back_stands_above_the_title(basis_site: Site) -> None:
    seen = 0
    for address, page in basis_site.pages():
        trails = page.article.find("nav", class_="iv-kruimels")
        if trails:
            order = [e.tag for e in page.article.find("nav", "h1") if e.tag == "h1" or e in trails]
            assert order == ["nav", "h1"], address
            seen += 1
    assert seen > 10


def test_every_page_says_on_paper_where_it_was(basis_site: Site) -> None:
    for address, page in basis_site.pages():
        if address != "404.html":
            (line,) = page.article.find("p", class_="iv-druk")
            assert basis_site.url + address in line.text
            assert "peildatum" in line.text


def test_a_theme_has_its_pictogram_on_its_card_and_its_pages(basis_site: Site) -> None:
    shapes = []
    for address in ("themas/duurzaamheid/", "testdorp/inlegvel-2032/duurzaamheid/"):
        (title,) = basis_site.page(address).article.find("h1")
        (drawing,) = title.find("svg", class_="iv-icoon")
        assert drawing.attrs["aria-hidden"] == "true", "the name stands beside it"
        shapes.append(drawing.find("path")[0].attrs["d"])
    (listed,) = basis_site.page("themas/").article.find("ul", class_="iv-kaarten")
    cards = listed.find("li")
    (card,) = [card for card in cards if "Duurzaamheid" in card.text]
    assert {*shapes, card.find("path")[0].attrs["d"]} == {shapes[0]}
    drawn = [element.attrs["d"] for card in cards for element in card.find("path")]
    assert len(set(drawn)) == len(cards)


def test_no_whole_paragraph_is_a_link(basis_site: Site) -> None:
    """In a table of agreements the first sentence leads there; the rest is text."""
    heads = [
        head
        for address in ("agenda/", "testdorp/inlegvel-2032/is-het-gebeurd/")
        for head in basis_site.page(address).article.find("th", scope="row")
    ]
    assert heads
    for head in heads:
        (link,) = head.find("a")
        assert ". " not in link.text


@pytest.mark.parametrize(
    ("text", "link", "rest"),
    [
        ("Zij bouwen.", "Zij bouwen.", ""),
        ("Zij bouwen. Dat kost geld. Veel.", "Zij bouwen.", "Dat kost geld. Veel."),
        ("Minder dan 1.000 <woningen>", "Minder dan 1.000 <woningen>", ""),
    ],
)
def test_an_agreement_is_a_title_and_its_text(text: str, link: str, rest: str) -> None:
    template = '{% from "promise_text.html" import promise_text %}{{ promise_text("x/", text) }}'
    shown = Html(environment().from_string(template).render(text=text)).root
    assert [element.text for element in shown.find("a")] == [link]
    assert "".join(element.text for element in shown.find("span", class_="iv-rest")) == rest


def test_a_page_that_is_not_there_helps(basis_site: Site) -> None:
    page = basis_site.page("404.html")
    assert "is er niet" in page.title
    links = {link.attrs["href"] for link in page.article.find("a")}
    for folder in ("organisaties/", "gebieden/", "themas/", "data/", "fout-melden/"):
        assert any(link.endswith(folder) for link in links), folder


def test_a_landlord_is_marked_in_the_charts_of_its_page(basis_site: Site) -> None:
    article = basis_site.page("organisaties/de-dakpan/").article
    charts = article.find("figure", class_="iv-grafiek")
    assert charts
    for chart in charts:
        assert len(chart.find("rect", class_="iv-g-eigen")) == 1
        assert "Gemarkeerd: De Dakpan." in chart.text
    for address in ("testdorp/inlegvel-2032/beschikbaarheid/", "indicatoren/netto-toevoeging/"):
        assert not basis_site.page(address).article.find("rect", class_="iv-g-eigen")


def test_a_chart_that_adds_little_is_folded(real_site: Site) -> None:
    """Of one bar, or of what a plainer chart of the same period shows already."""
    page = real_site.page("groningen/inlegvel-2022/beschikbaarheid/").article
    folded = [
        figure.attrs["id"].removeprefix("grafieken.groningen-inlegvel-2022.")
        for fold in page.find("details")
        for figure in fold.find("figure")
    ]
    assert folded == [
        "netto-toevoeging-met-flex.2022.2022.voornemen",
        "netto-toevoeging-met-flex.2022.2026.voornemen",
        "flexwoningen.2022.2022.voornemen",
        "netto-toevoeging-niet-daeb.2022.2022.voornemen",
    ]
    charts = page.find("figure", class_="iv-grafiek")
    assert len(charts) > len(folded)
    assert charts[0].attrs["id"].endswith("netto-toevoeging.2022.2022.voornemen")


def test_a_long_page_of_few_chapters_lists_what_is_in_them(real_site: Site) -> None:
    (contents,) = real_site.page("organisaties/lefier/").root.find("nav", class_="iv-inhoud")
    chapter = contents.find("li")[0]
    assert chapter.text.startswith("Inlegvel 2022")
    assert [entry.text for entry in chapter.find("ul")[0].find("li")] == [
        "Leefbaarheid",
        "Beschikbaarheid",
        "Betaalbaarheid",
        "Wonen en zorg",
        "Duurzaamheid",
    ]
    (contents,) = real_site.page("opvallend/").root.find("nav", class_="iv-inhoud")
    assert len(contents.find("ul")) == 1, "of many chapters only the chapters"


def test_what_is_known_of_promises_is_listed(real_site: Site) -> None:
    """As many as the page says, each with how it stands and the paper that says so."""
    article = real_site.page("is-het-gebeurd/").article
    (intro,) = article.find("p", class_="iv-intro")
    (told,) = intro.find("a")
    rows = article.find("table")[-1].find("tbody")[0].find("tr")
    assert told.text == f"Van {len(rows)} daarvan"
    for row in rows:
        (known,) = [cell for cell in row.find("td") if cell.attrs["data-kop"] == "Wat is bekend"]
        assert "Bron:" in known.text
        assert "Niet bekend." not in known.text

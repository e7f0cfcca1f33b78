"""What residents ask, answered from the data: a zero, an average, a gap and an expired paper."""

import html
import re

import pytest
from tests.site.html_tree import Html
from tests.site.website import MakeProject

from inlegvel.pipeline import Published, examine, publish
from inlegvel.render.antwoorden import Antwoord, about, antwoord, nearness
from inlegvel.render.kort import indicator_in_short, theme_in_short
from inlegvel.render.snippets import MacroError, plan

URL = "uw-vraag/sloop/"
OF_PLAN = "(plan van december 2031)."
INLEGVEL = "testdorp-inlegvel-2032"


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Published:
    examined = examine(make_project())
    assert examined.ok, examined.findings
    return publish(examined, "http://localhost:8000/")


@pytest.fixture(scope="module")
def late(make_project: MakeProject) -> Published:
    """The same on a day when the paper of 2032 no longer holds."""
    register = "datapackages/register/datapackage.json"
    examined = examine(make_project({"bestand": register, "vervang": {"2032-06-01": "2033-01-01"}}))
    return publish(examined, "http://localhost:8000/")


def answered(site: Published, vraag: str, naam: str) -> Antwoord:
    return antwoord(site.context, site.context.register.vragen[vraag], naam, URL)


def plain(text: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", text)).replace("\u00a0", " ")


def told(found: Antwoord) -> list[str]:
    return [plain(sentence) for sentence in found.zinnen]


def page(site: Published, url: str) -> str:
    found = next(page for page in site.pages if page.url == url)
    return Html(found.body).root.text.replace("\u00a0", " ")


# --- answers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "naam", "sentences"),
    [
        (
            "sloop",
            "de-dakpan",
            [f"In 2032 wilde De Dakpan 5 woningen slopen en 3 woningen verkopen {OF_PLAN}"],
        ),
        (
            "sloop",
            "de-schoorsteen",
            [
                f"In 2032 wilde De Schoorsteen 4 woningen verkopen {OF_PLAN}",
                f"In 2032: geen sloop gepland {OF_PLAN} Dit zegt niets over één woning.",
            ],
        ),
        (
            "erbij",
            "het-kozijn",
            [
                f"In 2032 wilde Het Kozijn 22 gewone huizen erbij {OF_PLAN}",
                "Over flexwoningen van Het Kozijn in 2032 zegt het papier: nader te bepalen.",
            ],
        ),
        (
            "erbij",
            "de-schoorsteen",
            [
                f"In 2032 wilde De Schoorsteen 4 gewone huizen minder {OF_PLAN}",
                "In 2032 was dit in onderzoek bij De Schoorsteen: flexwoningen 20 woningen.",
            ],
        ),
        (
            "huur",
            "de-dakpan",
            [f"In 2032 wilde De Dakpan de huren gelijk met de prijzen laten stijgen {OF_PLAN}"],
        ),
        (
            "huur",
            "het-kozijn",
            [
                "In 2032 wilde Het Kozijn de huren gemiddeld hoogstens 1 procentpunt meer laten "
                f"stijgen dan de prijzen {OF_PLAN}"
            ],
        ),
        ("wie", "de-dakpan", [
            "Volgens de papieren praat Huurdersraad Testdorp namens de huurders van De Dakpan."
        ]),
    ],
)  # fmt: skip
def test_answer_in_sentences(site: Published, vraag: str, naam: str, sentences: list[str]) -> None:
    found = answered(site, vraag, naam)
    assert told(found) == sentences
    assert found.known


@pytest.mark.parametrize(
    ("vraag", "sentence"),
    [
        ("huur", "Over deze vraag noemt geen papier cijfers van De Schoorsteen."),
        ("buurt", "Geen papier noemt een wijk of dorp bij De Schoorsteen."),
    ],
)
def test_what_the_papers_do_not_say_is_said(site: Published, vraag: str, sentence: str) -> None:
    found = answered(site, vraag, "de-schoorsteen")
    assert (told(found), found.known) == ([sentence], False)


def test_a_result_is_told_before_what_nobody_tells_of(make_project: MakeProject) -> None:
    """With its remark; how many homes there are at a moment is no result of a promise."""
    papers = "datapackages/testdorp/inlegvel-2032"
    homes = "sociale-huurwoningen,de-schoorsteen,geheel,2031,2031,basis,realisatie,,900,,vast,ja,"
    promise = "bouwt,beschikbaarheid,Bouwen,Er komen huizen.,de-schoorsteen,,,testdorp,toezegging,"
    examined = examine(
        make_project(
            {"bestand": f"{papers}/cijfers.csv", "erbij": f"{homes}gebied,,,,Wonen > alinea 2\n"},
            {
                "bestand": f"{papers}/afspraken.csv",
                "erbij": f"{promise},,doorlopend,,,,,Wonen > 3\n",
            },
        )
    )
    assert examined.ok, examined.findings
    site = publish(examined, "http://localhost:8000/")
    found = answered(site, "gedaan", "de-schoorsteen")
    assert told(found) == [
        "In 2031 was dit het resultaat van De Schoorsteen: nieuwbouw 30 woningen. "
        "Periode in het papier: december 2031.",
        "De Schoorsteen heeft, alleen of met alle corporaties, 1 afspraak.",
        "Geen later papier zegt hoe het daarmee staat.",
        "Bekijk ze op het blad voor het overleg.",
    ]
    assert [document.naam for document in found.documents] == [INLEGVEL]


def test_what_is_nearest_to_the_question_comes_first() -> None:
    """By the order of its words, then by how many a promise has; small or large letters."""
    vraag = {"themas": "duurzaamheid", "woorden": "kosten;gas;warmte"}
    texts = ("Warmte zonder gas.", "Van het gas af.", "Lagere Kosten.", "Gas weg, kosten omlaag.")
    rows = [
        {"thema": "duurzaamheid", "onderwerp": "Energie", "omschrijving": text} for text in texts
    ]
    assert all(about(vraag, row) for row in rows)
    assert [row["omschrijving"] for row in sorted(rows, key=lambda row: nearness(vraag, row))] == [
        "Gas weg, kosten omlaag.",
        "Lagere Kosten.",
        "Warmte zonder gas.",
        "Van het gas af.",
    ]
    assert not about(vraag, rows[0] | {"thema": "betaalbaarheid"})
    assert not about(vraag, rows[0] | {"omschrijving": "Biogas en onkosten."})
    assert not about(vraag | {"woorden": ""}, rows[0])


def test_a_warning_stands_beside_its_figure(make_project: MakeProject) -> None:
    """What the paper gives for one year is more than for all its years: the answer says so."""
    cijfers = "datapackages/testdorp/inlegvel-2032/cijfers.csv"
    longer = "sloop,de-dakpan,geheel,2032,2036,basis,voornemen,,2,,vast,ja,gebied,,,,Wonen > 3\n"
    site = publish(examine(make_project({"bestand": cijfers, "erbij": longer})), "http://x.nl/")
    found = answered(site, "sloop", "de-dakpan")
    (warned,) = [text for text in found.zinnen if "Let op: " in text]
    assert "5 woningen slopen" in plain(warned)
    assert "opvallend/#" in warned


def test_without_results_only_promises_are_told(site: Published) -> None:
    sentences = told(answered(site, "gedaan", "de-dakpan"))
    assert sentences[0].startswith("De Dakpan heeft, alleen of met alle corporaties,")


def test_a_zero_has_its_remark_beside_it(site: Published) -> None:
    text = page(site, "organisaties/de-schoorsteen/")
    assert "geen nieuwbouw. De 30 woningen waren eerder klaar." in text


def test_what_holds_for_all_holds_for_the_landlord(site: Published) -> None:
    """What all corporations promised stands apart from what the landlord promised itself."""
    found = answered(site, "erbij", "de-dakpan")
    assert [row["doel"] for _, _, row in found.beloften] == ["dakpan-houdt-1500"]
    assert [row.get("afspraak") or row["doel"] for _, _, row in found.samen] == [
        "gemeente-zoekt-grond",
        "erbij-in-2032",
    ]
    text = page(site, "organisaties/de-dakpan/vragen/")
    assert "Wat partijen samen hierover afspraken, ook voor De Dakpan" in text
    assert "De gemeente zoekt grond voor nieuwe huizen." in text


def test_a_goal_is_told_as_a_goal(site: Published) -> None:
    """Nobody may take what was wished for something that is so."""
    text = page(site, "uw-vraag/erbij/")
    assert "Doel: Er komen per saldo minstens 45 huizen bij." in text
    assert "Doel: De gemeente zoekt grond" not in text


def test_figure_links_to_its_row(site: Published) -> None:
    (sentence,) = answered(site, "sloop", "de-dakpan").zinnen
    assert re.findall('href="([^"]*)"', sentence) == [
        "../../testdorp/inlegvel-2032/beschikbaarheid/#sloop.de-dakpan.geheel.2032.2032.basis.voornemen",
        "../../testdorp/inlegvel-2032/beschikbaarheid/#verkoop.de-dakpan.geheel.2032.2032.basis.voornemen",
    ]  # fmt: skip


def test_promises_are_found_by_theme_and_words(site: Published) -> None:
    found = answered(site, "erbij", "de-dakpan")
    assert [(resource, row["doel"]) for _, resource, row in found.beloften] == [
        ("doelen", "dakpan-houdt-1500")
    ]


# --- pages -------------------------------------------------------------------------------


def test_every_question_and_landlord_has_a_page(site: Published) -> None:
    urls = {page.url for page in site.pages}
    register = site.context.register
    assert {f"uw-vraag/{vraag}/" for vraag in register.vragen} | {"uw-vraag/"} <= urls
    assert {f"organisaties/{naam}/vragen/" for naam in ("de-dakpan", "het-kozijn")} <= urls
    assert "organisaties/huurdersraad-testdorp/vragen/" not in urls


def test_question_page_begins_with_all_together(site: Published) -> None:
    text = page(site, URL)
    first = "In 2032 wilden drie corporaties samen 7 woningen slopen en 8 woningen verkopen"
    assert first in text
    places = [
        text.index(part)
        for part in (
            first,
            "Dit gaat niet over één huis.",
            "Kies uw verhuurder",
            "Bel uw verhuurder.",
        )
    ]
    assert places == sorted(places)


def test_expired_paper_is_named_before_the_answer(late: Published) -> None:
    for url in (URL, "organisaties/de-dakpan/vragen/", "organisaties/de-dakpan/"):
        text = page(late, url)
        assert text.index("Verlopen op de peildatum") < text.index("In 2032 wilde"), url


def test_landlord_page_says_what_an_average_is_not(site: Published) -> None:
    text = page(site, "organisaties/het-kozijn/vragen/")
    assert "hoogstens 1 procentpunt" in text
    assert "Dit is een gemiddelde." in text
    assert "Bel uw verhuurder." in text


def test_without_questions_there_is_an_index_that_says_so(make_project: MakeProject) -> None:
    only_head = (
        "vraag,naam,kort,volgorde,antwoord,indicatoren,themas,woorden,begrippen,zoekwoorden,"
        "let_op,hulp\n"
    )
    project = make_project({"bestand": "datapackages/register/vragen.csv", "inhoud": only_head})
    site = publish(examine(project), "http://localhost:8000/")
    assert "nog geen vragen" in page(site, "uw-vraag/")
    assert not [page.url for page in site.pages if re.match("organisaties/.*/vragen/", page.url)]


# --- conclusions -------------------------------------------------------------------------


def test_theme_without_a_total_says_who_wanted_least_and_most(site: Published) -> None:
    context = site.context
    document = context.facts.catalogue.by_name[INLEGVEL]
    found = [plain(text) for text in theme_in_short(context, document, "betaalbaarheid", URL)]
    assert found[:2] == [
        f"In 2032 wilde De Dakpan de huren gelijk met de prijzen laten stijgen {OF_PLAN}",
        "Het Kozijn wilde de huren gemiddeld hoogstens 1 procentpunt meer laten stijgen dan de "
        "prijzen.",
    ]


def test_theme_without_figures_quotes_a_promise(site: Published) -> None:
    context = site.context
    document = context.facts.catalogue.by_name[INLEGVEL]
    told_first = [
        theme_in_short(context, document, naam, URL)[0] for naam in context.themas_of(document)
    ]
    quoted = [str(text) for text in told_first if text.startswith("Een van de ")]
    assert quoted
    promised = {
        row["omschrijving"].split(". ")[0].rstrip(".")
        for resource in ("doelen", "afspraken")
        for row in document.tabellen.rows(resource)
    }
    for text in quoted:
        said = re.fullmatch(r'Een van de (?:doelen|afspraken) is: <a href="[^"]+">(.+)</a>\.', text)
        assert said, text
        assert plain(said[1]) in promised


def test_indicator_begins_with_its_newest_total(site: Published) -> None:
    found = [plain(text) for text in indicator_in_short(site.context, "sloop", URL)]
    assert found == [
        "In 2032 wilden drie corporaties samen 7 woningen slopen (plan van december 2031)."
    ]


def test_macro_joins_figures_in_one_sentence(site: Published) -> None:
    context = site.context
    text = plan(context, "", INLEGVEL, "samen", 2032, "sloop", "verkoop", bron=False)
    assert (
        plain(text)
        == "In 2032 wilden drie corporaties samen 7 woningen slopen en 8 woningen verkopen."
    )
    with pytest.raises(MacroError, match="minstens één indicator"):
        plan(context, "", INLEGVEL, "samen", 2032)

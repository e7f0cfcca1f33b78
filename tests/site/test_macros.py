"""Macros in the pages that people write: what they give, and what a wrong name does."""

import re
from pathlib import Path

import pytest
from tests.site.html_tree import Element, Site
from tests.site.website import MakeProject, build, run

from inlegvel.pipeline import examine

DOCUMENT = "testdorp-inlegvel-2032"
GOOD = f"""---
title: Proef
---

# Proef

<div id="cijfer" markdown>{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "de-dakpan", 2032) }}}}</div>

<div id="deel" markdown>{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "het-kozijn", 2032,
  onderdeel="gezinnen") }}}}</div>

<div id="terugval" markdown>{{{{ cijfer("{DOCUMENT}", "sloop", "de-dakpan", 2032,
  variant="volgens-planning") }}}}</div>

<div id="ongeveer" markdown>{{{{ erbij("{DOCUMENT}", "nieuwbouw", "de-schoorsteen",
  "2032-2036") }}}}</div>

<div id="variant" markdown>{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "de-schoorsteen", 2032,
  variant="volgens-planning") }}}}</div>

<div id="resultaat" markdown>{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "de-schoorsteen", 2031,
  aard="realisatie") }}}}</div>

<div id="periode" markdown>{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "de-dakpan",
  "2032-2036") }}}}</div>

<div id="open" markdown>{{{{ cijfer("{DOCUMENT}", "flexwoningen", "het-kozijn", 2032) }}}}</div>

<div id="totaal" markdown>{{{{ totaal("{DOCUMENT}", "nieuwbouw", 2032) }}}}</div>

<div id="erbij" markdown>{{{{ erbij("{DOCUMENT}", "netto-toevoeging", "samen", 2032) }}}}</div>

<div id="minder" markdown>{{{{ erbij("{DOCUMENT}", "netto-toevoeging", "de-schoorsteen",
  2032) }}}}</div>

<div id="zin" markdown>{{{{ zin("{DOCUMENT}", "nieuwbouw", "de-dakpan", 2032) }}}}</div>

<div id="bron" markdown>{{{{ bron("{DOCUMENT}") }}}}</div>

<div id="plaats" markdown>{{{{ bron("{DOCUMENT}", "nieuwbouw", "de-dakpan", 2032) }}}}</div>

<div id="begrip" markdown>{{{{ begrip("nieuwbouw") }}}}</div>

<div id="woord" markdown>{{{{ begrip("nieuwbouw", "wat er nieuw bij komt") }}}}</div>

<div id="peildatum" markdown>{{{{ peildatum() }}}}</div>

<div id="melden" markdown>{{{{ melden() }}}}</div>

## Tabel

{{{{ tabel("{DOCUMENT}", "programma-2032") }}}}

## Doelen

{{{{ doelen("testdorp-ambitiekader-2031-2035", thema="duurzaamheid") }}}}

## Afspraken

{{{{ afspraken("{DOCUMENT}", organisatie="gemeente-testdorp") }}}}

## Downloads

{{{{ downloads("{DOCUMENT}") }}}}

## Lijsten

{{{{ papieren() }}}}

{{{{ themas() }}}}

{{{{ verhuurders() }}}}
"""
group = pytest.mark.xdist_group("macro-site")


@pytest.fixture(scope="module")
def good(make_site_project: MakeProject) -> Site:
    return build(make_site_project(**{"proef/dieper": GOOD}))


def article(site: Site) -> Element:
    return site.page("proef/dieper/").article


@group
@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("cijfer", "40 woningen"),
        ("deel", "10 woningen"),
        ("variant", "30 woningen"),
        ("terugval", "5 woningen"),
        ("ongeveer", "ongeveer 80 woningen erbij"),
        ("resultaat", "30 woningen"),
        ("periode", "200 woningen"),
        ("open", "nader te bepalen"),
        ("totaal", "65 woningen"),
        ("erbij", "50 woningen erbij"),
        ("minder", "4 woningen minder"),
        ("zin", "Plan voor 2032, De Dakpan: nieuwbouw 40 woningen. Bron"),
        ("bron", "Inlegvel 2032 Testdorp"),
        ("plaats", "Inlegvel 2032 Testdorp: Beschikbaarheid > tabel 1"),
        ("begrip", "nieuwbouw"),
        ("woord", "wat er nieuw bij komt"),
        ("peildatum", "1 juni 2032"),
    ],
)
def test_macros_give_what_is_asked(good: Site, place: str, text: str) -> None:
    assert good.page("proef/dieper/").by_id[place].text == text


@group
def test_figures_say_in_full_what_they_are(good: Site) -> None:
    """Who, which year, and plan or result: for who hovers, and for a screen reader."""
    link = good.page("proef/dieper/").by_id["resultaat"].find("a")[0]
    title = link.attrs["title"].replace("\N{NO-BREAK SPACE}", " ")
    for part in ("Resultaat", "2031", "De Schoorsteen", "nieuwbouw 30 woningen"):
        assert part in title


@group
def test_links_of_macros_lead_somewhere(good: Site) -> None:
    from tests.site.test_links import addresses, problem

    page = good.page("proef/dieper/")
    found = [
        (address, problem(good, "proef/dieper/", address)) for _, address, _ in addresses(page)
    ]
    assert [entry for entry in found if entry[1]] == []
    for place in ("cijfer", "totaal", "zin", "plaats"):
        link = page.by_id[place].find("a")[0].attrs["href"]
        assert "#nieuwbouw." in link


@group
def test_lists_hold_what_the_data_hold(good: Site) -> None:
    text = article(good).text
    assert "Programma 2032" in text
    assert "Bijna de helft van de huizen is zuinig." in text
    lists = " ".join(found.text for found in article(good).find("ul", class_="iv-beloften"))
    assert "Bijna de helft van de huizen is zuinig." in lists
    assert "Er komen per saldo minstens" not in lists  # a goal of another theme
    assert "De gemeente zoekt grond voor nieuwe huizen." in text
    assert "De corporaties isoleren" not in text  # an agreement of others
    linked = {link.attrs["href"] for link in article(good).find("a")}
    assert f"../../data/{DOCUMENT}/cijfers.csv" in linked
    assert f"../../data/{DOCUMENT}/datapackage.json" in linked
    assert "../../organisaties/de-dakpan/" in linked
    assert "../../themas/duurzaamheid/" in linked
    assert "../../testdorp/inlegvel-2032/" in linked


# --- wrong names -------------------------------------------------------------------------

FRONT = "---\ntitle: Fout\ndescription: >-\n  Meer\n  regels\n---\n\n"
# Page: its text, the line of the mistake, and what the finding must say.
MISTAKES = {
    "document": ('\n\n{{ totaal("testdorp-inlegvel-2023", "nieuwbouw", 2032) }}', 3, [DOCUMENT]),
    "indicator": (f'{{{{ totaal("{DOCUMENT}", "niewbouw", 2032) }}}}', 1, ["nieuwbouw"]),
    "indicator-zonder-cijfer": (
        f'{FRONT}{{{{ totaal("{DOCUMENT}", "leefbaarheidsbudget", 2032) }}}}',
        8,
        ["leefbaarheidsbudget"],
    ),
    "organisatie": (
        f'# Kop\n\n{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "dakpan", 2032) }}}}',
        3,
        ["de-dakpan"],
    ),
    "jaar": (
        f'{FRONT}# Kop\n\nTekst\n\n{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "de-dakpan", 2030) }}}}',
        12,
        ["2032"],
    ),
    "onderdeel": (
        f'{{{{ cijfer("{DOCUMENT}", "nieuwbouw", "het-kozijn", 2032, onderdeel="gezin") }}}}',
        1,
        ["gezinnen"],
    ),
    "tabel": (f'{FRONT}{{{{ tabel("{DOCUMENT}", "programma-2033") }}}}', 8, ["programma-2032"]),
    "thema": (
        f'Een\n\ntwee\n\n{{{{ doelen("{DOCUMENT}", thema="duurzaam") }}}}',
        5,
        ["duurzaamheid"],
    ),
    "begrip": ('Zin met {{ begrip("nieuwbau") }} erin.', 1, ["nieuwbouw"]),
    "macro": (f'{FRONT}\n\n{{{{ begrp("nieuwbouw") }}}}', 10, ["begrp", "begrip"]),
    "schrijfwijze": (f'{FRONT}Goed.\n\n{{{{ begrip("nieuwbouw" }}}}', 10, ["niet goed geschreven"]),
    "te-weinig": ('Goed.\n\n{{ totaal("testdorp-inlegvel-2032") }}', 3, ["te weinig"]),
    "geen-getal": (
        f'{{{{ erbij("{DOCUMENT}", "flexwoningen", "het-kozijn", 2032) }}}}',
        1,
        ["geen getal"],
    ),
}


@pytest.fixture(scope="module", params=["bouw", "controleer"])
def refused(make_site_project: MakeProject, request: pytest.FixtureRequest) -> tuple[int, str]:
    """A project with every mistake, each on its own page, as both commands refuse it."""
    pages = {f"fout/{name}": text + "\n" for name, (text, _, _) in MISTAKES.items()}
    done = run(make_site_project(**pages), request.param)
    return done.returncode, done.stdout + done.stderr


def finding(output: str, name: str) -> str:
    """What the output says about the page of a mistake."""
    found = [part for part in output.split("\n\n") if f"docs/fout/{name}/index.md" in part]
    assert len(found) == 1, output
    return found[0]


@group
@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_named_with_page_line_and_nearest(refused: tuple[int, str], name: str) -> None:
    _, line, words = MISTAKES[name]
    text = finding(refused[1], name)
    assert re.search(rf"docs/fout/{name}/index\.md, regel {line}\b", text), text
    for word in words:
        assert word in text


@group
def test_mistakes_are_all_named_at_once_and_stop_the_build(refused: tuple[int, str]) -> None:
    code, output = refused
    assert code == 1
    assert output.count("[macro-fout]") == len(MISTAKES)
    assert f"{len(MISTAKES)} fouten" in output


@group
def test_mistakes_are_told_to_editors(refused: tuple[int, str]) -> None:
    """In plain Dutch: nothing of Python, of a template engine or of a stranger's log."""
    _, output = refused
    for word in ("Traceback", 'File "', ".py", "Macro Rendering Error", "MacroError", "_File_"):
        assert word not in output, word


@group
def test_messages_do_not_repeat_themselves(refused: tuple[int, str]) -> None:
    for name in MISTAKES:
        text = finding(refused[1], name)
        assert "fout/" not in text.replace(f"docs/fout/{name}/index.md", ""), text


SEVERAL = f"""# Kop

{{{{ begrip("nieuwbau") }}}} en {{{{ begrp("nieuwbouw") }}}}

{{{{ begrip("nieuwbouw" }}}}

{{% if true %}}{{{{ totaal("{DOCUMENT}") }}}}{{% endif %}}

{{{{ cijfer("{DOCUMENT}", ["nieuwbouw"], "de-dakpan", 2032) }}}} en {{{{ nieuwbouw.hoogte() + 1 }}}}
"""


@group
@pytest.mark.parametrize("stop", [True, False])
def test_every_mistake_of_a_page_is_named(make_project: MakeProject, stop: bool) -> None:
    """Also where one of them, the bracket that is missing, stops the whole page."""
    text = SEVERAL if stop else SEVERAL.replace('"nieuwbouw" }}', '"nieuwbouw") }}')
    found = macro_findings(make_project(), text)
    assert [line for line, _ in found] == [3, 3, *([5] if stop else []), 7, 9, 9]
    words = ["nieuwbau", "begrp", *(["niet goed geschreven"] if stop else []), "te weinig"]
    for word in [*words, "‘nieuwbouw’ bestaat niet", "Hier kan de macro niets mee"]:
        assert sum(word in melding for _, melding in found) == 1, word


def macro_findings(root: Path, text: str) -> list[tuple[int | None, str]]:
    page = root / "docs" / "proef" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    found = examine(root).findings
    assert {finding.regel for finding in found} <= {"macro-fout"}
    return [(finding.regelnummer, finding.melding) for finding in found]


@group
@pytest.mark.parametrize(
    "text",
    [
        "---\nsoort: nieuwbouw\nrender_macros: true\n---\n\n{{ begrip(soort) }} {{ page.title }}",
        "{% for naam in ['nieuwbouw', 'nieuwbouw'] %}{{ begrip(naam) }}{% endfor %}",
        "{% set naam = 'nieuwbouw' %}{{ begrip(naam) }} {{ range(3) | list }}",
        "---\nrender_macros: false\n---\n\n{{ begrip( }}",
        "{% raw %}{{ begrip( }}{% endraw %}",
        "Geen macro, wel { een } haak.",
    ],
)
def test_what_works_is_no_mistake(make_project: MakeProject, text: str) -> None:
    assert macro_findings(make_project(), text) == []


@group
def test_where_the_data_cannot_be_shown_macros_are_still_read(make_project: MakeProject) -> None:
    root = make_project({"bestand": "datapackages/register/datapackage.json", "inhoud": "{"})
    page = root / "docs" / "index.md"
    page.parent.mkdir()
    page.write_text('{{ begrp("x") }} {{ begrip("bestaat niet te zeggen") }}', encoding="utf-8")
    found = [f.melding for f in examine(root).findings if f.regel == "macro-fout"]
    assert len(found) == 1
    assert "‘begrp’" in found[0]

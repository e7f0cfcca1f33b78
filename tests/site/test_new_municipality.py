"""A municipality with a monitor of several years is added by rows alone, from an empty folder."""

import csv
import filecmp
import io
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.site.html_tree import Html, Site
from tests.site.test_links import addresses, problem, reached
from tests.site.test_navigation import entries
from tests.site.website import CODE, ROOT, build, read_config
from tests.site.zeedorp import make_zeedorp
from tests.site.zeedorp_rows import DOELEN, IN_WORDS, KADER, MONITOR, NAMES, VEL_42, VEL_43

from inlegvel.derive.doelvoortgang import STATUSSEN
from inlegvel.pipeline import examine
from inlegvel.verify import read_hosts, verify

pytestmark = pytest.mark.xdist_group("zeedorp-site")

HOSTS = read_hosts(ROOT / "datapackages" / "hosts.txt")
FRAMEWORK = "zeedorp/ambitiekader-2041-2045/"
PROGRESS = f"{FRAMEWORK}voortgang/"
COMPONENTS = ("meting_waarde", "aandeel_afstand", "aandeel_tijd_meting", "nog_nodig")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("zeedorp")
    make_zeedorp(root)
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return build(root)


def table(site: Site, name: str) -> list[dict[str, str]]:
    text = site.read(f"data/alle-cijfers/{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def figures(site: Site, document: str) -> dict[str, dict[str, str]]:
    return {row["rij"]: row for row in table(site, "cijfers") if row["document"] == document}


def said(site: Site, address: str) -> str:
    """What a page says, without its navigation."""
    return site.page(address).article.text


# --- only rows --------------------------------------------------------------------


def test_all_that_was_added_is_rows(root: Path, site: Site) -> None:
    """The code, the looks and the settings are this checkout's own."""
    assert (root / "scripts").resolve() == CODE.resolve()
    assert filecmp.cmp(root / "mkdocs.yml", ROOT / "mkdocs.yml", shallow=False)
    made = {path.suffix for path in (root / "datapackages").rglob("*") if path.is_file()}
    assert made == {".csv", ".json"}
    assert sorted(path.name for path in (root / "datapackages" / "zeedorp").iterdir()) == [
        "ambitiekader-2041-2045",
        "inlegvel-2042",
        "inlegvel-2043",
        "monitor-2041-2043",
    ]


def test_nothing_is_found(root: Path) -> None:
    assert examine(root).findings == ()


def test_no_name_of_it_is_in_the_code() -> None:
    names = {"zeedorp", *NAMES}
    code = [path.read_text(encoding="utf-8").lower() for path in CODE.glob("inlegvel/**/*.py")]
    assert code
    assert not any(naam in text for naam in names for text in code)


def test_the_navigation_is_that_of_every_site(site: Site) -> None:
    nav = [name for entry in read_config(ROOT)["nav"] for name in entry]
    for address in ("", "zeedorp/", PROGRESS):
        assert entries(site.page(address)) == nav


def test_every_page_is_reached_and_every_link_leads_somewhere(site: Site) -> None:
    own = {page for page in site.addresses if page.startswith(("zeedorp/", "organisaties/"))}
    assert len(own) > 20
    assert own - reached(site) == set()
    wrong = [
        f"{page}: {address}: {what}"
        for page, html in site.pages()
        for _, address, _ in addresses(html)
        if not address.startswith(("mailto:", "data:")) and (what := problem(site, page, address))
    ]
    assert wrong == []


# --- results ----------------------------------------------------------------------


def test_sums_are_correct_and_say_whom_they_lack(site: Site) -> None:
    found = figures(site, MONITOR)

    def total(indicator: str, jaar: int) -> tuple[str, str]:
        row = found[f"{indicator}/samen/geheel/{jaar}/{jaar}/basis/realisatie"]
        return row["waarde"], row["ontbreekt"]

    years = (2041, 2042, 2043)
    assert [total("nieuwbouw", jaar) for jaar in years] == [("60", ""), ("80", ""), ("70", "")]
    assert [total("netto-toevoeging", jaar)[0] for jaar in years] == ["60", "76", "64"]
    assert [total("sociale-huurwoningen", jaar)[0] for jaar in years] == ["1040", "1080", "1110"]
    assert total("verbeterde-woningen", 2043) == ("120", "strandhof")
    page = said(site, "zeedorp/monitor-2041-2043/beschikbaarheid/")
    assert "In het totaal van ‘Verbeterde woningen’ (2043) ontbreekt: Strandhof." in page


@pytest.mark.parametrize("doel", DOELEN)
def test_the_components_of_each_goal(site: Site, doel: str) -> None:
    (row,) = [row for row in table(site, "doelvoortgang") if row["doel"] == doel]
    status, *numbers = DOELEN[doel][1]
    assert row["document"] == KADER
    assert row["status"] == status
    got = [float(row[name]) if row[name] else None for name in COMPONENTS]
    assert got == numbers


@pytest.mark.parametrize("doel", DOELEN)
def test_each_goal_has_its_status_and_sentence_on_its_pages(site: Site, doel: str) -> None:
    (row,) = [row for row in table(site, "doelvoortgang") if row["doel"] == doel]
    item = site.at(f"{PROGRESS}#doelen.{doel}").text
    assert STATUSSEN[row["status"]].casefold() in item.casefold()
    sentence = " ".join(row["zin"].split())
    assert sentence in item
    silent = row["status"] == "geen-meting" and not row["reden"]
    told = "geen meting, niet te zeggen" if silent else sentence
    assert told in site.at(f"{FRAMEWORK}beschikbaarheid/#doelen.{doel}").text


def test_every_kind_of_goal_and_every_hard_case_is_there(site: Site) -> None:
    rows = table(site, "doelvoortgang")
    kinds = {"bereiken", "behouden", "minimaal", "maximaal", "tussen", "mijlpaal", "richting"}
    assert {row["soort"] for row in rows} == kinds
    assert {row["maat"] for row in rows} >= {"niveau", "verandering", "verandering-procent"}
    assert {row["begin_bron"] for row in rows} == {"papier", "meting", "nul", ""}
    by_goal = {row["doel"]: row for row in rows}
    assert by_goal["naar-nul"]["doel_tot"] == "0"
    assert by_goal["vanaf-nul"]["begin_waarde"] == "0"
    assert by_goal["behouden"]["afstand_begin"] == "0"
    assert by_goal["een-meting"]["aantal_metingen"] == "1"
    assert by_goal["geen-meting"]["aantal_metingen"] == "0"
    assert by_goal["bereiken"]["nog_nodig_per_jaar"] == "45"
    assert by_goal["niet-van-iedereen"]["reden"] == "het cijfer over 2043 is zonder Strandhof"


def test_plans_are_never_results(site: Site) -> None:
    """A plan of 1.210 stands beside the goal with its year; the sentence has what was measured."""
    item = site.at(f"{PROGRESS}#doelen.bereiken").text
    assert "Eind 2043 was het 1.110 woningen" in item
    assert "Plan voor eind 2045, Alle partijen samen: 1.210 woningen." in item
    assert "Plan voor eind 2044, Alle partijen samen: 1.150 woningen. Niet te vergelijken" in item
    count = site.at(f"{PROGRESS}#doelen.minimaal").text
    assert "Over 2041 tot en met 2043 is het 210 woningen" in count
    assert "Plan voor 2043, Totaal: 100 woningen. Niet te vergelijken" in count
    planned = {
        row["waarde"]: row for row in figures(site, MONITOR).values() if row["aard"] == "voornemen"
    }
    assert set(planned) == {"95", "1150", "1210"}
    measured = {row["meting_waarde"] for row in table(site, "doelvoortgang")}
    assert measured & {"95", "100", "1150", "1210", "305"} == set()
    for row in planned.values():
        cells = [cell.text for cell in site.at(row["permalink"]).find("td")]
        assert "plan" in cells
        assert "resultaat" not in cells


# --- the yearly papers ------------------------------------------------------------


def test_year_on_year(site: Site) -> None:
    page = site.page("zeedorp/inlegvel-2043/verschil/").article
    lines = {tuple(cell.text for cell in row.find("th", "td")): row for row in page.find("tr")}
    for line in (
        ("Nieuwbouw", "Duinhuis", "2043 (plan)", "50", "60", "+10", "veranderd"),
        ("Nieuwbouw", "Kustwoning", "2043 (plan)", "40", "40", "0", "gelijk gebleven"),
        ("Netto toevoeging", "Alle partijen samen", "2043 (plan)", "95", "93", "−2", "veranderd"),
    ):
        assert line in lines
    marks = {line[:2]: line[-1] for line in lines if len(line) == 7}
    assert marks["Flexwoningen", "Kustwoning"] == "nieuw"
    assert marks["Verbeterde woningen", "Duinhuis"] == "vervallen"
    assert "De gemeente koopt grond. Eerder: De gemeente zoekt grond." in page.text
    parts = page.text.rpartition("Afspraken: nieuw")[2].partition("Afspraken: vervallen")
    assert "Kustwoning maakt nieuwe ramen." in parts[0]
    assert "De gemeente plant bomen." in parts[2]
    assert "zeedorp/inlegvel-2042/verschil/" not in site.addresses


def test_what_the_monitor_says_of_promises_stands_with_them(site: Site) -> None:
    told = {
        "grond-zoeken": "Klaar (vierde kwartaal van 2043): Er is grond bij de haven.",
        "huizen-bouwen": "Vertraagd (vierde kwartaal van 2043): De heipalen kwamen te laat.",
    }
    page = said(site, "zeedorp/inlegvel-2042/is-het-gebeurd/")
    for afspraak, text in told.items():
        assert text in page
        home = f"zeedorp/inlegvel-2042/beschikbaarheid/#afspraken.{afspraak}"
        assert text in site.at(home).text
    assert "Hoort te staan in de monitor van de prestatieafspraken" in page
    assert "Er was een feest voor nieuwe bewoners." in said(site, PROGRESS)
    goal = site.at(f"{FRAMEWORK}beschikbaarheid/#doelen.{IN_WORDS}").text
    assert "Loopt (vierde kwartaal van 2043): Er was een feest" in goal


def test_the_agenda_has_every_promise_by_quarter(site: Site) -> None:
    page = site.page("agenda/").article
    captions = {caption.text: caption.ancestor("table") for caption in page.find("caption")}
    rows = captions["Afspraken: Tweede kwartaal van 2042"].find("tr")[1:]
    assert [row.find("th", "td")[0].text for row in rows] == ["De gemeente zoekt grond."]
    assert "klaar" in rows[0].text
    calendar = Calendar.from_ical(site.read("agenda.ics"))
    days = {str(event["SUMMARY"]): event["DTSTART"].dt.isoformat() for event in calendar.events}
    assert days["De gemeente koopt grond."] == "2043-06-30"
    assert days["Kustwoning maakt nieuwe ramen."] == "2044-12-31"


def test_each_promise_leads_to_its_goal_and_back(site: Site) -> None:
    goal = f"{FRAMEWORK}beschikbaarheid/#doelen.bereiken"
    promise = "zeedorp/inlegvel-2043/beschikbaarheid/#afspraken.ramen-maken"
    for here, there in ((goal, promise), (promise, goal)):
        up = "../" * here.partition("#")[0].count("/")
        links = [link.attrs["href"] for link in site.at(here).find("a")]
        assert f"{up}{there}" in links


# --- pages about it ---------------------------------------------------------------


def test_the_area_shows_its_papers_and_what_is_missing(site: Site) -> None:
    page = site.page("zeedorp/")
    assert "Voor Gemeente Zeedorp staan 4 papieren op deze website." in page.article.text
    standing = {
        anchor: [cell.text for cell in page.by_id[f"dekking.{anchor}"].find("td")]
        for anchor in ("inlegvel.2041", "inlegvel.2042", "monitor.2041", "inlegvel.2044")
    }
    assert standing["inlegvel.2041"][1] == "bestaat, maar staat hier niet"
    assert standing["inlegvel.2042"][1] == "staat op deze website"
    assert standing["monitor.2041"][1] == "staat op deze website"
    assert standing["inlegvel.2044"][1] == "niet bekend of het bestaat"


@pytest.mark.parametrize("naam", NAMES)
def test_each_corporation_has_its_pages(site: Site, naam: str) -> None:
    text = said(site, f"organisaties/{naam}/")
    for document in (MONITOR, VEL_42, VEL_43):
        assert document.split("-", 2)[1].capitalize() in text
    assert cells_of(site.page(f"organisaties/{naam}/")) >= {"plan", "resultaat"}
    assert "Peildatum: 30 juni 2044" in said(site, f"overleg/{naam}/")


def cells_of(page: Html) -> set[Any]:
    return {cell.text for cell in page.article.find("td")}


def test_the_corporation_s_talk_lists_what_is_due(site: Site) -> None:
    text = said(site, "overleg/duinhuis/")
    assert "Duinhuis bouwt huizen aan het strand." in text
    assert "Hoort te staan in het jaarverslag of de verantwoording (dVi) van Duinhuis." in text
    assert "Vertraagd (vierde kwartaal van 2043): De heipalen kwamen te laat." in text


def test_the_timeline_has_the_event(site: Site) -> None:
    assert "1 maart 2043" in said(site, "tijdlijn/")
    assert "De haven werd verkocht." in said(site, "tijdlijn/")


def test_the_verifier_finds_nothing(site: Site) -> None:
    """Not in another municipality either, with a comparison of years and a monitor."""
    found = verify(site.folder, HOSTS)
    assert [(finding.plaats, finding.melding) for finding in found.findings] == []
    assert found.counts["totalen"] > 5

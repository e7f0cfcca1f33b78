"""The Cijferverkenner in a real browser: choosing, sharing, going back, downloading."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from pypdf import PdfReader
from tests.browser.served import PHONE, until
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "cijferverkenner/"
PLAN, RESULT = "voornemen", "realisatie"
NAMES = ("thema", "indicator", "organisatie", "jaar", "document")
# No script in the page, no style in the page, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
)
SHOWN = "rows => rows.filter(row => row.getClientRects().length).map(row => row.id)"


@pytest.fixture(scope="module")
def cijfers(real_site: Site) -> pd.DataFrame:
    """The published table, with what the page calls a row, a theme and a year."""
    frame = pd.read_csv(real_site.folder / "data/alle-cijfers/cijfers.csv", dtype=str)
    themas = pd.read_csv(real_site.folder / "data/alle-cijfers/indicatoren.csv", dtype=str)
    thema = themas.set_index("indicator")["thema"]
    span = frame["jaar_van"] + "-" + frame["jaar_tot"]
    return frame.assign(
        id=(frame["document"] + "/" + frame["rij"]).str.replace("/", "."),
        thema=frame["indicator"].map(thema),
        jaar=frame["jaar_van"].where(frame["jaar_van"] == frame["jaar_tot"], span),
    )


def of(cijfers: pd.DataFrame, **chosen: str) -> pd.DataFrame:
    """The published rows of a choice."""
    for name, value in chosen.items():
        cijfers = cijfers[cijfers[name] == value]
    return cijfers


@pytest.fixture(scope="module")
def busy(cijfers: pd.DataFrame) -> dict[str, str]:
    """A choice with negative and positive plans of several organisations in one year."""
    plans = of(cijfers, aard=PLAN)
    groups = plans.assign(number=plans["waarde"].astype(float)).groupby(["indicator", "jaar"])
    found = groups["number"].agg(["min", "max", "count"]).query("min < 0 and max > 0")
    indicator, jaar = found["count"].idxmax()
    return {"indicator": indicator, "jaar": jaar}


@pytest.fixture
def page(browser: "Browser", url: str) -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url + PAGE)
    yield page
    context.close()
    assert errors == []


def seen(page: "Page") -> list[str]:
    """The rows that a reader sees."""
    found: list[str] = page.locator(".iv-verkenner-deel tbody tr").evaluate_all(SHOWN)
    return found


def shown(page: "Page") -> set[str]:
    """The rows that a reader sees who also asks for those that a long list begins without."""
    more = page.locator("#verkenner-meer")
    if more.is_visible():
        more.click()
    return set(seen(page))


def choose(page: "Page", **chosen: str) -> None:
    for name, value in chosen.items():
        page.locator(f"select[name={name}]").select_option(value)


def test_choices_show_exactly_their_rows(
    page: "Page", cijfers: pd.DataFrame, busy: dict[str, str]
) -> None:
    assert shown(page) == set(of(cijfers, aard=PLAN)["id"])
    choose(page, **busy)
    expected = of(cijfers, aard=PLAN, **busy)
    assert shown(page) == set(expected["id"])
    status = page.locator("#verkenner-aantal")
    assert status.get_attribute("role") == "status"
    assert status.inner_text().startswith(f"{len(expected)} cijfers voor deze keuze: Plan, ")
    assert parse_qs(urlsplit(page.url).query) == {
        name: [value] for name, value in {"aard": PLAN, **busy}.items()
    }


def test_long_list_begins_with_its_first_rows(page: "Page", cijfers: pd.DataFrame) -> None:
    """Said in words, with a button for the others; a total never falls off its group."""
    rows = of(cijfers, aard=PLAN)
    table = page.locator(f"#{PLAN} tbody tr").evaluate_all("all => all.map(row => row.id)")
    first = seen(page)
    assert 25 <= len(first) < 40 < len(rows)
    assert first == table[: len(first)]
    group = rows.set_index("id")[["indicator", "document", "jaar"]]
    assert list(group.loc[first[-1]]) != list(group.loc[table[len(first)]])
    status = page.locator("#verkenner-aantal")
    assert status.inner_text().endswith(f"U ziet de eerste {len(first)}.")
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    more = page.locator("#verkenner-meer")
    assert more.inner_text() == f"Toon ook de andere {len(rows) - len(first)} cijfers"
    more.press("Enter")
    assert seen(page) == table
    assert not more.is_visible()
    assert page.evaluate("document.activeElement.closest('tr').id") == table[len(first)]
    assert "U ziet" not in status.inner_text()
    choose(page, jaar=rows["jaar"].mode()[0])
    choose(page, jaar="")
    assert seen(page) == first


def test_link_to_a_row_shows_it(page: "Page", url: str, cijfers: pd.DataFrame) -> None:
    """Also far down the list, of results, and from within the page."""
    in_sight = """() => {
      const box = document.getElementById(location.hash.slice(1)).getBoundingClientRect();
      return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    }"""
    plans = page.locator(f"#{PLAN} tbody tr").evaluate_all("all => all.map(row => row.id)")
    result = of(cijfers, aard=RESULT)["id"].iloc[0]
    for row in (plans[-1], result, plans[40]):
        page.goto(f"{url}{PAGE}#{row}")
        assert page.evaluate(in_sight), row
        assert row in seen(page)
    page.goto("about:blank")
    page.goto(f"{url}{PAGE}#{plans[-1]}")
    assert page.evaluate(in_sight)


def test_links_within_the_page_leave_the_choice(
    page: "Page", url: str, cijfers: pd.DataFrame
) -> None:
    """To the table or past the menu: all rows stay, and results do not turn into plans."""
    table_link = page.get_by_role("link", name="Link naar deze tabel")
    skip = page.locator("a.md-skip")
    for aard in (PLAN, RESULT):
        rows = set(of(cijfers, aard=aard)["id"])
        page.goto("about:blank")
        page.goto(f"{url}{PAGE}#{aard}")
        assert shown(page) == rows
        for link, place in ((table_link, aard), (skip, "top"), (table_link, aard)):
            link.press("Enter")
            until(page, "place => location.hash === '#' + place", arg=place)
            assert set(seen(page)) == rows, place
            assert page.locator(f"input[value={aard}]").is_checked()
    page.go_back()  # the address of the skip link tells the choice
    page.reload()
    assert shown(page) == set(of(cijfers, aard=RESULT)["id"])


def test_back_from_a_link_within_the_page_is_the_choice_of_then(
    page: "Page", url: str, cijfers: pd.DataFrame
) -> None:
    """A step back to another choice counts, also to or from a place in the page."""
    page.locator("a.md-skip").press("Enter")
    page.locator(f"input[value={RESULT}]").check()
    page.locator("a.md-skip").press("Enter")
    steps = (page.go_back, page.go_back, page.go_back, page.go_forward, page.go_forward)
    for step, aard in zip(steps, (RESULT, PLAN, PLAN, PLAN, RESULT), strict=True):
        step()
        assert shown(page) == set(of(cijfers, aard=aard)["id"])
    page.goto("about:blank")
    page.goto(f"{url}{PAGE}")
    page.evaluate("place => { location.hash = place; }", RESULT)
    until(page, "aard => document.querySelector('input:checked').value === aard", arg=RESULT)
    page.go_back()
    assert shown(page) == set(of(cijfers, aard=PLAN)["id"])


def test_whole_choice_is_printed(page: "Page", cijfers: pd.DataFrame) -> None:
    """Every row of the choice, without what one clicks; then the screen is as before."""
    plans = of(cijfers, aard=PLAN)
    first = seen(page)
    more = page.locator("#verkenner-meer")
    more.focus()
    page.evaluate(
        """() => addEventListener('beforeprint', () => {
             const rows = [...document.querySelectorAll('.iv-verkenner-deel tbody tr')];
             window.onPaper = rows.filter(row => row.getClientRects().length).map(row => row.id);
           })"""
    )
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = "".join("".join(each.extract_text() for each in printed.pages).split())
    assert set(page.evaluate("window.onPaper")) == set(plans["id"])
    # Each row names its paper once.
    assert text.count("Document:") == len(plans) > len(first)
    assert f"{len(plans)}cijfersvoordezekeuze" in text
    for only_on_screen in ("Toonook", "Uziet", "Download", "Linknaar"):
        assert only_on_screen not in text
    assert seen(page) == first
    assert more.is_visible()
    assert more.evaluate("button => button === document.activeElement")


def test_plan_and_result_are_never_in_one_view(page: "Page", cijfers: pd.DataFrame) -> None:
    for aard in (RESULT, PLAN):
        page.locator(f"input[value={aard}]").check()
        assert shown(page) == set(of(cijfers, aard=aard)["id"])
        assert page.locator(".iv-verkenner-deel:visible").count() == 1


def test_address_is_the_view(page: "Page", browser: "Browser", busy: dict[str, str]) -> None:
    choose(page, **busy)
    link = page.locator("#verkenner-link").evaluate("link => link.href")
    assert link == page.url
    other = browser.new_page()
    other.goto(link)
    assert shown(other) == shown(page)
    assert other.locator("select[name=indicator]").input_value() == busy["indicator"]
    other.close()


def test_back_and_forward(page: "Page", busy: dict[str, str]) -> None:
    seen = [shown(page)]
    for name, value in busy.items():
        choose(page, **{name: value})
        seen.append(shown(page))
    assert len(seen) == 3
    for expected in reversed(seen[:-1]):
        page.go_back()
        assert shown(page) == expected
    assert page.locator("select[name=indicator]").input_value() == ""
    page.go_forward()
    assert shown(page) == seen[1]
    page.go_back()
    page.reload()
    assert shown(page) == seen[0]


def test_only_choices_that_exist_together_are_offered(page: "Page", cijfers: pd.DataFrame) -> None:
    """Whatever is offered, with its count, is what choosing it shows."""
    organisatie = of(cijfers, aard=PLAN)["organisatie"].mode()[0]
    choose(page, organisatie=organisatie)
    plans = of(cijfers, aard=PLAN, organisatie=organisatie)
    checked = 0
    for name in NAMES:
        rows = of(cijfers, aard=PLAN) if name == "organisatie" else plans
        counts = rows[name].value_counts().to_dict()
        options = page.locator(f"select[name={name}] option").evaluate_all(
            """all => all.filter(each => each.value)
                        .map(each => [each.value, each.text, each.disabled])"""
        )
        for value, text, disabled in options:
            assert text.endswith(f" ({counts.get(value, 0)})"), text
            assert disabled == (value not in counts), text
            checked += 1
        assert set(counts) <= {value for value, _, _ in options}
    assert checked > 40
    results = len(of(cijfers, aard=RESULT, organisatie=organisatie))
    assert page.locator(f"input[value={RESULT}]").is_disabled() == (results == 0)


def test_another_theme_lets_the_indicator_go(page: "Page", cijfers: pd.DataFrame) -> None:
    first = of(cijfers, aard=PLAN).iloc[0]
    other = next(thema for thema in of(cijfers, aard=PLAN)["thema"] if thema != first["thema"])
    choose(page, indicator=first["indicator"])
    for thema in (first["thema"], ""):  # keeps it
        choose(page, thema=thema)
        kept = of(cijfers, aard=PLAN, indicator=first["indicator"])
        assert shown(page) == set(kept["id"])
        label = page.locator("select[name=thema]").evaluate("it => it.selectedOptions[0].text")
        assert label.endswith(f" ({len(kept)})")
    choose(page, thema=other)
    assert page.locator("select[name=indicator]").input_value() == ""
    assert shown(page) == set(of(cijfers, aard=PLAN, thema=other)["id"])


def test_nothing_found_says_what_to_do(page: "Page", url: str, cijfers: pd.DataFrame) -> None:
    """Also for an old link: it does not show everything as if that was asked."""
    jaar = cijfers["jaar"].mode()[0]
    page.goto(f"{url}{PAGE}?aard={PLAN}&thema=verdwenen&jaar={jaar}")
    assert shown(page) == set()
    assert page.locator("#verkenner-aantal").inner_text().startswith("Geen cijfers voor deze keuze")
    assert page.locator("[data-bestand]:visible").count() == 0
    way = page.get_by_role("button", name=re.compile("Zonder ‘verdwenen: bestaat hier niet’"))
    way.press("Enter")
    assert page.evaluate("document.activeElement.id") == "verkenner-aantal"
    assert shown(page) == set(of(cijfers, aard=PLAN, jaar=jaar)["id"])
    assert "verdwenen" not in page.locator("select[name=thema]").inner_text()


def test_link_without_a_kind_shows_the_kind_that_is_there(
    page: "Page", url: str, cijfers: pd.DataFrame
) -> None:
    kinds = cijfers.groupby("indicator")["aard"].agg(set)
    only = next(naam for naam, found in kinds.items() if found == {RESULT})
    page.goto(f"{url}{PAGE}?indicator={only}")
    assert page.locator(f"input[value={RESULT}]").is_checked()
    assert shown(page) == set(of(cijfers, indicator=only)["id"])


# --- bars -------------------------------------------------------------------------------


def bars(page: "Page") -> list[dict[str, Any]]:
    """Each bar: who, what it says, from where to where it runs, and where zero is."""
    found: list[dict[str, Any]] = page.locator(".iv-staven li").evaluate_all(
        """all => all.map(line => {
             const bar = line.querySelector('.iv-staaf-baan > span');
             const box = bar && bar.getBoundingClientRect();
             const track = bar && bar.parentElement.getBoundingClientRect();
             const zero = bar && parseFloat(getComputedStyle(bar.parentElement, '::before').left);
             return {
               picture: line.closest('figure').querySelector('figcaption').textContent,
               text: line.querySelector('.iv-staaf-getal').textContent,
               who: line.querySelector('.iv-staaf-wie').textContent,
               from: bar && box.left - track.left - zero, to: bar && box.right - track.left - zero,
             };
           })"""
    )
    return found


def number(text: str) -> float:
    """The number in a text for readers."""
    match = re.search(r"−?[\d.]+(,\d+)?", text)
    assert match, text
    return float(match[0].replace(".", "").replace(",", ".").replace("−", "-"))


def test_bars_are_as_long_as_their_numbers(
    page: "Page", cijfers: pd.DataFrame, busy: dict[str, str]
) -> None:
    """To the left of zero what is negative; every bar with its number and unit in words."""
    choose(page, **busy)
    drawn = bars(page)
    expected = of(cijfers, aard=PLAN, **busy)
    assert len(drawn) == len(expected)
    longest = max(drawn, key=lambda bar: abs(number(bar["text"])))
    scale = (longest["to"] - longest["from"]) / abs(number(longest["text"]))
    for bar in drawn:
        value = number(bar["text"])
        assert bar["from"] == pytest.approx(min(value, 0) * scale, abs=1.5), bar
        assert bar["to"] == pytest.approx(max(value, 0) * scale, abs=2.5), bar
    values = sorted(expected["waarde"].astype(float))
    assert sorted(number(bar["text"]) for bar in drawn) == values
    assert values[0] < 0 < values[-1]
    unit = expected["eenheid"].iloc[0]
    assert all(f"Plan, in {unit}" in bar["picture"] for bar in drawn)
    # What we computed or added up says so.
    computed = expected[expected["rijsoort"] != "bron"]
    assert sum("door ons" in bar["who"] for bar in drawn) == len(computed) > 0


def test_bars_need_one_indicator_and_one_period(page: "Page", busy: dict[str, str]) -> None:
    assert bars(page) == []
    assert "Kies één indicator" in page.locator("#verkenner-hulp").inner_text()
    choose(page, indicator=busy["indicator"])
    pictures = page.locator(".iv-staven figcaption strong").all_inner_texts()
    assert len(pictures) == len(set(pictures)) > 1


def test_open_figures_have_their_reason_and_no_bar(page: "Page", cijfers: pd.DataFrame) -> None:
    numbers = of(cijfers, aard=PLAN).groupby("indicator")["waarde"].agg(["size", "count"])
    open_ = numbers.query("count > 2 and size > count").index
    reasons = 0
    for indicator in open_:
        choose(page, indicator=indicator)
        for bar in bars(page):
            if "niet te vergelijken" not in bar["text"]:
                assert (bar["from"] is None) == (re.search(r"\d", bar["text"]) is None), bar
                reasons += bar["from"] is None
    assert reasons > 0


def test_figures_of_another_area_have_no_bar_beside_the_rest(
    page: "Page", cijfers: pd.DataFrame
) -> None:
    """They stand in the picture with their number, and it says why they are no bar."""
    plans = of(cijfers, aard=PLAN)
    elsewhere = plans[(plans["reikwijdte"] != "gebied") & plans["waarde"].notna()]
    found = 0
    for (indicator, jaar), rows in elsewhere.groupby(["indicator", "jaar"]):
        choose(page, jaar="", indicator="")
        choose(page, indicator=indicator, jaar=jaar)
        drawn = bars(page)
        if drawn:
            apart = [bar for bar in drawn if "niet te vergelijken" in bar["text"]]
            assert sorted(number(bar["text"]) for bar in apart) == sorted(
                rows["waarde"].astype(float)
            )
            assert {bar["from"] for bar in apart} == {None}
            found += len(apart)
    assert found > 0


def test_limits_stand_beside_their_bars(page: "Page", cijfers: pd.DataFrame) -> None:
    plans = of(cijfers, aard=PLAN)
    limited = plans[plans["grens"].notna() & plans["waarde"].notna()]
    found = 0
    for indicator in limited["indicator"].unique():
        choose(page, indicator=indicator)
        found += sum(
            bool(re.match("minder dan|hoogstens|meer dan|minstens|ongeveer", bar["text"]))
            for bar in bars(page)
        )
    assert found > 0


# --- downloads --------------------------------------------------------------------------


def downloaded(page: "Page", label: str, folder: Path) -> Path:
    with page.expect_download() as event:
        page.get_by_role("button", name=label, exact=True).click()
    path = folder / event.value.suggested_filename
    event.value.save_as(path)
    return path


def test_csv_is_the_published_rows(
    page: "Page", real_site: Site, busy: dict[str, str], cijfers: pd.DataFrame, tmp_path: Path
) -> None:
    choose(page, **busy)
    path = downloaded(page, "CSV", tmp_path)
    assert path.name == f"cijfers-{PLAN}-{busy['indicator']}-{busy['jaar']}.csv"
    published = pd.read_csv(io.BytesIO(real_site.read("data/alle-cijfers/cijfers.csv")))
    chosen = of(cijfers, aard=PLAN, **busy).index
    pd.testing.assert_frame_equal(
        pd.read_csv(path), published.loc[chosen].reset_index(drop=True), check_dtype=False
    )
    assert set(path.read_bytes().split(b"\n")) <= set(
        real_site.read("data/alle-cijfers/cijfers.csv").split(b"\n")
    )


def test_csv_for_excel_is_the_published_rows(
    page: "Page", real_site: Site, busy: dict[str, str], cijfers: pd.DataFrame, tmp_path: Path
) -> None:
    choose(page, **busy)
    path = downloaded(page, "CSV voor Excel", tmp_path)
    assert path.name == f"cijfers-{PLAN}-{busy['indicator']}-{busy['jaar']}.nl.csv"
    whole = real_site.read("data/alle-cijfers/cijfers.nl.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument;")
    assert set(path.read_bytes().split(b"\r\n")) <= set(whole.split(b"\r\n"))
    kind = {"sep": ";", "decimal": ",", "encoding": "utf-8-sig"}
    mine, published = pd.read_csv(path, **kind), pd.read_csv(io.BytesIO(whole), **kind)
    chosen = of(cijfers, aard=PLAN, **busy).index
    pd.testing.assert_frame_equal(
        mine, published.loc[chosen].reset_index(drop=True), check_dtype=False
    )
    numbers = of(cijfers, aard=PLAN, **busy)["waarde"].astype(float)
    assert list(mine["waarde"]) == list(numbers)


@pytest.mark.parametrize("label", ["CSV", "CSV voor Excel"])
def test_any_text_survives_a_download(
    page: "Page", cijfers: pd.DataFrame, tmp_path: Path, label: str
) -> None:
    """Quotes, separators and line ends within a cell do not tear a row apart."""
    first = of(cijfers, aard=PLAN).iloc[0]
    separator = ";" if "Excel" in label else ","
    rest = 'a;b,c\n"d"\n\n"";,🏠\u200f'
    names = ["toelichting", "document", "rij", "waarde"]
    quoted = '"' + rest.replace('"', '""') + '"'
    mine = [quoted, first["document"], first["rij"], "1"]
    other = [quoted, first["document"], "iets/anders", "2"]
    end = "\r\n" if "Excel" in label else "\n"
    text = "".join(separator.join(cells) + end for cells in (names, other, mine, other))
    page.route("**/cijfers*.csv", lambda route: route.fulfill(body=text.encode()))
    path = downloaded(page, label, tmp_path)
    kept = pd.read_csv(path, sep=separator)
    assert kept.to_dict("records") == [
        {"toelichting": rest, "document": first["document"], "rij": first["rij"], "waarde": 1}
    ]


def test_download_that_fails_says_so(page: "Page") -> None:
    page.route("**/cijfers.csv", lambda route: route.fulfill(status=404, body="weg"))
    page.get_by_role("button", name="CSV", exact=True).click()
    message = page.locator("#verkenner-melding")
    message.filter(has_text="Downloaden lukt nu niet").wait_for(timeout=5_000)
    assert message.get_attribute("role") == "status"


# --- for everyone -----------------------------------------------------------------------


def test_by_keyboard_alone(page: "Page", cijfers: pd.DataFrame) -> None:
    """From the first choice to the download with Tab, arrows and Enter; the focus stays."""
    page.locator(f"input[value={PLAN}]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == RESULT
    assert shown(page) == set(of(cijfers, aard=RESULT)["id"])
    for name in NAMES:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == name
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if name == "indicator":
            page.keyboard.press("ArrowDown")
            chosen = page.locator("select[name=indicator]").input_value()
            assert page.evaluate("document.activeElement.name") == name
    assert chosen
    assert shown(page) == set(of(cijfers, aard=RESULT, indicator=chosen)["id"])
    page.keyboard.press("Tab")  # wis alle keuzes
    page.keyboard.press("Tab")  # link naar deze keuze
    page.keyboard.press("Tab")
    with page.expect_download() as event:
        page.keyboard.press("Enter")
    assert event.value.suggested_filename == f"cijfers-{RESULT}-{chosen}.csv"


def test_every_control_has_a_name(page: "Page") -> None:
    """As a screen reader tells it: groups with their legend, every list with its label."""
    tree = page.locator("#verkenner-keuzes").aria_snapshot()
    for part in ('group "Plan of resultaat"', 'group "Welke cijfers"', 'radio "Plan ('):
        assert part in tree, tree
    for label in ("Thema", "Indicator", "Organisatie", "Jaar of jaren", "Document"):
        assert f'combobox "{label}"' in tree, tree
    assert 'button "Wis alle keuzes"' in tree


def test_whole_table_without_scripts(
    browser: "Browser", url: str, cijfers: pd.DataFrame, real_site: Site
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url + PAGE)
    tables = page.locator(".iv-verkenner-deel")
    assert tables.count() == cijfers["aard"].nunique()
    assert all(table.is_visible() for table in tables.all())
    html = real_site.page(PAGE)
    for aard in cijfers["aard"].unique():
        rows = html.by_id[aard].find("tbody")[0].find("tr")
        assert {row.attrs["id"] for row in rows} == set(of(cijfers, aard=aard)["id"])
    assert not page.locator("#verkenner-keuzes").is_visible()
    assert not page.locator("#verkenner-uitkomst").is_visible()
    assert page.locator("a[download][href$='alle-cijfers/cijfers.csv']").is_visible()
    context.close()


def test_works_under_a_strict_policy(browser: "Browser", url: str, busy: dict[str, str]) -> None:
    """No script or style in the page is needed, and nothing from another host."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()

    def with_policy(route: Any) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page.route(f"{url}{PAGE}*", with_policy)
    page.goto(f"{url}{PAGE}?aard={PLAN}&indicator={busy['indicator']}&jaar={busy['jaar']}")
    drawn = bars(page)
    assert min(bar["from"] for bar in drawn) < -5
    assert max(bar["to"] for bar in drawn) > 5
    with page.expect_download():
        page.get_by_role("button", name="CSV", exact=True).click()
    context.close()

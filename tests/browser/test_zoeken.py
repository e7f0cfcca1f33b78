"""A resident searches: in everyday words, with the keyboard alone, and for few bytes."""

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.served import DESK, PHONE, transferred, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("real-site")]

MOST = 160_000  # bytes that one query may cost
SEARCH = "zoeken/"
ANSWERED = """() => /resulta(at|ten) voor|al deze woorden|Niets gevonden|zoekindex|lukt nu niet/
  .test(document.querySelector('#zoek-stand').textContent)"""


def answer(page: "Page") -> str:
    """What the page says of the answer, once it is there."""
    until(page, ANSWERED)
    return page.locator("#zoek-stand").text_content() or ""


def shown(page: "Page") -> list[str]:
    """The addresses of the results that are shown."""
    links = page.locator("#zoek-resultaten a").all()
    return [link.evaluate("link => link.pathname + link.hash") for link in links]


def found(page: "Page", url: str, query: str) -> list[str]:
    """The addresses of all results of a query."""
    page.goto(f"{url}{SEARCH}?q={query}")
    answer(page)
    more = page.locator("#zoek-meer")
    while more.is_visible():
        count = len(shown(page))
        more.click()
        until(
            page,
            "count => document.querySelectorAll('#zoek-resultaten li').length > count",
            arg=count,
        )
    return shown(page)


def test_forms_of_a_word_find_the_same_pages(desk: "Page", url: str) -> None:
    pages = {word: set(found(desk, url, word)) for word in ("sloop", "slopen", "gesloopt")}
    assert pages["sloop"] == pages["slopen"] == pages["gesloopt"]
    assert {"/indicatoren/sloop/", "/groningen/inlegvel-2022/beschikbaarheid/"} <= pages["sloop"]


@pytest.mark.parametrize(
    ("word", "question", "first", "page"),
    [
        (
            "lift",
            "/uw-vraag/zonder-trap-of-met-zorg/",
            {"/begrippen/#nultredenwoning", "/indicatoren/nultredenwoningen/"},
            "/groningen/inlegvel-2022/wonen-en-zorg/",
        ),
        (
            "wachtlijsten",
            "/uw-vraag/wachttijd/",
            {"/begrippen/#wachttijd", "/indicatoren/wachttijd-urgentie/"},
            "/groningen/ambitiekader-2021-2025/beschikbaarheid/",
        ),
    ],
)
def test_everyday_words_lead_to_what_the_papers_call_otherwise(
    desk: "Page", url: str, word: str, question: str, first: set[str], page: str
) -> None:
    """First the question, then what is about it, then every page where the papers' word stands."""
    results = found(desk, url, word)
    assert results[0] == question
    assert set(results[1:3]) == first
    assert page in results


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("wachtlijst", "wachttijd"),
        ("huur", "huurverhoging"),
        ("mijn huur", "huurverhoging"),
        ("sloop", "sloop-en-verkoop"),
        ("huurverhoging", "huurverhoging"),
        ("buurt", "mijn-buurt"),
        ("huurdersvereniging", "wie-praat-namens-mij"),
    ],
)
def test_a_question_comes_before_all_other_pages(
    phone: "Page", url: str, query: str, question: str
) -> None:
    phone.goto(f"{url}{SEARCH}?q={query}")
    assert "resultaten voor" in answer(phone)
    assert shown(phone)[0] == f"/uw-vraag/{question}/"


@pytest.mark.parametrize(
    ("query", "first", "other"),
    [
        ("huur omhoog", "/uw-vraag/huurverhoging/", ""),
        ("gaat mijn huur omhoog", "/uw-vraag/huurverhoging/", ""),
        ("wachtlijst pekela", "/uw-vraag/wachttijd/", "/pekela/"),
        ("wachten pekela", "/uw-vraag/wachttijd/", "/pekela/"),
        ("huurverhoging pekela", "/uw-vraag/huurverhoging/", "/pekela/"),
    ],
)
def test_several_words_find_what_each_is_about(
    phone: "Page", url: str, query: str, first: str, other: str
) -> None:
    phone.goto(f"{url}{SEARCH}?q={query}")
    answer(phone)
    results = shown(phone)
    assert results[0] == first
    assert other in (*results[1:], "")


def test_where_no_page_has_all_words_those_with_a_part_are_shown(phone: "Page", url: str) -> None:
    """And it is said that they have only a part; each page stands there once."""
    results = found(phone, url, "wachtlijst qzjwx urgentie")
    said = phone.locator("#zoek-stand").text_content() or ""
    assert said.startswith("Geen pagina heeft al deze woorden: ‘wachtlijst qzjwx urgentie’.")
    assert results[0] == "/uw-vraag/wachttijd/"
    assert len(set(results)) == len(results)
    assert set(found(phone, url, "wachtlijst")) <= set(results)
    assert not phone.locator("#zoek-niets").is_visible()


def test_where_few_pages_have_all_words_those_with_a_part_follow(phone: "Page", url: str) -> None:
    phone.goto(f"{url}{SEARCH}?q=warmtenet selwerd")
    few = r"(Maar 1 pagina heeft|Maar 2 pagina’s hebben) al deze woorden: ‘warmtenet selwerd’\."
    assert re.match(few, answer(phone))
    assert {"/uw-vraag/van-het-gas/", "/selwerd/"} <= set(shown(phone))


def test_where_many_pages_have_all_words_the_place_and_the_question_come_first(
    phone: "Page", url: str
) -> None:
    """Neither has both words; others, such as a landlord's page, do."""
    phone.goto(f"{url}{SEARCH}?q=wachten pekela")
    assert re.match(r"Maar \d+ pagina’s hebben al deze woorden", answer(phone))
    assert shown(phone)[:2] == ["/uw-vraag/wachttijd/", "/pekela/"]


def test_search_with_the_keyboard_alone(desk: "Page", url: str) -> None:
    """From the front page to the answer, and on to the next results."""
    desk.goto(url)
    for _ in range(10):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.name") == "q":
            break
    desk.keyboard.type("isolatie")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"{url}{SEARCH}?q=isolatie")
    assert "voor ‘isolatie’" in answer(desk)
    before = shown(desk)
    desk.locator("#zoek-resultaten a").last.focus()
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.id") == "zoek-meer"
    assert desk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    desk.keyboard.press("Enter")
    until(
        desk,
        "count => document.querySelectorAll('#zoek-resultaten li').length > count",
        arg=len(before),
    )
    focused = desk.evaluate("document.activeElement.pathname + document.activeElement.hash")
    assert focused == shown(desk)[len(before)]
    desk.keyboard.press("Enter")
    desk.wait_for_url(lambda address: SEARCH not in address)


def test_the_answer_is_told_to_a_screen_reader(desk: "Page", url: str) -> None:
    desk.goto(url + SEARCH)
    assert desk.get_by_role("searchbox", name="Waar zoekt u naar?").count() == 1
    assert desk.get_by_role("status").count() == 1
    desk.get_by_role("searchbox").fill("lift")
    desk.get_by_role("button", name="Zoek", exact=True).click()
    answer(desk)
    assert "voor ‘lift’" in (desk.get_by_role("status").text_content() or "")


def test_a_phone_has_a_button_to_the_search_page(phone: "Page", url: str) -> None:
    phone.goto(url)
    phone.get_by_role("link", name="Zoeken", exact=True).click()
    phone.wait_for_url(url + SEARCH)
    phone.keyboard.type("sloop")  # the field has the focus
    phone.keyboard.press("Enter")
    answer(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_back_and_forward_repeat_the_query(desk: "Page", url: str) -> None:
    desk.goto(f"{url}{SEARCH}?q=sloop")
    assert "‘sloop’" in answer(desk)
    desk.locator("#zoekwoorden").fill("lift")
    desk.keyboard.press("Enter")
    until(desk, "() => document.querySelector('#zoek-stand').textContent.includes('‘lift’')")
    desk.go_back()
    until(desk, "() => document.querySelector('#zoek-stand').textContent.includes('‘sloop’')")
    assert desk.locator("#zoekwoorden").input_value() == "sloop"
    assert desk.title().startswith("sloop – ")


def test_expired_papers_say_so_in_the_results(desk: "Page", url: str) -> None:
    found(desk, url, "beschikbaarheid inlegvel 2022")
    result = desk.locator("#zoek-resultaten li", has_text="Beschikbaarheid – Inlegvel 2022").first
    assert "Verlopen: dit document gold tot en met 2022." in result.inner_text()


def test_what_is_not_found_leads_to_questions_and_landlords(desk: "Page", url: str) -> None:
    desk.goto(f"{url}{SEARCH}?q=%3Cimg%20src=qzjw%3Eqzjwx")
    assert answer(desk).startswith("Niets gevonden voor ‘<img src=qzjw>")
    assert desk.locator("#zoek-stand img, #zoek-resultaten img").count() == 0
    links = desk.locator("#zoek-niets a")
    assert [link.evaluate("link => link.pathname") for link in links.all()] == [
        "/uw-vraag/",
        "/organisaties/",
    ]
    assert all(link.is_visible() for link in links.all())
    desk.locator("#zoekwoorden").fill("sloop")
    desk.keyboard.press("Enter")
    until(desk, "() => document.querySelector('#zoek-stand').textContent.includes('‘sloop’')")
    assert not desk.locator("#zoek-niets").is_visible()
    first = desk.get_by_role("heading", name="Alle lijsten").locator("xpath=following::li[1]")
    assert first.get_by_role("link", name="Uw vraag").is_visible()


def test_without_scripts_there_are_the_lists(browser: "Browser", url: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}{SEARCH}?q=sloop")
    assert page.locator("noscript").is_visible()
    assert not page.locator("#zoekwoorden").is_visible()
    assert not page.locator("#zoek-meer, #zoek-niets").filter(visible=True).count()
    page.get_by_role("link", name="Organisaties").last.click()
    page.wait_for_url(f"{url}organisaties/")
    context.close()


def test_without_an_index_the_page_says_what_makes_one(desk: "Page", url: str) -> None:
    """As while `inlegvel serveer` runs."""
    desk.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    desk.goto(f"{url}{SEARCH}?q=sloop")
    assert "inlegvel bouw" in answer(desk)
    desk.unroute("**/pagefind/**")
    desk.route("**/pagefind/**", lambda route: route.abort())
    desk.locator("#zoekwoorden").press("Enter")
    until(
        desk,
        "() => document.querySelector('#zoek-stand').textContent.startsWith('Zoeken lukt nu niet')",
    )


# --- what it costs -----------------------------------------------------------------------------


# The last of these are found in no page as a whole, so that their words are searched again.
QUERIES = (
    *("sloop", "slopen", "gesloopt", "lift", "wachtlijst", "van het gas af", "mijn huur"),
    *("gaat mijn huur omhoog", "wachtlijst pekela"),
)
FOUND = re.compile("resultaten voor|al deze woorden")


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_from_the_front_page_weighs_little(
    browser: "Browser", compressing: str, query: str
) -> None:
    """With the search page itself; nothing of the index is fetched before."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    fetched = transferred(page)
    page.goto(compressing, wait_until="networkidle")
    whole = [address for address, _ in fetched if "pagefind" in address or "sitemap" in address]
    assert whole == []  # what lists all pages is read by programs, or when somebody searches
    fetched.clear()
    page.locator("#iv-zoekvak-kop").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{compressing}{SEARCH}?*")
    assert FOUND.search(answer(page))
    page.wait_for_load_state("networkidle")
    assert all(address.startswith(compressing) for address, _ in fetched)
    assert [address for address, _ in fetched if address.endswith("wasm.nl.pagefind")]
    assert sum(size for _, size in fetched) <= MOST, fetched
    context.close()


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_weighs_little_where_the_server_does_not_compress(
    browser: "Browser", url: str, query: str
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(url + SEARCH, wait_until="networkidle")
    fetched = transferred(page)
    page.locator("#zoekwoorden").fill(query)
    page.keyboard.press("Enter")
    assert FOUND.search(answer(page))
    page.wait_for_load_state("networkidle")
    assert [address for address, _ in fetched if address.endswith("wasm.nl.pagefind")]
    assert sum(size for _, size in fetched) <= MOST, fetched
    context.close()

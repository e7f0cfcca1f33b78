"""The content security policy in use: it stands in no reader's way, and in every intruder's."""

from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.served import until
from tests.site.html_tree import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("real-site")]

THEME = "groningen/inlegvel-2022/beschikbaarheid/"
ANSWERED = "document.querySelector('#zoek-stand').textContent.includes('resultaten voor')"
SCHEME = "document.body.getAttribute('data-md-color-scheme')"
# What a page keeps of every refusal by the browser.
LISTEN = """window.refused = [];
document.addEventListener('securitypolicyviolation', event =>
  window.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));"""


@pytest.fixture
def page(desk: "Page") -> "Page":
    """A page that keeps what was refused in `refused`."""
    desk.add_init_script(LISTEN)
    return desk


def refused(page: "Page") -> list[str]:
    """What the browser refused on this page so far."""
    page.wait_for_load_state("networkidle")
    found: list[str] = page.evaluate("window.refused")
    return found


def test_searching(page: "Page", url: str) -> None:
    page.goto(f"{url}zoeken/?q=sloop")
    until(page, ANSWERED)
    assert refused(page) == []


def test_choosing_figures_and_taking_them_along(page: "Page", url: str) -> None:
    page.goto(f"{url}cijferverkenner/?aard=voornemen&indicator=sloop&jaar=2022")
    assert page.locator(".iv-staven li").count() > 1
    with page.expect_download():
        page.get_by_role("button", name="CSV", exact=True).click()
    assert refused(page) == []


def test_filters_of_the_agenda(page: "Page", url: str) -> None:
    page.goto(f"{url}agenda/")
    page.locator("#agenda-filters select").first.select_option(index=1)
    assert page.locator("#agenda-aantal").text_content()
    assert refused(page) == []


def test_terms_and_charts(page: "Page", url: str) -> None:
    page.goto(url + THEME)
    for summary in page.locator("article summary:visible").all():
        summary.click()
    assert refused(page) == []
    page.goto(f"{url}organisaties/lefier/")
    page.locator("button.iv-begrip").first.click()
    assert page.locator("[popover]:popover-open").is_visible()
    assert refused(page) == []


def test_colours_are_chosen_and_kept(page: "Page", url: str) -> None:
    page.goto(url)
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").click()
    assert page.evaluate(SCHEME) == "slate"
    assert refused(page) == []
    page.goto(url + THEME)
    assert page.evaluate(SCHEME) == "slate"
    assert refused(page) == []


def test_code_is_copied(page: "Page", url: str) -> None:
    page.goto(f"{url}data/groningen-inlegvel-2022/")
    page.locator("button.iv-kopieer").first.click()
    page.locator("a[download]").first.hover()
    assert refused(page) == []


def test_on_paper(page: "Page", url: str) -> None:
    page.goto(f"{url}overleg/lefier/")
    page.emulate_media(media="print")
    assert page.pdf().startswith(b"%PDF")
    assert refused(page) == []


def test_menu_on_a_phone(phone: "Page", url: str) -> None:
    phone.add_init_script(LISTEN)
    phone.goto(url + THEME)
    phone.locator(".md-header .iv-menuknop").click()
    assert phone.get_by_role("link", name="Organisaties").first.is_visible()
    assert refused(phone) == []


# What somebody might get into the text of a page, and what the browser must then refuse.
INTRUDERS = {
    "script": ("<script>window.intruder = 1</script>", "script-src-elem"),
    "handler": ('<img src="no" onerror="window.intruder = 1">', "script-src-attr"),
    "file": ('<script src="https://elders.example/x.js"></script>', "script-src-elem"),
    "style": ("<style>body { color: red }</style>", "style-src-elem"),
    "look": ('<p style="color: red">rood</p>', "style-src-attr"),
    "picture": ('<img src="https://elders.example/x.png">', "img-src"),
    "frame": ('<iframe src="https://elders.example/"></iframe>', "frame-src"),
    "plug-in": ('<object data="https://elders.example/x"></object>', "object-src"),
    "base": ('<base href="https://elders.example/">', "base-uri"),
}


@pytest.mark.parametrize("kind", INTRUDERS)
def test_an_intruder_is_refused(page: "Page", url: str, kind: str, real_site: Site) -> None:
    """Each is put in the text of a page as a mistake in the code would let it."""
    text, directive = INTRUDERS[kind]
    body = real_site.read(f"{THEME}index.html").decode()
    assert "</h1>" in body

    def intrude(route: Any) -> None:
        route.fulfill(body=body.replace("</h1>", f"</h1>{text}", 1), content_type="text/html")

    page.route(url + THEME, intrude)
    page.goto(url + THEME)
    assert [line for line in refused(page) if line.startswith(f"{directive}:")]
    assert page.evaluate("window.intruder") is None


def test_an_intruding_form_sends_nothing(page: "Page", url: str) -> None:
    page.goto(url)
    page.evaluate("""() => {
      const form = document.createElement('form');
      form.action = 'https://elders.example/';
      document.body.append(form);
      form.submit();
    }""")
    until(page, "window.refused.some(line => line.startsWith('form-action:'))")
    assert page.url == url


def test_text_never_becomes_a_program(page: "Page", url: str) -> None:
    """Also on the one page that may run a compiled program."""
    for address in ("", "zoeken/"):
        page.goto(url + address)
        page.evaluate("() => { setTimeout('window.intruder = 1', 0); }")
        until(page, "window.refused.length > 0")
        assert page.evaluate("window.intruder") is None
    tiny = "WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"
    compiles = f"() => {tiny}.then(() => true, () => false)"
    assert page.evaluate(compiles) is True
    page.goto(url)
    assert page.evaluate(compiles) is False


def test_nothing_is_kept_but_the_colours(page: "Page", url: str) -> None:
    """As the page on privacy says: no cookie, ever; in the browser, which colours are chosen."""
    kept = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    for address in ("", "zoeken/?q=sloop", "cijferverkenner/?indicator=sloop", "agenda/", THEME):
        page.goto(url + address, wait_until="networkidle")
        assert {key.rpartition(".")[2] for key in page.evaluate(kept)} <= {"__palette"}
    assert page.context.cookies() == []

"""What happens to a finished page: white space, links to elsewhere, the policy, the looks."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from inlegvel.delivery.lean import compact, remove_unused
from inlegvel.delivery.links import mark_external
from inlegvel.delivery.policy import with_policy
from inlegvel.delivery.sheets import join_sheets
from inlegvel.findings import InlegvelError

URL = "https://dorp.example/wonen/"
HEAD = '<head>\n<meta charset="utf-8">\n<script>begin()</script>\n</head>\n'


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def scripts_of(page: str) -> list[str]:
    """What the policy of a page lets run."""
    policy = page.partition('content="')[2].partition('"')[0]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    return parts["script-src"].split(" ")


# --- white space -----------------------------------------------------------------------


def test_indents_go_and_words_stay_apart() -> None:
    page = "<ul>\n\n    <li>een\n      <b>twee</b>\t\n  </li>\n</ul>"
    assert compact(page) == "<ul>\n<li>een\n<b>twee</b>\n</li>\n</ul>"


@pytest.mark.parametrize("tag", ["pre", "textarea", "script"])
def test_text_that_keeps_its_lines_keeps_them(tag: str) -> None:
    kept = f"<{tag} id=x>a\n\n    b\n</{tag}>"
    assert compact(f"<p>\n  {kept}\n\n</p>") == f"<p>\n{kept}\n</p>"


# --- links to elsewhere ----------------------------------------------------------------


def test_link_to_another_website_is_seen_heard_and_tells_nothing() -> None:
    page = mark_external('<a href="https://elders.example/x">Lees <b>meer</b></a>', URL)
    assert page == (
        '<a class="iv-extern" rel="external noopener noreferrer" href="https://elders.example/x">'
        'Lees <b>meer</b><span class="iv-verborgen"> (andere website)</span></a>'
    )


def test_what_a_link_had_besides_stays() -> None:
    page = mark_external(
        '<a title="T" rel="x" class="md-button" href="http://e.example">E</a>', URL
    )
    assert 'class="md-button iv-extern"' in page
    assert 'title="T"' in page
    assert page.count("rel=") == 1


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../data/">Data</a>',
        '<a href="#top">Boven</a>',
        '<a href="mailto:wonen@dorp.example">Mail</a>',
        f'<a href="{URL}data/">Data</a>',
        '<abbr title="https://elders.example">E</abbr>',
        '<a id="https://elders.example">E</a>',
    ],
)
def test_what_leads_nowhere_else_is_left_alone(link: str) -> None:
    assert mark_external(link, URL) == link


# --- the policy ------------------------------------------------------------------------


def test_scripts_of_the_templates_run_by_their_hash_alone() -> None:
    page = f"{HEAD}<body><script src=x.js></script><script>eind()</script><script>begin()</script>"
    found = scripts_of(with_policy(page, compiles=False))
    assert found == ["'self'", hashed("begin()"), hashed("eind()")]


def test_script_in_the_article_does_not_run() -> None:
    """Text of the data stands there; also where it closes the article itself."""
    inner = "<article><p>tekst</p></article><script>slecht()</script><p></article>"
    found = scripts_of(with_policy(f"{HEAD}<body>{inner}<script>eind()</script>", compiles=False))
    assert hashed("slecht()") not in found
    assert hashed("eind()") in found


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_is_no_script(kind: str) -> None:
    page = f'{HEAD}<body><script id="a" type="{kind}">{{}}</script>'
    assert scripts_of(with_policy(page, compiles=False)) == ["'self'", hashed("begin()")]


def test_only_a_page_that_compiles_may() -> None:
    assert "'wasm-unsafe-eval'" in scripts_of(with_policy(HEAD, compiles=True))
    assert "'wasm-unsafe-eval'" not in scripts_of(with_policy(HEAD, compiles=False))


def test_policy_stands_before_all_that_it_is_about() -> None:
    page = with_policy(HEAD, compiles=False)
    assert page.index("Content-Security-Policy") < page.index("<script>")
    for broken in ("<head></head>", f"<script>eerst()</script>{HEAD}"):
        with pytest.raises(InlegvelError, match="no place for its policy"):
            with_policy(broken, compiles=False)


# --- files -----------------------------------------------------------------------------


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_sheets_become_one_with_a_name_of_its_content(tmp_path: Path) -> None:
    sheets = {"assets/css/a.css": "/* a */\nb {\n  c: d;\n}\n", "assets/css/e.css": "f { g: h }\n"}
    write(tmp_path, sheets)
    linked = join_sheets(tmp_path, list(sheets))
    (joined,) = names(tmp_path)
    content = (tmp_path / joined).read_text(encoding="utf-8")
    assert content == "b {\nc: d;\n}\nf { g: h }\n"
    assert joined == f"assets/stylesheets/inlegvel.{sha256(content.encode()).hexdigest()[:8]}.css"
    for base in ("", "../../", "/wonen/"):
        page = "".join(f'<link rel="stylesheet" href="{base}{name}">' for name in sheets)
        assert linked(page) == f'<link rel="stylesheet" href="{base}{joined}">'
    theirs = '<link rel="stylesheet" href="../assets/stylesheets/main.css">'
    assert linked(theirs) == theirs


@pytest.mark.parametrize("text", ["a { b: url(../c.svg) }", '@import "d.css";'])
def test_sheet_that_leads_elsewhere_is_refused(tmp_path: Path, text: str) -> None:
    """The address would be another one in the joined sheet."""
    write(tmp_path, {"a.css": text})
    with pytest.raises(InlegvelError, match="leads to another file"):
        join_sheets(tmp_path, ["a.css"])


def test_theme_leaves_only_what_is_used(tmp_path: Path) -> None:
    scripts, sheets = "assets/javascripts/", "assets/stylesheets/"
    write(
        tmp_path,
        {
            f"{scripts}bundle.1.min.js": "run()\n//# sourceMappingURL=bundle.1.min.js.map\n",
            f"{scripts}bundle.1.min.js.map": "{}",
            f"{scripts}lunr/min/lunr.nl.min.js": "",
            f"{scripts}lunr/tinyseg.js": "",
            f"{scripts}workers/search.1.min.js": "",
            f"{sheets}main.1.min.css": "a{b:c}\n/*# sourceMappingURL=main.1.min.css.map */",
            f"{sheets}main.1.min.css.map": "{}",
            "assets/images/favicon.png": "",
            "data/lunr/kaart.map": "een download",
        },
    )
    remove_unused(tmp_path)
    used = {f"{scripts}bundle.1.min.js", f"{sheets}main.1.min.css", "data/lunr/kaart.map"}
    assert names(tmp_path) == used
    assert (tmp_path / scripts / "bundle.1.min.js").read_text() == "run()"
    assert (tmp_path / sheets / "main.1.min.css").read_text() == "a{b:c}"

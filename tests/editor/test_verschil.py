"""`inlegvel verschil`: what a reviewer who does not program reads of a change."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import change
from tests.repository import commit, git

from inlegvel.cli import main

MAP = "datapackages/testdorp/inlegvel-2032"
CIJFERS, DOELEN, AFSPRAKEN = f"{MAP}/cijfers.csv", f"{MAP}/doelen.csv", f"{MAP}/afspraken.csv"
TYPED = "nieuwbouw,de-dakpan,geheel,2032,2032,basis,voornemen,,40,,vast"
NEW_GOAL = (
    "meer-bomen,leefbaarheid,Groen,Er komen 10 bomen bij.,de-dakpan,testdorp,"
    "richting,,,,,2032,2032,,,,,Leefbaarheid > alinea 9\n"
)
DROPPED = (
    "huurdersraad-denkt-mee,samenwerking,Overleg,De huurdersraad denkt mee over elk plan.,"
    "huurdersraad-testdorp,samen,,testdorp,intentie,,2032-12-31,elk-half-jaar,,,,,"
    "Samenwerking > alinea 1\n"
)

MakeProject = Callable[..., Path]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    """The small project with one commit."""
    root = make_project()
    (root / ".gitignore").write_text(".inlegvel-cache/\n", encoding="utf-8")
    commit(root, "Eerste gegevens")
    return root


def difference(root: Path, capsys: Capture, *arguments: str) -> str:
    assert main(["--map", str(root), "verschil", *arguments]) == 0
    return capsys.readouterr().out


def refused(root: Path, capsys: Capture, *arguments: str) -> str:
    assert main(["--map", str(root), "verschil", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


def test_nothing_changed(project: Path, capsys: Capture) -> None:
    text = difference(project, capsys, "HEAD")
    assert "**Er verandert niets in de gegevens.**" in text
    assert "Eerste gegevens" in text
    assert "##" not in text


def test_a_figure_says_what_it_was_and_becomes(project: Path, capsys: Capture) -> None:
    """With whoever it is of, and every total that moves with it."""
    change(project, CIJFERS, vervang={TYPED: TYPED.replace(",40,", ",1041,")})
    text = difference(project, capsys, "HEAD")
    assert (
        "| Inlegvel 2032 Testdorp | Nieuwbouw, De Dakpan, plan, 2032 "
        "| 40 woningen | 1.041 woningen |" in text
    )
    computed = text.partition("## Totalen en berekende cijfers")[2]
    # 65 new homes by three landlords become 1,066; less 7 demolished and 8 sold is 1,051.
    assert "| 65 woningen | 1.066 woningen |" in computed
    assert "| 50 woningen | 1.051 woningen |" in computed
    summary = text.splitlines()[4]
    assert summary.startswith("**1 cijfer veranderd, ")
    assert "berekende cijfers anders" in summary


def test_status_limit_and_place_in_totals_are_told_too(project: Path, capsys: Capture) -> None:
    """A figure may change its meaning while the number stays."""
    flex = "flexwoningen,de-dakpan,geheel,2032,2032,basis,voornemen,,12,,vast,"
    money = "investering,de-dakpan,geheel,2032,2032,basis,voornemen,,8000000,,vast,ja"
    limited = flex.replace(",,12,,vast", ",<=,12,,indicatief")
    change(project, CIJFERS, vervang={flex: limited, money: money[:-2] + "nee"})
    text = difference(project, capsys, "HEAD")
    assert "| 12 woningen, vast | hoogstens 12 woningen, indicatie |" in text
    assert "| € 8.000.000, telt mee | € 8.000.000, telt niet mee |" in text


def test_goals_and_agreements_that_come_change_and_go(project: Path, capsys: Capture) -> None:
    change(project, DOELEN, erbij=NEW_GOAL)
    change(
        project,
        AFSPRAKEN,
        vervang={DROPPED: "", "gemeente zoekt grond voor": "gemeente koopt grond voor"},
    )
    text = difference(project, capsys, "HEAD")
    goals = text.partition("## Doelen")[2].partition("##")[0]
    assert "- **Erbij** (Inlegvel 2032 Testdorp): Er komen 10 bomen bij." in goals
    agreements = text.partition("## Afspraken")[2].partition("\n## ")[0]
    assert (
        "- **Weg** (Inlegvel 2032 Testdorp): De huurdersraad denkt mee over elk plan." in agreements
    )
    assert (
        "  - Omschrijving: ‘De gemeente zoekt grond voor nieuwe huizen.’ → "
        "‘De gemeente koopt grond voor nieuwe huizen.’" in agreements
    )
    assert text.splitlines()[4].startswith("**1 doel erbij, 1 afspraak veranderd, 1 afspraak weg")


def test_findings_that_come_and_go(project: Path, capsys: Capture) -> None:
    """Also as a whole story: mended again, the finding goes."""
    change(project, CIJFERS, vervang={TYPED: TYPED.replace("nieuwbouw", "nieuwbouwt")})
    text = difference(project, capsys, "HEAD")
    found = text.partition("## Bevindingen")[2]
    assert "- **Erbij** – Fout: " in found
    assert "nieuwbouwt" in found
    commit(project, "Een fout")
    change(project, CIJFERS, vervang={"nieuwbouwt": "nieuwbouw"})
    text = difference(project, capsys, "HEAD")
    assert "- **Weg** – Fout: " in text.partition("## Bevindingen")[2]


def test_a_warning_without_an_explanation_says_so(project: Path, capsys: Capture) -> None:
    label = "gemiddeld-energielabel,de-dakpan,geheel,2036,2036,basis,voornemen,,,B,"
    change(project, CIJFERS, vervang={label: label.replace(",B,", ",B++,")})
    text = difference(project, capsys, "HEAD")
    assert "- **Erbij** – Let op: " in text
    assert "Deze waarschuwing heeft nog geen toelichting." in text


def test_with_errors_the_figures_are_still_told(project: Path, capsys: Capture) -> None:
    """What a total becomes nobody knows then, and that is said."""
    change(project, CIJFERS, vervang={TYPED: TYPED.replace(",40,", ",veertig,")})
    text = difference(project, capsys, "HEAD")
    assert "niet te vergelijken" in text
    assert "testdorp-inlegvel-2032" in text
    lines = text.partition("## Cijfers in papieren met fouten")[2]
    assert "Nieuwbouw, De Dakpan, plan, 2032" in lines
    assert "Waarde: ‘40’ → ‘veertig’" in lines
    assert "berekend" not in text.partition("## Versies")[2]


def test_the_version_that_follows(project: Path, capsys: Capture) -> None:
    """As `controleer` asks it: from all changes since the release, not only those since here."""
    change(project, f"{MAP}/datapackage.json", uitgeven="2032-01-15")
    commit(project, "Uitgegeven")
    change(project, AFSPRAKEN, vervang={"zoekt grond voor": "koopt grond voor"})
    text = difference(project, capsys, "HEAD")
    assert "| Inlegvel 2032 Testdorp | 1.0.0 | 1.0.0 (!) | 1.0.1 | Verbetering. " in text
    change(project, AFSPRAKEN, vervang={"huurdersraad-denkt-mee": "huurdersraad-praat-mee"})
    text = difference(project, capsys, "HEAD")
    assert "| 1.0.0 | 1.0.0 (!) | 2.0.0 | Ingrijpende wijziging. " in text
    commit(project, "Een wijziging")
    change(project, AFSPRAKEN, vervang={"over elk plan": "over ieder plan"})
    text = difference(project, capsys, "HEAD")
    assert "| 1.0.0 | 1.0.0 (!) | 2.0.0 | Verbetering. " in text


def test_a_package_that_comes_or_goes(project: Path, capsys: Capture) -> None:
    shutil.rmtree(project / MAP)
    text = difference(project, capsys, "HEAD")
    assert "Het hele pakket verdwijnt: ingrijpende wijziging." in text
    assert "3 afspraken weg" in text.splitlines()[4]
    commit(project, "Zonder inlegvel")
    git(project, "checkout", "--quiet", "HEAD^", "--", MAP)
    text = difference(project, capsys, "HEAD")
    assert "| Inlegvel 2032 Testdorp | – | 1.0.0 | 1.0.0 | Eerste uitgave. |" in text
    assert "3 afspraken erbij" in text.splitlines()[4]


def test_for_programs(project: Path, capsys: Capture) -> None:
    change(project, CIJFERS, vervang={TYPED: TYPED.replace(",40,", ",41,")})
    found = json.loads(difference(project, capsys, "HEAD", "--json"))
    assert found["revisie"] == git(project, "rev-parse", "HEAD")
    (typed,) = [figure for figure in found["cijfers"] if figure["rijsoort"] == "bron"]
    assert typed["indicator"] == "nieuwbouw"
    assert (typed["waarde_oud"], typed["waarde_nieuw"]) == ("40", "41")
    assert (typed["oud"], typed["nieuw"]) == ("40\u00a0woningen", "41\u00a0woningen")
    assert found["pakketten"][0]["stap"] == "patch"


def test_no_text_of_the_data_becomes_markup(project: Path, capsys: Capture) -> None:
    hostile = "Groen | <img src=x> [klik](https://example.org) **let op** `rm`"
    change(project, DOELEN, erbij=NEW_GOAL.replace("Er komen 10 bomen bij.", hostile))
    text = difference(project, capsys, "HEAD")
    assert "Groen \\| \\<img src=x\\> \\[klik\\](" in text
    assert "\\*\\*let op\\*\\* \\`rm\\`" in text


def test_the_project_may_lie_below_the_repository(
    make_project: MakeProject, tmp_path: Path, capsys: Capture
) -> None:
    root = tmp_path / "repository" / "wonen" / "afspraken"
    shutil.copytree(make_project(), root)
    commit(tmp_path / "repository", "Alles")
    change(root, CIJFERS, vervang={TYPED: TYPED.replace(",40,", ",41,")})
    assert "1 cijfer veranderd" in difference(root, capsys, "main")


def test_nothing_is_written(project: Path, capsys: Capture) -> None:
    """Neither in the work tree, nor in what git knows."""
    change(project, CIJFERS, vervang={TYPED: TYPED.replace(",40,", ",41,")})
    commit(project, "Anders")

    def files() -> dict[str, str]:
        return {
            path.relative_to(project).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(project.rglob("*"))
            if path.is_file() and ".inlegvel-cache" not in path.parts
        }

    before = files()
    difference(project, capsys, "HEAD^")
    assert files() == before


# --- what cannot be compared ------------------------------------------------------------------


def test_a_revision_that_is_not_there(project: Path, capsys: Capture) -> None:
    """Nor is it ever an option of git."""
    for name in ("bestaat-niet", "HEAD^", "HEAD:datapackages", "a b", "", "--output=x"):
        said = refused(project, capsys, "--", name)
        assert f"De revisie ‘{name}’ is hier niet." in said
        assert "git log --oneline" in said


def test_a_shallow_clone_says_how_to_get_the_rest(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    commit(project, "Een") if git(project, "status", "--porcelain") else None
    change(project, DOELEN, erbij=NEW_GOAL)
    commit(project, "Twee")
    git(tmp_path, "clone", "--quiet", "--depth=1", project.as_uri(), "kopie")
    assert "git fetch --unshallow" in refused(tmp_path / "kopie", capsys, "HEAD^")


def test_a_project_without_history(make_project: MakeProject, capsys: Capture) -> None:
    assert "geen geschiedenis in git" in refused(make_project(), capsys, "HEAD")


def test_without_git(project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    assert "Git is niet geïnstalleerd" in refused(project, capsys, "HEAD")


def test_a_revision_before_there_were_data(
    make_project: MakeProject, tmp_path: Path, capsys: Capture
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "lees-mij.txt").write_text("begin", encoding="utf-8")
    commit(root, "Begin")
    shutil.copytree(make_project() / "datapackages", root / "datapackages")
    assert "nog geen map ‘datapackages’" in refused(root, capsys, "HEAD")

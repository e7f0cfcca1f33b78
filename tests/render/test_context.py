"""What every page may ask: which findings belong to a row."""

from tests.site.website import MakeProject

from inlegvel.findings import Finding
from inlegvel.pipeline import examine
from inlegvel.render import Context

DOCUMENT = "testdorp-inlegvel-2032"
KEY = "nieuwbouw/samen/geheel/2032/2032/basis/voornemen"


def finding(resource: str, rij: str) -> Finding:
    return Finding(
        regel="proef", ernst="waarschuwing", melding=f"Bij {resource}.", herstel="Kijk na.",
        document=DOCUMENT, resource=resource, rij=rij,
    )  # fmt: skip


def test_findings_of_tables_with_the_same_name_do_not_mix(make_site_project: MakeProject) -> None:
    """A goal, an agreement and a table may bear one name."""
    facts = examine(make_site_project()).facts
    assert facts is not None
    findings = [finding(name, "bouwen") for name in ("doelen", "afspraken", "tabellen")]
    findings += [finding("cijfers", KEY), finding("controlecijfers", f"{KEY}/Hoofdstuk > tabel")]
    at = Context(facts, tuple(findings), "/").findings_at
    for one in findings[:3]:
        assert at[DOCUMENT, one.resource, "bouwen"] == [one]
    # What the paper itself summed is shown with the figure.
    assert at[DOCUMENT, "cijfers", KEY] == findings[3:]

"""One fault, one finding: what is missing once is not said at every row that names it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from inlegvel.dutch import plural
from inlegvel.findings import Finding

# Rules that speak of a name, which many rows may bear.
OF_A_NAME = frozenset(
    {
        "deelnemer-geen-partij",
        "onbekend-gebied",
        "onbekend-thema",
        "onbekende-indicator",
        "onbekende-organisatie",
        "onbekende-verwijzing",
        "register-verwijzing",
    }
)


def once_per_name(
    findings: Iterable[Finding], explained: Container[tuple[str, str, str]]
) -> Iterator[Finding]:
    """The findings, with those on one name in one document as one, with their number.

    That one is at a row that is `explained` (document, rule and key), whatever the order of the
    rows; else it is the first. The order is that of the first of each.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        name = finding.gevonden or finding.gepubliceerd
        named = finding.regel in OF_A_NAME and name
        key = (finding.regel, finding.document, name) if named else id(finding)
        groups.setdefault(key, []).append(finding)
    for alike in groups.values():
        keys = ((f, (f.document, f.regel, f.sleutel)) for f in alike)
        shown = next((f for f, key in keys if key in explained), alike[0])
        more = plural(len(alike) - 1, "andere plek", "andere plekken")
        also = f" Dat geldt ook op {more} in dit document." if len(alike) > 1 else ""
        yield replace(shown, melding=shown.melding + also)

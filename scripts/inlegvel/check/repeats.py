"""One fault, one finding: what is missing once is not said at every row that names it."""

from collections.abc import Iterable, Iterator
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


def once_per_name(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with those on one name in one document as one: the first, with their number.

    The order is that of the first of each.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        name = finding.gevonden or finding.gepubliceerd
        alike = finding.regel in OF_A_NAME and name
        key = (finding.regel, finding.document, name) if alike else id(finding)
        groups.setdefault(key, []).append(finding)
    for first, *others in groups.values():
        more = plural(len(others), "andere plek", "andere plekken")
        also = f" Dat geldt ook op {more} in dit document." if others else ""
        yield replace(first, melding=first.melding + also)

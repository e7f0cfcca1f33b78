"""Findings as text for people: what is wrong, where, and how to mend it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from inlegvel.dutch import plural
from inlegvel.findings import Finding
from inlegvel.load.files import HIDDEN
from inlegvel.load.form import FORM_RULES
from inlegvel.markdown import folded, plain_text

MARKS = {"fout": "FOUT", "waarschuwing": "LET OP"}
MAX_BULLETS = 200  # per group: the summary of a job on GitHub holds 1 MB


def as_json(findings: Iterable[Finding], counts: Mapping[str, int] | None = None) -> str:
    """The findings as a JSON list, one object each; with `counts` both in one object."""
    listed = [finding.as_dict() for finding in findings]
    told = listed if counts is None else {"bevindingen": listed, "aantallen": counts}
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_text(findings: Iterable[Finding]) -> str:
    """Every finding in full, errors first, each with its place and remedy."""
    return "\n\n".join(_one(visible(finding)) for finding in findings)


def visible(finding: Finding) -> Finding:
    """A finding whose signs all show: none of its data moves a cursor or turns text around."""
    odd: dict[str, Any] = {
        name: _visible(value)
        for name, value in finding.as_dict().items()
        if isinstance(value, str) and ("\n" in value or HIDDEN.search(value))
    }
    return replace(finding, **odd) if odd else finding


def _visible(text: str) -> str:
    return HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text).replace("\n", " ")


def _one(finding: Finding) -> str:
    lines = [f"{MARKS[finding.ernst]}  {finding.plaats or finding.document}  [{finding.regel}]"]
    if finding.rij:
        lines.append(f"    rij:     {finding.rij}")
    lines.append(f"    {finding.melding}")
    if finding.gepubliceerd or finding.berekend:
        lines.append(
            f"    in het papier: {finding.gepubliceerd or '–'}"
            + (f", vergeleken met: {finding.berekend}" if finding.berekend else "")
        )
    if finding.toelichting:
        lines.append(f"    Toelichting: {finding.toelichting}")
    elif finding.ernst == "waarschuwing":
        lines.append("    Deze waarschuwing heeft nog geen toelichting. Begin van de rij in")
        lines.append(f"    toelichtingen.csv: {finding.regel},{finding.sleutel},")
    if finding.herstel and (finding.ernst == "fout" or not finding.toelichting):
        lines.append(f"    Herstel: {finding.herstel}")
    return "\n".join(lines)


def as_list(findings: Iterable[Finding], at_most: int = 25) -> str:
    """A line per finding, those that ask for work first; a long list is cut and says so."""
    listed = sorted(map(visible, findings), key=lambda finding: bool(finding.toelichting))
    lines = [f"  - {finding.plaats}: {finding.melding}" for finding in listed[:at_most]]
    if len(listed) > at_most:
        lines.append(f"  … en nog {len(listed) - at_most}. Alles ziet u met: make check")
    return "\n".join(lines)


def as_markdown(findings: Iterable[Finding]) -> str:
    """The findings for who judges a change on GitHub: what asks for work first."""
    listed = list(findings)
    groups = (
        ("Fouten", [f for f in listed if f.ernst == "fout"]),
        ("Waarschuwingen zonder toelichting", unexplained(listed)),
    )
    lines = ["# Wat is er gevonden?", "", f"**{summary(listed)}**"]
    for title, found in groups:
        if found:
            lines += ["", f"## {title}", "", *map(_bullet, found[:MAX_BULLETS])]
        if len(found) > MAX_BULLETS:
            lines.append(f"- … en nog {len(found) - MAX_BULLETS}.")
    explained = [f for f in listed if f.toelichting]
    if explained:
        lines += ["", *folded("Waarschuwingen met toelichting", map(_bullet, explained))]
    return "\n".join(lines)


def _bullet(finding: Finding) -> str:
    remedy = f"**Toelichting:** {plain_text(finding.toelichting)}"
    if not finding.toelichting:
        remedy = f"**Herstel:** {plain_text(finding.herstel)}"
    return f"- {plain_text(finding.plaats)}: {plain_text(finding.melding)} {remedy}"


def unexplained(findings: Iterable[Finding]) -> list[Finding]:
    """The warnings of which nobody said yet why they are there."""
    return [f for f in findings if f.ernst == "waarschuwing" and not f.toelichting]


def summary(findings: Iterable[Finding]) -> str:
    """One sentence: how many errors and warnings, and how many lack an explanation."""
    listed = list(findings)
    counts = Counter(finding.ernst for finding in listed)
    if not listed:
        return "Alles klopt: geen fouten en geen waarschuwingen."
    bare = len(unexplained(listed))
    text = (
        f"{plural(counts['fout'], 'fout', 'fouten')} en "
        f"{plural(counts['waarschuwing'], 'waarschuwing', 'waarschuwingen')}"
    )
    if bare:
        text += f", waarvan {bare} zonder toelichting"
    if counts["fout"]:
        return f"{text}. Met fouten wordt er niets gepubliceerd."
    return f"{text}."


def next_step(findings: Iterable[Finding]) -> str:
    """What an editor does now."""
    listed = list(findings)
    if any(finding.ernst == "fout" for finding in listed):
        if any(finding.regel in FORM_RULES for finding in listed):
            return "Nu: draai eerst inlegvel herstel. Verbeter dan de rest en controleer opnieuw."
        return "Nu: verbeter de fouten van boven naar beneden en controleer opnieuw."
    if any(not finding.toelichting for finding in listed):
        return "Nu: kijk in het papier, en zet bij elke waarschuwing een toelichting."
    return "Nu: bekijk de website met inlegvel serveer, of bouw haar met inlegvel bouw."

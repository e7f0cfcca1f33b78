"""How to cite a dataset: as text, as BibTeX and as CSL-JSON, all from the data alone."""

import json
import re
from typing import Any

from inlegvel.derive.gegevenssets import Gegevensset
from inlegvel.dutch import datum, opsomming

# What LaTeX would take for markup. The backslash goes first, since the others bring some.
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def edition(dataset: Gegevensset) -> str:
    """Which edition is cited: `versie 1.0.0`, or the day to which it was brought up."""
    if dataset.versie:
        return f"versie {dataset.versie}"
    return f"stand van {datum(dataset.peildatum)}"


def as_text(dataset: Gegevensset, url: str) -> str:
    """One line for a footnote; `url` is the dataset's own address."""
    publisher = f" {dataset.uitgever}." if dataset.uitgever else ""
    licences = opsomming(str(licence["title"]) for licence in dataset.licenties)
    said = (
        f"{opsomming(dataset.makers)} ({dataset.jaar}). {dataset.titel} ({edition(dataset)}) "
        f"[gegevensset].{publisher} {licences}. {url}"
    )
    return " ".join(said.split())


def as_bibtex(dataset: Gegevensset, url: str) -> str:
    """An entry for LaTeX and reference managers."""
    fields = {
        "author": " and ".join(f"{{{_latex(maker)}}}" for maker in dataset.makers),
        "title": f"{{{_latex(dataset.titel)}}}",
        "year": str(dataset.jaar),
        "version": _latex(dataset.versie),
        "publisher": f"{{{_latex(dataset.uitgever)}}}" if dataset.uitgever else "",
        "note": f"Gegevensset, {_latex(edition(dataset))}",
        "url": url,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{dataset.naam},\n" + ",\n".join(lines) + "\n}"


def as_csl(dataset: Gegevensset, url: str) -> str:
    """A CSL-JSON list with one item, as Zotero and pandoc read it."""
    item: dict[str, Any] = {
        "id": dataset.naam,
        "type": "dataset",
        "title": dataset.titel,
        "author": [{"literal": maker} for maker in dataset.makers],
        "issued": {"date-parts": [[dataset.jaar]]},
        "version": dataset.versie or edition(dataset),
        "publisher": dataset.uitgever,
        "language": "nl-NL",
        "URL": url,
    }
    present = {name: value for name, value in item.items() if value}
    return json.dumps([present], ensure_ascii=False, indent=2)


def _latex(text: str) -> str:
    """Text on one line that LaTeX prints as it stands."""
    return re.sub(r"[\\{}&%$#_~^]", lambda sign: LATEX[sign[0]], " ".join(text.split()))

"""Who takes part in an area: its landlords, tenants' organisations and municipality."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from inlegvel.dutch import in_zin, opsomming
from inlegvel.model import Document, split_list
from inlegvel.render.context import Context
from inlegvel.render.html import hyperlink
from inlegvel.render.papers import full_name, validity

# Those a resident can go to, by the kind of organisation that is a party.
PARTIJEN = {"woningcorporatie": "Verhuurders", "huurdersorganisatie": "Huurdersorganisaties"}
ROLLEN = ("partij", "eigen-bijlage")


def taking_part(context: Context, gebied: str, above: Sequence[str], url: str) -> dict[str, Any]:
    """Who is a party to the papers of an area or of one it lies in, and its municipality.

    `groups` has per kind a label and links. Of the kinds in `who`, `papers` are where they are a
    party, and `wider` tells whether one of those is about more than this area.
    """
    around = {gebied, *above}
    papers = [document for document in context.documents if document.gebied in around]
    near = around | _within(context, gebied)
    groups, sources = [], []
    for soort, label in PARTIJEN.items():
        found = {
            document.naam: [
                naam for naam in _parties(context, document, soort) if _works(context, naam, near)
            ]
            for document in papers
        }
        names = dict.fromkeys(naam for members in found.values() for naam in members)
        if names:
            groups.append((label, context.organisatie_links(names, url)))
            sources += [document for document in papers if found[document.naam]]
    who = opsomming(in_zin(label) for label, _ in groups)
    if gemeenten := _municipalities(context, around):
        groups.append(("Gemeente", context.organisatie_links(gemeenten, url)))
    return {
        "groups": groups,
        "who": who,
        "papers": Markup(
            opsomming(
                _paper(context, document, url)
                for document in {source.naam: source for source in sources}.values()
            )
        ),
        "wider": any(document.gebied != gebied for document in sources),
    }


def works_in(context: Context, naam: str) -> str:
    """Where an organisation works; where the register does not say, where it takes part."""
    known = list(split_list(context.register.organisaties[naam]["gebieden"]))
    takes_part = dict.fromkeys(
        document.gebied
        for document in context.naming.papers_naming[naam]
        if document.partijen.get(naam, {}).get("rol") in ROLLEN
    )
    return opsomming(context.gebied(gebied) for gebied in known or takes_part)


def _within(context: Context, gebied: str) -> set[str]:
    """All areas that lie in this one, at any depth."""
    found: set[str] = set()
    waiting = [gebied]
    while waiting:
        more = set(context.parts.get(waiting.pop(), ())) - found
        found |= more
        waiting += more
    return found - {gebied}


def _parties(context: Context, document: Document, soort: str) -> list[str]:
    """The organisations of a kind that bound themselves to the document."""
    return [
        naam
        for naam, row in document.partijen.items()
        if row["rol"] in ROLLEN and context.register.organisaties[naam]["soort"] == soort
    ]


def _works(context: Context, naam: str, areas: set[str]) -> bool:
    """Whether an organisation works in one of these areas, or the register does not say where."""
    works = set(split_list(context.register.organisaties[naam]["gebieden"]))
    return not works or bool(works & areas)


def _municipalities(context: Context, around: set[str]) -> list[str]:
    """The municipality that this area is, or lies in; it has a page where a paper names it."""
    return [
        naam
        for naam, row in context.register.organisaties.items()
        if row["soort"] == "gemeente"
        and around & set(split_list(row["gebieden"]))
        and naam in context.naming.papers_naming
    ]


def _paper(context: Context, document: Document, url: str) -> Markup:
    link = hyperlink(context.link(url, document.url), full_name(context, document))
    still = validity(context, document)
    return Markup("{} ({})").format(link, still) if still else link

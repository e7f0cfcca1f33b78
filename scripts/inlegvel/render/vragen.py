"""Pages that answer what residents ask: an index, a page per question, and one per landlord."""

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from inlegvel.dutch import opsomming, plural
from inlegvel.model import SAMEN, Document, Row
from inlegvel.render.antwoorden import (
    Antwoord,
    about,
    answer_sentences,
    antwoord,
    nearness,
    questions_url,
)
from inlegvel.render.areas import used_areas
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import standing_sentence
from inlegvel.render.html import in_line, render
from inlegvel.render.organisations import used_organisations
from inlegvel.render.overleg import corporaties
from inlegvel.render.page import Page
from inlegvel.render.papers import expired, full_name
from inlegvel.render.plannen import newest_first
from inlegvel.render.termen import met_begrippen
from inlegvel.render.uitersten import spread

URL = "uw-vraag/"
RESOURCES = ("afspraken", "doelen")
BUURTEN = ("wijk", "dorp")


def question_pages(context: Context) -> Iterator[Page]:
    """The index, a page per question and a page of all questions per landlord."""
    vragen = context.register.vragen
    landlords = corporaties(context) if vragen else []
    yield _index(context, landlords)
    for vraag in vragen.values():
        yield _question(context, vraag, landlords)
    for naam in landlords:
        yield _landlord(context, naam)


def question_cards(context: Context, url: str) -> list[tuple[str, str]]:
    """Every question with its address."""
    return [
        (row["naam"], context.link(url, f"{URL}{key}/"))
        for key, row in context.register.vragen.items()
    ]


def _index(context: Context, landlords: list[str]) -> Page:
    body = render(
        "vragen.html",
        questions=question_cards(context, URL),
        landlords=[
            (context.organisatie(naam), context.link(URL, questions_url(context, naam)))
            for naam in landlords
        ],
    )
    return Page(
        URL,
        "Uw vraag",
        "Vragen van huurders over sloop, huur, isolatie en wachten, beantwoord per verhuurder.",
        body,
    )


def _question(context: Context, vraag: Row, landlords: list[str]) -> Page:
    url = f"{URL}{vraag['vraag']}/"
    seen: set[str] = set()
    short, used = _in_short(context, vraag, url)
    answers = [(naam, antwoord(context, vraag, naam, url)) for naam in landlords]
    documents = [*used, *(document for _, found in answers for document in found.documents)]
    body = render(
        "vraag.html",
        vraag=vraag,
        waar=opsomming(dict.fromkeys(context.gebied(document.gebied) for document in used))
        if vraag["antwoord"] == "cijfers"
        else "",
        crumbs=[("Uw vraag", context.link(url, URL)), (vraag["kort"], "")],
        short=[met_begrippen(context, text, url, seen) for text in short],
        expired=expired(context, _once(documents)),
        landlords=[
            _answer(context, vraag, found, url, seen)
            | {
                "id": naam,
                "naam": context.organisatie(naam),
                "all": context.link(url, questions_url(context, naam)),
            }
            for naam, found in answers
        ],
        areas=_areas(context, url) if vraag["antwoord"] == "gebieden" else [],
        promises=_joint_promises(context, vraag, set(landlords), url),
        terms=[
            context.register.begrippen[naam]
            for naam in vraag["begrippen"].split(";")
            if naam in context.register.begrippen
        ],
        report=context.link(url, "fout-melden/"),
        glossary=context.link(url, "begrippen/"),
        others=[(name, link) for name, link in question_cards(context, url) if link != "./"],
    )
    return Page(url, vraag["naam"], _description(vraag), body)


def _description(vraag: Row) -> str:
    return (
        f"{vraag['naam']} Wat de papieren daarover zeggen, per verhuurder, en aan wie u het vraagt."
    )


def _landlord(context: Context, naam: str) -> Page:
    url = questions_url(context, naam)
    name = context.organisatie(naam)
    seen: set[str] = set()
    answers = [(row, antwoord(context, row, naam, url)) for row in context.register.vragen.values()]
    body = render(
        "vragen_aan.html",
        naam=name,
        crumbs=[
            ("Organisaties", context.link(url, "organisaties/")),
            (name, context.link(url, f"organisaties/{naam}/")),
            ("Uw vraag", ""),
        ],
        expired=expired(
            context, _once(document for _, found in answers for document in found.documents)
        ),
        answers=[
            _answer(context, row, found, url, seen)
            | {"vraag": row, "more": context.link(url, f"{URL}{row['vraag']}/#{naam}")}
            for row, found in answers
        ],
        report=context.link(url, "fout-melden/"),
        page=context.link(url, f"organisaties/{naam}/"),
    )
    return Page(
        url,
        f"Uw vraag over {name}",
        f"Sloop, huur, isolatie, wachten en meer: wat de papieren zeggen over {name}.",
        body,
        rubriek=URL,
    )


def _answer(
    context: Context, vraag: Row, found: Antwoord, url: str, seen: set[str]
) -> dict[str, Any]:
    return {
        "sentences": [met_begrippen(context, text, url, seen) for text in found.zinnen],
        "known": found.known,
        "promises": _promises(context, vraag, found.beloften, url),
        "joint": _promises(context, vraag, found.samen, url),
    }


def _promises(
    context: Context, vraag: Row, rows: Iterable[tuple[Document, str, Row]], url: str
) -> list[dict[str, Any]]:
    """What is nearest to the question first; a goal in the words of an agreement is told once."""
    listed = sorted(rows, key=lambda one: (nearness(vraag, one[2]), RESOURCES.index(one[1])))
    told: dict[str, dict[str, Any]] = {}
    for document, resource, row in listed:
        told.setdefault(
            row["omschrijving"],
            {
                "goal": resource == "doelen",
                "text": row["omschrijving"],
                "label": f"{full_name(context, document)}: {row['onderwerp']}",
                "url": context.link(url, context.row_url(document, resource, row)),
            },
        )
    return list(told.values())


def _once(documents: Iterable[Document]) -> list[Document]:
    return list({document.naam: document for document in documents}.values())


def _in_short(context: Context, vraag: Row, url: str) -> tuple[list[Markup], list[Document]]:
    """The answer for all landlords together, and the papers that it comes from."""
    if vraag["antwoord"] == "cijfers":
        newest = newest_first(context.documents)
        sentences, used = answer_sentences(context, vraag, newest, SAMEN, url)
        if sentences:
            return sentences, used
        for document in newest:
            found = [
                sentence
                for name in vraag["indicatoren"].split(";")
                for sentence in spread(context, document, name, url)
            ]
            if found:
                return found, [document]
        return [Markup("De papieren noemen geen cijfer voor alle verhuurders samen.")], []
    if vraag["antwoord"] == "stand":
        promises = [promise for rows in context.beloften.values() for promise in rows]
        texts = standing_sentence(promises, "In de papieren op deze website staan")
        return [in_line(text) for text in texts], [promise.document for promise in promises]
    if vraag["antwoord"] == "gebieden":
        count = plural(len(_areas(context, url)), "wijk of dorp", "wijken en dorpen")
        return [Markup("De papieren noemen {} bij naam.").format(count)], []
    speaking = [
        naam
        for naam in used_organisations(context)
        if context.register.organisaties[naam]["soort"] == "huurdersorganisatie"
    ]
    count = plural(len(speaking), "huurdersorganisatie", "huurdersorganisaties")
    return [
        Markup("Huurdersorganisaties praten mee over de afspraken."),
        Markup("De papieren noemen {} bij naam.").format(count),
    ], []


def _areas(context: Context, url: str) -> list[tuple[str, str]]:
    return [
        (context.gebied(naam), context.link(url, f"{naam}/"))
        for naam in used_areas(context)
        if context.register.gebieden[naam]["soort"] in BUURTEN
    ]


def _joint_promises(
    context: Context, vraag: Row, landlords: set[str], url: str
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Per paper the goals and agreements on the question that no landlord has alone."""
    found = []
    for document in reversed(context.documents):
        rows = [
            (document, resource, row)
            for resource in RESOURCES
            for row in document.tabellen.rows(resource)
            if about(vraag, row) and not set(_whose(resource, row)) <= landlords
        ]
        if rows:
            found.append((full_name(context, document), _promises(context, vraag, rows, url)))
    return found


def _whose(resource: str, row: Row) -> list[str]:
    column = "organisaties" if resource == "doelen" else "trekkers"
    return str(row[column]).split(";")

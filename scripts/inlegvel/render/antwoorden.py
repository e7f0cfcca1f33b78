"""What the papers answer to a resident's question, for one landlord: sentences and promises."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from markupsafe import Markup

from inlegvel.dutch import opsomming
from inlegvel.figures import NOT_ADDED, STUDIED, figure_notes
from inlegvel.model import ALLEN, GROEP_SOORTEN, Document, Row, split_list
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import standing_sentence
from inlegvel.render.html import in_line
from inlegvel.render.meedoen import works_in
from inlegvel.render.organisation_papers import in_group, papers_of, said_of
from inlegvel.render.overleg import sheet_promises
from inlegvel.render.papers import full_name
from inlegvel.render.plannen import headline, newest_first, told, told_of

# Remarks on a total that is not shown, and on what the sentence says itself.
NEEDLESS = (NOT_ADDED, STUDIED)


@dataclass(frozen=True)
class Antwoord:
    """An answer: sentences, and the rows it rests on."""

    zinnen: tuple[Markup, ...]
    """Each with the remarks on its figures."""
    beloften: tuple[tuple[Document, str, Row], ...] = ()
    """Goals and agreements: the paper, the table (`doelen` or `afspraken`) and the row."""
    samen: tuple[tuple[Document, str, Row], ...] = ()
    """Those of all corporations, or of all parties, that hold for this landlord too."""
    documents: tuple[Document, ...] = field(default=())
    """The papers that the answer comes from."""
    known: bool = True
    """False where the papers say nothing of this landlord on the question."""


def antwoord(context: Context, vraag: Row, naam: str, url: str) -> Antwoord:
    """The answer to a question for one landlord, for the page `url`."""
    return ANTWOORDEN[vraag["antwoord"]](context, vraag, naam, url)


def questions_url(context: Context, naam: str) -> str:
    """The page with all questions about one landlord; without questions its own page."""
    own = f"organisaties/{naam}/"
    return f"{own}vragen/" if context.register.vragen else own


def newest_papers(context: Context, naam: str) -> list[Document]:
    """The papers that name a landlord or bind it, the newest first."""
    return newest_first(papers_of(context, naam))


def about(vraag: Row, row: Row) -> bool:
    """Whether a goal or agreement is about the question: its theme and its words say so."""
    if row["thema"] not in vraag["themas"].split(";"):
        return False
    words = _words(vraag["woorden"])
    return bool(words) and _begins(*words).search(_text(row)) is not None


def nearness(vraag: Row, row: Row) -> tuple[int, int]:
    """By which what is nearest to the question comes first: its first words, then most of them."""
    text = _text(row)
    words = enumerate(_words(vraag["woorden"]))
    found = [place for place, word in words if _begins(word).search(text)]
    return min(found, default=0), -len(found)


def _text(row: Row) -> str:
    return f"{row['onderwerp']} {row['omschrijving']}"


@cache
def _words(cell: str) -> tuple[str, ...]:
    return tuple(split_list(cell))


@cache
def _begins(*words: str) -> re.Pattern[str]:
    """What begins with one of the words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)


def figure_sentences(
    context: Context,
    vraag: Row,
    documents: Iterable[Document],
    naam: str,
    url: str,
    *,
    sourced: bool = True,
) -> list[Markup]:
    """Sentences with figures of `naam` that answer the question, without remarks."""
    indicatoren = vraag["indicatoren"].split(";")
    return [
        sentence
        for document in documents
        for sentence in told(
            context,
            document,
            headline(said_of(context, document, naam).figures, indicatoren),
            url,
            sourced=sourced,
        )
    ]


def answer_sentences(
    context: Context, vraag: Row, documents: Iterable[Document], naam: str, url: str
) -> tuple[list[Markup], list[Document]]:
    """As `figure_sentences`, with the remarks on each figure; and the papers they are from."""
    indicatoren = vraag["indicatoren"].split(";")
    return _remarked(context, documents, naam, url, lambda figures: headline(figures, indicatoren))


def _remarked(
    context: Context,
    documents: Iterable[Document],
    naam: str,
    url: str,
    choose: Callable[[Iterable[Row]], list[Row]],
) -> tuple[list[Markup], list[Document]]:
    """Sentences, with their remarks, and papers of those figures of `naam` that `choose` keeps."""
    sentences: list[Markup] = []
    used = []
    for document in documents:
        rows = choose(said_of(context, document, naam).figures)
        if rows:
            used.append(document)
            for text, figures in told_of(context, document, rows, url):
                sentences.append(text + _remarks(context, document, figures, url))
    return sentences, used


def _remarks(context: Context, document: Document, rows: Iterable[Row], url: str) -> Markup:
    """What a reader must know beside these figures, each remark once."""
    said: dict[Markup, None] = {}
    for row in rows:
        said |= dict.fromkeys(in_line(note) for note in figure_notes(row) if note not in NEEDLESS)
        for finding in context.findings_at.get((document.naam, "cijfers", row["rij"]), ()):
            place = context.link(url, context.finding_url(finding))
            explained = Markup('Let op: {} <a href="{}">Lees de uitleg</a>.')
            said[explained.format(in_line(finding.melding), place)] = None
    one = Markup(' <span class="iv-bij">{}</span>')
    return Markup("").join(one.format(note) for note in said)


def _by_figures(context: Context, vraag: Row, naam: str, url: str) -> Antwoord:
    documents = newest_papers(context, naam)
    sentences, used = answer_sentences(context, vraag, documents, naam, url)
    promises = [
        (document, resource, row)
        for document in documents
        for resource, row in _own_rows(context, document, naam)
        if about(vraag, row)
    ]
    joint = [
        (document, resource, row)
        for document in documents
        for resource, row in _joint_rows(context, document, naam)
        if about(vraag, row) and (document, resource, row) not in promises
    ]
    used += [document for document, _, _ in promises + joint]
    if not sentences:
        known = "Over deze vraag noemt geen papier cijfers van {}."
        if promises:
            known += " Wel zijn er afspraken of doelen."
        elif joint:
            known += " Wel gelden er afspraken of doelen van meer partijen samen."
        sentences = [Markup(known).format(in_line(context.organisatie(naam)))]
    return Antwoord(
        tuple(sentences),
        tuple(promises),
        tuple(joint),
        tuple(used),
        known=bool(used),
    )


def _own_rows(context: Context, document: Document, naam: str) -> Iterator[tuple[str, Row]]:
    said = said_of(context, document, naam)
    yield from (("doelen", row) for row in said.goals)
    yield from (("afspraken", row) for row in said.leads)
    yield from (("afspraken", row) for row in said.helps)


def _joint_rows(context: Context, document: Document, naam: str) -> Iterator[tuple[str, Row]]:
    """What the document says of all parties, or of all of its kind, that the landlord is among."""
    for groep in (*ALLEN, *GROEP_SOORTEN):
        if in_group(context, document, naam, groep):
            yield from _own_rows(context, document, groep)


def _silent(context: Context, naam: str, text: str) -> Antwoord:
    """The papers say nothing of this landlord on the question: that is said too."""
    return Antwoord((Markup(text).format(in_line(context.organisatie(naam))),), known=False)


def _by_areas(context: Context, vraag: Row, naam: str, url: str) -> Antwoord:
    promises = [
        (document, resource, row)
        for document in newest_papers(context, naam)
        for resource, row in _own_rows(context, document, naam)
        if _places(context, document, row)
    ]
    if not promises:
        return _silent(context, naam, "Geen papier noemt een wijk of dorp bij {}.")
    areas = dict.fromkeys(
        area for document, _, row in promises for area in _places(context, document, row)
    )
    links = [
        Markup('<a href="{}">{}</a>').format(
            context.link(url, f"{area}/"), in_line(context.gebied(area))
        )
        for area in areas
    ]
    sentence = Markup("Bij {} noemen de papieren deze plekken: {}.").format(
        in_line(context.organisatie(naam)), Markup(opsomming(links))
    )
    used = tuple(document for document, _, _ in promises)
    return Antwoord((sentence,), beloften=tuple(promises), documents=used)


def _places(context: Context, document: Document, row: Row) -> list[str]:
    """The areas that a row names and that are less than what the paper is about."""
    around = context.register.around(document.gebied)
    return [area for area in split_list(row["gebieden"]) if area not in around]


def _by_standing(context: Context, vraag: Row, naam: str, url: str) -> Antwoord:
    promises = sheet_promises(context, naam)
    sentences, used = _results(context, naam, url)
    if not promises and not sentences:
        return _silent(context, naam, "Wij kennen geen afspraken van {}.")
    if promises:
        begin = f"{context.organisatie(naam)} heeft, alleen of met alle corporaties,"
        sentences += [in_line(text) for text in standing_sentence(promises, begin)]
        sentences.append(
            Markup('<a href="{}">Bekijk ze op het blad voor het overleg</a>.').format(
                context.link(url, f"overleg/{naam}/")
            )
        )
    documents = [*(promise.document for promise in promises), *used]
    unique = {document.naam: document for document in documents}
    return Antwoord(tuple(sentences), documents=tuple(unique.values()))


def _results(context: Context, naam: str, url: str) -> tuple[list[Markup], list[Document]]:
    """What was done in some period, in figures: sentences and papers.

    A figure of how things are at a moment is no result of a promise.
    """
    done = [
        key
        for key, row in context.register.indicatoren.items()
        if row["meetwijze"] == "stroom" and not row["formule"]
    ]

    def results(figures: Iterable[Row]) -> list[Row]:
        return headline((row for row in figures if row["aard"] == "realisatie"), done)

    return _remarked(context, newest_papers(context, naam), naam, url, results)


def _by_representation(context: Context, vraag: Row, naam: str, url: str) -> Antwoord:
    organisaties = context.register.organisaties
    own = [
        key
        for key, row in organisaties.items()
        if naam in row["vertegenwoordigt"].split(";") and key in context.naming.papers_naming
    ]
    who = in_line(context.organisatie(naam))
    if own:
        links = context.organisatie_links(own, url)
        sentence = Markup("Volgens de papieren praat {} namens de huurders van {}.")
        return Antwoord((sentence.format(Markup(links), who),))
    sentences = [Markup("Geen papier zegt wie praat namens de huurders van {}.").format(who)]
    for document in newest_papers(context, naam):
        names = [
            key for key in document.partijen if organisaties[key]["soort"] == "huurdersorganisatie"
        ]
        if names and naam in document.partijen:
            sentences.append(
                Markup("Bij {} doen mee: {}.").format(
                    in_line(full_name(context, document)),
                    Markup(opsomming(_with_place(context, name, url) for name in names)),
                )
            )
    return Antwoord(tuple(sentences))


def _with_place(context: Context, naam: str, url: str) -> Markup:
    link, where = Markup(context.organisatie_links([naam], url)), works_in(context, naam)
    return Markup("{} ({})").format(link, in_line(where)) if where else link


ANTWOORDEN: Mapping[str, Callable[[Context, Row, str, str], Antwoord]] = {
    "cijfers": _by_figures,
    "gebieden": _by_areas,
    "stand": _by_standing,
    "vertegenwoordiging": _by_representation,
}

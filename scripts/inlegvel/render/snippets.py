"""What macros put into prose: one figure, a total, a table, a list, a source, a term.

Every function takes the context and the address of the page it is used on, and
gives HTML. A name that does not exist raises a `MacroError` that names the nearest.
"""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from inlegvel.dutch import datum, first_sentence, in_zin, opsomming
from inlegvel.figures import change_text, sentence, value_text
from inlegvel.model import SAMEN, Document, Row
from inlegvel.render.antwoorden import questions_url
from inlegvel.render.context import Context
from inlegvel.render.html import in_line, render
from inlegvel.render.lookup import MacroError, find_document, find_figure, unknown
from inlegvel.render.overleg import corporaties
from inlegvel.render.papers import full_name, validity
from inlegvel.render.plannen import told
from inlegvel.render.promises import afspraak_when, afspraken_html, doelen_html
from inlegvel.render.tables import table_html
from inlegvel.render.themes import theme_cards
from inlegvel.render.vragen import question_cards

# The page that searches.
ZOEKEN = "zoeken/"
# What names one figure, in the order in which a macro wants it.
FIGURE = ("document", "indicator", "organisatie", "jaar")


def _figure(context: Context, figure: tuple[Any, ...], which: dict[str, str]) -> Row:
    if len(figure) != len(FIGURE):
        raise MacroError(f"Noem {opsomming(FIGURE)}, in deze volgorde en met komma's ertussen.")
    return find_figure(context, *figure, **which)


def cijfer(context: Context, url: str, *figure: Any, **which: str) -> str:
    """A figure with its unit, linked to its row; the sentence about it on hover."""
    row = _figure(context, figure, which)
    indicator = context.register.indicatoren[row["indicator"]]
    about = sentence(row, indicator, context.register.organisaties)
    return Markup('<a class="iv-cijfer" href="{}" title="{}">{}</a>').format(
        context.link(url, context.figure_url(row)),
        in_line(about),
        in_line(value_text(row, indicator, with_unit=True)),
    )


def totaal(
    context: Context, url: str, document: str, indicator: str, jaar: int | str, **which: str
) -> str:
    """The total of all organisations, with its unit."""
    return cijfer(context, url, document, indicator, SAMEN, jaar, **which)


def erbij(context: Context, url: str, *figure: Any, **which: str) -> str:
    """A change in words: ``94 woningen erbij`` or ``56 woningen minder``."""
    row = _figure(context, figure, which)
    indicator = context.register.indicatoren[row["indicator"]]
    about = sentence(row, indicator, context.register.organisaties)
    if row["waarde"] != row["waarde"]:
        raise MacroError(f"Er is geen getal: {value_text(row, indicator)}.")
    return Markup('<a class="iv-cijfer" href="{}" title="{}">{}</a>').format(
        context.link(url, context.figure_url(row)),
        in_line(about),
        in_line(change_text(row, indicator)),
    )


def zin(context: Context, url: str, *figure: Any, **which: str) -> str:
    """A figure as a whole sentence: who, when, plan or result, how much."""
    row = _figure(context, figure, which)
    indicator = context.register.indicatoren[row["indicator"]]
    text = sentence(row, indicator, context.register.organisaties)
    return Markup('{} <a class="iv-bron" href="{}">Bron</a>').format(
        in_line(text), context.link(url, context.figure_url(row))
    )


def plan(
    context: Context,
    url: str,
    document: str,
    organisatie: str,
    jaar: int | str,
    *indicatoren: str,
    bron: bool = True,
) -> str:
    """What was wanted, in sentences: who, when, how much, and in which plan unless `bron=False`."""
    if not indicatoren:
        raise MacroError("Noem achter het jaar minstens één indicator.")
    paper = find_document(context, document)
    rows = [find_figure(context, document, name, organisatie, jaar) for name in indicatoren]
    return Markup(" ").join(told(context, paper, rows, url, sourced=bron))


def tabel(context: Context, url: str, document: str, naam: str) -> str:
    """A table of a paper as the paper's own page shows it."""
    paper = find_document(context, document)
    for table in context.layouts[paper.naam]:
        if table.tabel["tabel"] == naam:
            return "\n\n" + table_html(context, paper, table, url) + "\n\n"
    raise MacroError(unknown("tabel", naam, paper.cijfers_tabellen))


def doelen(context: Context, url: str, document: str, thema: str = "", doel: str = "") -> str:
    """The goals of a document; of one theme, or one goal, where named."""
    paper = find_document(context, document)
    rows = _chosen(context, paper, "doelen", thema)
    if doel:
        if doel not in paper.doelen:
            raise MacroError(unknown("doel", doel, paper.doelen))
        rows = [row for row in rows if row["doel"] == doel]
    return "\n\n" + doelen_html(context, [(paper, row) for row in rows], url, ids="none") + "\n\n"


def afspraken(
    context: Context,
    url: str,
    document: str,
    thema: str = "",
    organisatie: str = "",
) -> str:
    """The agreements of a document; of one theme or one organisation where named."""
    paper = find_document(context, document)
    rows = _chosen(context, paper, "afspraken", thema)
    if organisatie:
        if organisatie not in context.register.organisaties:
            raise MacroError(unknown("organisatie", organisatie, context.register.organisaties))
        rows = [row for row in rows if organisatie in row["trekkers"].split(";")]
    if not rows:
        raise MacroError(f"In {document} past geen enkele afspraak bij deze keuze.")
    return (
        "\n\n" + afspraken_html(context, [(paper, row) for row in rows], url, ids="none") + "\n\n"
    )


def _chosen(context: Context, paper: Document, resource: str, thema: str) -> list[Row]:
    rows = paper.tabellen.rows(resource)
    if thema:
        if thema not in context.register.themas:
            raise MacroError(unknown("thema", thema, context.register.themas))
        rows = [row for row in rows if row["thema"] == thema]
    if not rows:
        raise MacroError(f"In {paper.naam} staan geen {resource} die bij deze keuze passen.")
    return rows


def activiteiten(context: Context, url: str, document: str, thema: str) -> str:
    """The agreements of a document on one theme as a table: activity, lead, planning."""
    paper = find_document(context, document)
    if thema not in context.register.themas:
        raise MacroError(unknown("thema", thema, context.register.themas))
    rows = [
        {
            "text": row["omschrijving"],
            "url": context.link(url, context.row_url(paper, "afspraken", row)),
            "who": row["trekker_tekst"] or context.organisaties(row["trekkers"].split(";")),
            "when": afspraak_when(row) or row["planning_tekst"],
        }
        for row in paper.tabellen.rows("afspraken")
        if row["thema"] == thema
    ]
    titel = context.register.themas[thema]["naam"]
    csv = context.link(url, f"data/{paper.naam}/afspraken.csv")
    return "\n\n" + render("activities.html", titel=titel, rows=rows, csv=csv) + "\n\n"


def bron(context: Context, url: str, document: str, *figure: Any, **which: str) -> str:
    """A source reference: the paper, and the place in it of a figure where one is named."""
    paper = find_document(context, document)
    if not figure:
        return Markup('<a class="iv-bron" href="{}">{}</a>').format(
            context.link(url, paper.url), in_line(paper.titel)
        )
    row = _figure(context, (document, *figure), which)
    place = row["vindplaats"] or "door ons berekend"
    return Markup('<a class="iv-bron" href="{}">{}: {}</a>').format(
        context.link(url, context.figure_url(row)), in_line(paper.titel), in_line(place)
    )


def begrip(context: Context, url: str, naam: str, tekst: str = "") -> str:
    """A term, linked to its explanation."""
    begrippen = context.register.begrippen
    if naam not in begrippen:
        raise MacroError(unknown("begrip", naam, begrippen))
    row = begrippen[naam]
    return Markup('<a class="iv-begrip" href="{}" title="{}">{}</a>').format(
        context.link(url, f"begrippen/#{naam}"),
        in_line(row["uitleg"]),
        in_line(tekst or in_zin(row["term"])),
    )


def downloads(context: Context, url: str, document: str) -> str:
    """The downloads of a document as a list."""
    paper = find_document(context, document)
    folder = f"data/{paper.naam}/"
    files = ["datapackage.json", *(f"{naam}.csv" for naam in paper.tabellen.frames)]
    items = "".join(
        f'<li><a href="{escape(context.link(url, folder + name))}" download>{escape(name)}</a></li>'
        for name in files
    )
    return f'\n\n<ul class="iv-links">{items}</ul>\n\n'


def papieren(context: Context, url: str) -> str:
    """All documents as cards, newest first."""
    newest = sorted(context.documents, key=lambda d: (-d.jaar_tot, -d.jaar_van, d.naam))
    cards = [
        (
            full_name(context, document),
            context.link(url, document.url),
            _about(context, document),
        )
        for document in newest
    ]
    return "\n\n" + render("card_list.html", cards=cards) + "\n\n"


def _about(context: Context, document: Document) -> Markup:
    """What a paper is in a sentence, and a label where it no longer holds."""
    text = in_line(first_sentence(document.omschrijving))
    label = validity(context, document)
    return text + Markup(' <span class="iv-label">{}</span>').format(label) if label else text


def themas(context: Context, url: str) -> str:
    """All themes as cards."""
    return "\n\n" + render("card_list.html", cards=theme_cards(context, url)) + "\n\n"


def zoekvak(context: Context, url: str) -> str:
    """A field to search with; empty where the site has no page that searches."""
    if ZOEKEN not in context.proza:
        return ""
    return "\n\n" + render("search_field.html", page=context.link(url, ZOEKEN)) + "\n\n"


def vragen(context: Context, url: str) -> str:
    """What residents ask, each with the page that answers it."""
    cards = question_cards(context, url)
    return "\n\n" + render("question_list.html", questions=cards) + "\n\n"


def verhuurders(context: Context, url: str) -> str:
    """Every housing corporation that is a party somewhere, as links to its answers."""
    landlords = [
        (context.organisatie(naam), context.link(url, questions_url(context, naam)))
        for naam in corporaties(context)
    ]
    return "\n\n" + render("landlord_list.html", landlords=landlords) + "\n\n"


def peildatum(context: Context, url: str) -> str:
    """The only "today" that this site knows."""
    return datum(context.register.peildatum)


def melden(context: Context, url: str) -> str:
    """How to reach the publisher; without one, that there is none yet."""
    uitgever = context.register.uitgever
    if uitgever is None:
        return (
            "Deze website is een proef en heeft nog geen uitgever. Er is dus nog geen adres om "
            "een fout te melden. Zag u de website via iemand anders? Meld de fout dan daar."
        )
    return Markup('Mail naar <a href="mailto:{0}">{0}</a> van {1}.').format(
        in_line(uitgever["email"]), in_line(uitgever["naam"])
    )


def privacyverklaring(context: Context, url: str) -> str:
    """Where the publisher says what it does with what it hears of people; without one, that too."""
    uitgever = context.register.uitgever
    if uitgever is None:
        return "Deze website heeft nog geen uitgever. Er is dus ook nog geen privacyverklaring."
    who = Markup("{} geeft deze website uit.").format(in_line(uitgever["naam"]))
    if not uitgever.get("privacy"):
        return who + " Vraag daar naar de privacyverklaring."
    return Markup('{} Lees de <a href="{}">privacyverklaring</a>.').format(
        who, in_line(uitgever["privacy"])
    )


# The macros by name; each takes the context, the page's address, and what the editor wrote.
MACROS: Mapping[str, Callable[..., str]] = {
    show.__name__: show
    for show in (
        cijfer,
        totaal,
        erbij,
        zin,
        plan,
        tabel,
        doelen,
        afspraken,
        activiteiten,
        bron,
        begrip,
        downloads,
        papieren,
        themas,
        zoekvak,
        vragen,
        verhuurders,
        peildatum,
        melden,
        privacyverklaring,
    )
}

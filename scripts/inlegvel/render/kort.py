"""The conclusion on top of a page: a few plain sentences, made from the figures and counts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from inlegvel.derive.doelvoortgang import STATUSSEN, Doelvoortgang
from inlegvel.dutch import in_zin, opsomming, plural
from inlegvel.figures import is_empty, period_text, value_text
from inlegvel.model import BASIS, GEHEEL, SAMEN, Document, Row
from inlegvel.render.antwoorden import figure_sentences, newest_papers, standing_sentence
from inlegvel.render.context import Context
from inlegvel.render.html import render
from inlegvel.render.organisation_papers import said_of
from inlegvel.render.plannen import headline, newest_first, told, when
from inlegvel.render.termen import met_begrippen

FEW = 2


def kort_html(context: Context, sentences: Iterable[str], url: str) -> str:
    """The sentences as the box on top of the page `url`, terms linked; empty without any."""
    seen: set[str] = set()
    lines = [met_begrippen(context, text, url, seen) for text in sentences]
    return render("kort.html", lines=lines) if lines else ""


def theme_in_short(context: Context, document: Document, thema: str, url: str) -> list[str]:
    """What a paper says on a theme: the plan of all together, and how much it promises."""
    figures = said_of(context, document, SAMEN).figures
    found: list[str] = list(_plans(context, document, figures, _indicators(context, thema), url))
    found += [] if found else _spreads(context, document, thema)
    return [*found[:FEW], _counted(context, document, thema)]


def theme_of_all(context: Context, thema: str, url: str) -> list[str]:
    """A theme across all papers: the newest plan with a figure, and how much there is."""
    documents = [d for d in newest_first(context.documents) if thema in context.themas_of(d)]
    if not documents:
        return []
    figures = (
        _plans(context, d, said_of(context, d, SAMEN).figures, _indicators(context, thema), url)
        for d in documents
    )
    first = next((sentences for sentences in figures if sentences), [])
    goals = sum(_of_theme(d, "doelen", thema) for d in documents)
    promises = sum(_of_theme(d, "afspraken", thema) for d in documents)
    what = _amounts(goals, promises)
    papers = plural(len(documents), "papier gaat", "papieren gaan")
    return [*first[:FEW], f"{papers} over dit thema{f', met {what}' if what else ''}."]


def organisation_in_short(context: Context, naam: str, url: str) -> list[str]:
    """What an organisation wanted: the first sentence on each of the first questions."""
    documents = newest_papers(context, naam)
    found: list[str] = []
    for vraag in context.register.vragen.values():
        sentences, _, _ = figure_sentences(context, vraag, documents, naam, url, sourced=not found)
        found += sentences[:1]
    return list(found[: FEW + 1])


def paper_in_short(context: Context, document: Document, url: str) -> list[str]:
    """What a paper comes down to: its first plan for all together, and what became of it."""
    found: list[str] = []
    for vraag in context.register.vragen.values():
        sentences, _, _ = figure_sentences(
            context, vraag, [document], SAMEN, url, sourced=not found
        )
        found += sentences[:1]
    promises = context.beloften.get(document.naam, [])
    standing = standing_sentence(promises, "Dit papier heeft") if promises else []
    return [*found[:FEW], " ".join(standing)] if standing else found[:FEW]


def goals_in_short(document: Document, known: Sequence[Doelvoortgang]) -> list[str]:
    """How many goals a paper has, how many have a number, and how those stand."""
    total = len(document.tabellen.rows("doelen"))
    sentence = f"Dit papier heeft {plural(total, 'doel', 'doelen')}. "
    if not known:
        return [f"{sentence}Geen enkel doel heeft een getal."]
    has = "heeft" if len(known) == 1 else "hebben"
    counts = Counter(STATUSSEN[progress.status] for progress in known)
    said = opsomming(f"{count} keer {status}" for status, count in counts.most_common())
    return [f"{sentence}Daarvan {has} {len(known)} een getal.", f"Zo staan die ervoor: {said}."]


def indicator_in_short(context: Context, indicator: str, url: str) -> list[str]:
    """The newest figures of all together; where there is no such figure, lowest and highest."""
    for document in newest_first(context.documents):
        figures = said_of(context, document, SAMEN).figures
        found = told(context, document, headline(figures, [indicator]), url)
        if found:
            return list(found[:FEW])
        lowest_to_highest = spread(context, document, indicator)
        if lowest_to_highest:
            return [lowest_to_highest]
    return []


def _plans(
    context: Context, document: Document, figures: Iterable[Row], indicatoren: list[str], url: str
) -> list[Markup]:
    return told(context, document, headline(figures, indicatoren), url)


def _indicators(context: Context, thema: str) -> list[str]:
    """The indicators of a theme that can be told; a sum also tells what it is made of."""
    register = context.register
    return [
        naam
        for naam, row in register.indicatoren.items()
        if row["thema"] == thema and naam in register.zinnen and not row["formule"]
    ][: FEW + 1]


def _spreads(context: Context, document: Document, thema: str) -> list[str]:
    register = context.register.indicatoren
    found = (
        spread(context, document, naam) for naam, row in register.items() if row["thema"] == thema
    )
    return [sentence for sentence in found if sentence]


def spread(context: Context, document: Document, indicator: str) -> str:
    """From whose lowest to whose highest figure, of the newest period; empty for fewer than two."""
    rows = [
        row
        for row in context.facts.rows[document.naam]
        if row["indicator"] == indicator
        and (row["onderdeel"], row["variant"]) == (GEHEEL, BASIS)
        and row["organisatie"] != SAMEN
        and row["rijsoort"] == "bron"
        and not is_empty(row)
    ]
    about = context.register.indicatoren[indicator]
    first = min((period_text(row, about) for row in rows), default="")
    rows = [row for row in rows if period_text(row, about) == first]
    low = min(rows, key=lambda row: row["waarde"], default=None)
    high = max(rows, key=lambda row: row["waarde"], default=None)
    if low is None or high is None or low["waarde"] == high["waarde"]:
        return ""
    least, most = (
        f"{value_text(row, about, with_unit=True)} ({context.organisatie(row['organisatie'])})"
        for row in (low, high)
    )
    return (
        f"{about['naam']} verschilde {when(context, low)} per organisatie: van {least} tot {most}."
    )


def _counted(context: Context, document: Document, thema: str) -> str:
    name = in_zin(context.register.themas[thema]["naam"])
    what = _amounts(_of_theme(document, "doelen", thema), _of_theme(document, "afspraken", thema))
    return f"Dit papier heeft {what or 'geen doelen of afspraken'} over {name}."


def _amounts(goals: int, promises: int) -> str:
    counted = [
        plural(goals, "doel", "doelen") if goals else "",
        plural(promises, "afspraak", "afspraken") if promises else "",
    ]
    return opsomming(filter(None, counted))


def _of_theme(document: Document, resource: str, thema: str) -> int:
    return sum(row["thema"] == thema for row in document.tabellen.rows(resource))

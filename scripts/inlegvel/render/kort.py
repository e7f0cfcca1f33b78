"""The conclusion on top of a page: a few plain sentences, made from the figures and counts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from inlegvel.derive.doelvoortgang import NO_MEASUREMENT, STATUSSEN, Doelvoortgang
from inlegvel.dutch import first_sentence, in_zin, opsomming, plural
from inlegvel.figures import goal_text
from inlegvel.model import BASIS, SAMEN, Document, Row
from inlegvel.render.antwoorden import figure_sentences, newest_papers
from inlegvel.render.context import Context
from inlegvel.render.gebeurd import standing_sentence
from inlegvel.render.html import in_line, render
from inlegvel.render.organisation_papers import said_of
from inlegvel.render.papers import full_name
from inlegvel.render.plannen import headline, newest_first, told
from inlegvel.render.termen import met_begrippen
from inlegvel.render.uitersten import spread

FEW = 2
# What a conclusion quotes has at most so many words, where anything has.
SHORT = 18


def kort_html(context: Context, sentences: Iterable[str], url: str) -> str:
    """The sentences as the box on top of the page `url`, terms linked; empty without any."""
    seen: set[str] = set()
    lines = [met_begrippen(context, text, url, seen) for text in sentences]
    return render("kort.html", lines=lines) if lines else ""


def theme_in_short(context: Context, document: Document, thema: str, url: str) -> list[str]:
    """What a paper says on a theme: the plan of all together, and how much it promises."""
    found = _of_figures(context, document, thema, url)
    found += [] if found else _one_promise(context, [document], thema, url)
    return [*found[:FEW], _counted(context, document, thema)]


def theme_of_all(context: Context, thema: str, url: str) -> list[str]:
    """A theme across all papers: the newest plan with a figure, and how much there is."""
    documents = [d for d in newest_first(context.documents) if thema in context.themas_of(d)]
    if not documents:
        return []
    figures = (_of_figures(context, document, thema, url) for document in documents)
    first = next((sentences for sentences in figures if sentences), None)
    if first is None:
        first = _one_promise(context, documents, thema, url)
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
        found += figure_sentences(context, vraag, documents, naam, url, sourced=not found)[:1]
    return found[: FEW + 1] or _without_figures(context, naam, url)


def _without_figures(context: Context, naam: str, url: str) -> list[str]:
    """Of an organisation without figures: what it promised, else at what it takes part."""
    documents = newest_papers(context, naam)
    said = [said_of(context, document, naam) for document in documents]
    who = context.organisatie(naam)
    what = _amounts(
        sum(len(one.goals) for one in said), sum(len(one.leads) + len(one.helps) for one in said)
    )
    if what:
        lists = [
            (resource, document, row)
            for document, one in zip(documents, said, strict=True)
            for resource, rows in (("afspraken", one.leads), ("doelen", one.goals))
            for row in rows
        ]
        return [f"De papieren noemen {who} bij {what}.", *_quoted(context, lists, url)]
    parties = [full_name(context, document) for document in documents if naam in document.partijen]
    alone = f"Geen papier noemt cijfers of afspraken van {who} alleen."
    if parties:
        return [alone, f"Wel staat de naam bij {opsomming(parties)}."]
    return [f"De papieren noemen {who} alleen bij wat er gebeurde."]


def paper_in_short(context: Context, document: Document, url: str) -> list[str]:
    """What a paper comes down to: its first plan for all together, and what became of it."""
    found: list[str] = []
    for vraag in context.register.vragen.values():
        found += figure_sentences(context, vraag, [document], SAMEN, url, sourced=not found)[:1]
    promises = context.beloften.get(document.naam, [])
    standing = standing_sentence(promises, "Dit papier heeft") if promises else []
    return [*found[:FEW], " ".join(standing)] if standing else found[:FEW]


def area_in_short(context: Context, gebied: str, url: str) -> list[str]:
    """What the newest paper of an area with figures comes down to; empty without such a paper."""
    for document in newest_first(context.papers_about.get(gebied, [])):
        rows = said_of(context, document, SAMEN).figures
        if rows:
            return paper_in_short(context, document, url)[:FEW]
    return []


def goals_in_short(document: Document, known: Sequence[Doelvoortgang]) -> list[str]:
    """How many goals a paper has, how many have a number, and how those stand."""
    total = len(document.tabellen.rows("doelen"))
    sentence = f"Dit papier heeft {plural(total, 'doel', 'doelen')}. "
    if not known:
        return [f"{sentence}Geen enkel doel heeft een getal."]
    has = "heeft" if len(known) == 1 else "hebben"
    counts = Counter(progress.status for progress in known)
    unknown = counts.pop(NO_MEASUREMENT, 0)
    found = [f"{sentence}Daarvan {has} {len(known)} een getal."]
    if counts:
        said = (f"{count} keer {STATUSSEN[status]}" for status, count in counts.most_common())
        found.append(f"Zo staan die ervoor: {opsomming(said)}.")
    if unknown:
        whom = "geen van die doelen" if unknown == len(known) else f"{unknown} daarvan geen"
        is_there = "een meting" if unknown == len(known) else "meting"
        found.append(f"Er is van {whom} {is_there}. Dan is niet te zeggen hoe het staat.")
    return found


def indicator_in_short(context: Context, indicator: str, url: str) -> list[str]:
    """The newest figures of all together; else lowest and highest, of few, or the goal."""
    for document in newest_first(context.documents):
        figures = said_of(context, document, SAMEN).figures
        found = told(context, document, headline(figures, [indicator]), url)
        found = found or spread(context, document, indicator, url)
        found = found or _of_few(context, document, indicator, url)
        if found:
            return list(found[:FEW])
    return _only_goals(context, indicator, url)


def _of_few(context: Context, document: Document, indicator: str, url: str) -> list[Markup]:
    """The figures of the first organisations that have any."""
    mine = [
        row
        for row in context.facts.rows[document.naam]
        if row["indicator"] == indicator and row["variant"] == BASIS and row["rijsoort"] == "bron"
    ]
    return [
        sentence
        for naam in dict.fromkeys(row["organisatie"] for row in mine)
        for sentence in told(
            context,
            document,
            headline([row for row in mine if row["organisatie"] == naam], [indicator]),
            url,
        )[:1]
    ]


def _only_goals(context: Context, indicator: str, url: str) -> list[str]:
    about = context.register.indicatoren[indicator]
    goals = context.naming.doelen_bij_indicator.get(indicator, [])
    found = ["De papieren noemen hier geen cijfer voor."]
    for document, doel in goals[:1]:
        place = context.link(url, context.row_url(document, "doelen", doel))
        text = Markup('Er is wel een doel: <a href="{}">{}</a>.')
        found.append(text.format(place, in_line(goal_text(doel, about) or _first(doel))))
    return found


def _of_figures(context: Context, document: Document, thema: str, url: str) -> list[str]:
    """The plans of all together on a theme; where there are none, lowest and highest."""
    figures = said_of(context, document, SAMEN).figures
    rows = headline(figures, _indicators(context, thema))
    return list(told(context, document, rows, url) or _spreads(context, document, thema, url))


def _one_promise(
    context: Context, documents: Sequence[Document], thema: str, url: str
) -> list[str]:
    """One goal on a theme, with a number where one has; else one agreement."""
    register = context.register.indicatoren
    found = [
        (resource, document, row)
        for resource in ("doelen", "afspraken")
        for document in documents
        for row in document.tabellen.rows(resource)
        if row["thema"] == thema
    ]
    goals = [one for one in found if one[0] == "doelen"]
    counted = [one for one in goals if goal_text(one[2], register.get(one[2]["indicator"]))]
    return _quoted(context, counted or goals or found, url)


def _quoted(context: Context, rows: Sequence[tuple[str, Document, Row]], url: str) -> list[str]:
    """The first short one of goals or agreements, as a sentence with a link; empty for none."""
    short = [one for one in rows if len(_first(one[2]).split()) <= SHORT]
    for resource, document, row in (short or rows)[:1]:
        return [
            Markup('Een van de {} is: <a href="{}">{}</a>.').format(
                resource,
                context.link(url, context.row_url(document, resource, row)),
                in_line(_first(row)),
            )
        ]
    return []


def _first(row: Row) -> str:
    return first_sentence(row["omschrijving"]).rstrip(".")


def _indicators(context: Context, thema: str) -> list[str]:
    """The indicators of a theme that can be told; a sum also tells what it is made of."""
    register = context.register
    return [
        naam
        for naam, row in register.indicatoren.items()
        if row["thema"] == thema and naam in register.zinnen and not row["formule"]
    ][: FEW + 1]


def _spreads(context: Context, document: Document, thema: str, url: str) -> list[Markup]:
    register = context.register.indicatoren
    return [
        sentence
        for naam, row in register.items()
        if row["thema"] == thema
        for sentence in spread(context, document, naam, url)
    ]


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

"""How far goals are: the share of the way that is covered, beside the share of the time."""

from collections.abc import Iterable

from inlegvel.derive.doelvoortgang import Doelvoortgang
from inlegvel.derive.grafieken.grafiek import MEEST, Grafiek, Reeks, Regel, Waarde
from inlegvel.dutch import getal, plural
from inlegvel.model import Document

NAAM = "voortgang"


def voortgang(document: Document, goals: Iterable[Doelvoortgang]) -> Grafiek | None:
    """A line per goal of which both shares are known, at its latest measurement."""
    known = [
        (goal, goal.aandeel_afstand, goal.aandeel_tijd_meting)
        for goal in goals
        if goal.aandeel_afstand is not None and goal.aandeel_tijd_meting is not None
    ]
    if not known or len(known) > MEEST:
        return None
    ahead = sum(way >= time for _, way, time in known)
    return Grafiek(
        naam=NAAM,
        soort="voortgang",
        document=document.naam,
        titel="Hoe ver zijn de doelen, en hoeveel tijd is om?",
        wat="Resultaat bij de laatste meting van elk doel, in procent.",
        kop="Doel",
        reeksen=(Reeks("Deel van de afstand dat is afgelegd"), Reeks("Deel van de tijd dat om is")),
        regels=tuple(
            Regel(document.doelen[goal.doel]["omschrijving"], (_share(way), _share(time)))
            for goal, way, time in known
        ),
        samenvatting=f"{plural(len(known), 'doel heeft', 'doelen hebben')} een meting. "
        f"Bij {ahead} daarvan is minstens zo veel van de afstand afgelegd als er tijd om is.",
        eenheid="procent",
    )


def _share(value: float) -> Waarde:
    rounded = float(round(value))
    return Waarde(rounded, f"{getal(rounded)}%")

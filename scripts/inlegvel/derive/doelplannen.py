"""What is planned for a goal, and whether the plan may be held against it."""

import math
from collections.abc import Iterator

from inlegvel.derive.doelmetingen import Cijfers, is_whose, lacking, members_of, named
from inlegvel.derive.doelopgaven import Opgave, area_of
from inlegvel.dutch import jaren, opsomming
from inlegvel.model import GEHEEL, OPEN, SAMEN, Document, Row, split_list


def plans(cijfers: Cijfers, opgave: Opgave, no_target: str) -> Iterator[tuple[Row, str]]:
    """Every plan for a goal's indicator, and why it is not comparable, or nothing.

    Plans stand in the goal's own paper, its framework, and the papers under it, as far as
    those are about the same area. `no_target` says why the goal is no known level, or
    nothing. Noemer and methode belong to the indicator, and so are the same.
    """
    document = opgave.document
    kader = cijfers.facts.catalogue.by_name.get(document.kader or "")
    around = [document, *([kader] if kader else []), *cijfers.volgers.get(document.naam, [])]
    for paper in around:
        if paper.gebied == document.gebied:
            for row in cijfers.plannen.get((paper.naam, opgave.doel["indicator"]), []):
                reasons = (
                    no_target,
                    _open(row),
                    _other_area(cijfers, opgave, paper, row),
                    _other_time(opgave, row),
                    _other_organisation(cijfers, opgave, paper, row),
                )
                yield row, "; ".join(reason for reason in reasons if reason)


def _open(row: Row) -> str:
    if row["status"] in OPEN:
        return f"het plan is nog open: {row['status'].replace('-', ' ')}"
    return "" if math.isfinite(row["waarde"]) else "het plan heeft geen getal"


def _other_area(cijfers: Cijfers, opgave: Opgave, paper: Document, row: Row) -> str:
    catalogue = cijfers.facts.catalogue
    names = catalogue.register.gebieden
    area = area_of(catalogue, paper, row)
    if area == opgave.gebied and area:
        return ""
    whole = split_list(opgave.doel["gebieden"])
    goal = opsomming(names.get(naam, {}).get("naam", naam) for naam in whole)
    if row["reikwijdte"] == "werkgebied":
        plan = f"het hele werkgebied van {named(cijfers, [row['organisatie']])}"
    elif row["reikwijdte"] == "landelijk":
        plan = "heel Nederland"
    elif row["onderdeel"] != GEHEEL:
        plan = f"een deel: {paper.sleutel_naam('onderdeel', row['onderdeel'])}"
    else:
        plan = names.get(area, {}).get("naam", area)
    return f"het doel gaat over {goal}, het plan over {plan}"


def _other_time(opgave: Opgave, row: Row) -> str:
    van, tot = opgave.doel["jaar_van"], opgave.doel["jaar_tot"]
    if opgave.indicator["meetwijze"] == "stand":
        if tot == row["jaar_tot"]:
            return ""
        goal = f"is voor eind {tot}" if tot is not None else "noemt geen jaar"
        return f"het doel {goal}, het plan is voor eind {row['jaar_tot']}"
    if (van, tot) == (row["jaar_van"], row["jaar_tot"]):
        return ""
    planned = jaren(row["jaar_van"], row["jaar_tot"])
    if tot is None:
        return f"het doel noemt geen jaar, het plan gaat over {planned}"
    goal = jaren(tot if van is None else van, tot)
    return f"het doel gaat over {goal}, het plan over {planned}"


def _other_organisation(cijfers: Cijfers, opgave: Opgave, paper: Document, row: Row) -> str:
    """Why a plan is not of those whose goal it is.

    What does not add up, such as a rise of the rent, is a goal of each corporation.
    """
    naam, summable = row["organisatie"], opgave.indicator["optelbaar"]
    if lacks := lacking(cijfers, opgave, row):
        return f"het plan is zonder {named(cijfers, lacks)}"
    if is_whose(cijfers, opgave, row):
        return ""
    if opgave.leden and not summable and naam in members_of(cijfers, opgave, row):
        return ""
    if opgave.samen and not summable and naam in cijfers.facts.catalogue.members(paper, SAMEN):
        return "er is geen gemiddelde van alle organisaties samen: de gewichten ontbreken"
    goal = named(cijfers, split_list(opgave.doel["organisaties"]))
    return f"het doel is van {goal}, het plan van {named(cijfers, [naam])}"

"""Figures that follow from a formula of the register.

A total of the organisations is the formula over their totals (data standard, "Meaning that
must not be lost"). Frames are as in `optellen`; values are in the indicator's own unit.
"""

import pandas as pd

from inlegvel.derive.formules import Node, evaluate, mixes, operands, parse
from inlegvel.derive.optellen import (
    PLACE,
    REACH,
    Peers,
    complete,
    counts,
    join_names,
    lone_totals,
    only,
    weakest,
)
from inlegvel.model import ALLEN, GEHEEL, GROEP_SOORTEN, OPEN, SAMEN

MOMENT = ["document", "jaar_van", "jaar_tot", "aard"]
NO_NUMBER = "Niet te berekenen: een van de cijfers is geen getal."
BY_ZERO = "Niet te berekenen: het cijfer waardoor gedeeld wordt, is nul."
OTHERS = "Niet te berekenen: in het ene totaal ontbreken andere organisaties dan in het andere."


def derived(
    rows: pd.DataFrame, naam: str, formule: str, summable: set[str], peers: Peers
) -> pd.DataFrame:
    """The rows of the derived indicator `naam`; empty, with the reason, where it has no value.

    A row exists where every operand has one. A total lacks whoever a total among its
    operands lacks, and whoever has some of the operands but not all.
    """
    node = parse(formule)
    names = list(dict.fromkeys(operands(node)))
    used = rows[rows["indicator"].isin(names)]
    if used["indicator"].nunique() < len(names):
        return rows.iloc[:0]
    used = _name_lacking(_with_lone_totals(used, summable, peers))
    wide = (
        used.assign(telt=counts(used))
        .set_index([*(column for column in PLACE if column != "indicator"), "indicator"])[
            ["waarde", "grens", "telt", "status", "reikwijdte", "ontbreekt", "tabel", "eigen"]
        ]
        .unstack("indicator")
    )
    wide = wide[wide["status"].reindex(columns=names).notna().all(axis=1)]
    if wide.empty:
        return rows.iloc[:0]
    return complete(_computed(node, wide).assign(indicator=naam), rows)


def _computed(node: Node, wide: pd.DataFrame) -> pd.DataFrame:
    """The formula over `wide`, which has a row per place and its operands side by side."""
    reason = _why_empty(node, wide)
    status = wide["status"].agg(_weakest_or_open, axis=1)
    result = pd.DataFrame(
        {
            "waarde": evaluate(node, wide["waarde"]).where(reason == ""),
            "grens": wide["grens"].agg(_about, axis=1),
            "telt_mee": wide["telt"].astype(bool).all(axis=1) & (reason == ""),
            "status": status.where((reason == "") | status.isin(OPEN), OPEN[-1]),
            "reikwijdte": wide["reikwijdte"].agg(lambda row: max(row, key=REACH.index), axis=1),
            "ontbreekt": wide["ontbreekt"].agg(join_names, axis=1),
            "tabel": wide["tabel"].agg(only, axis=1),
            "eigen": wide["eigen"].astype(bool).any(axis=1),
            "toelichting": reason,
        }
    ).reset_index()
    kinds = result["organisatie"].eq(SAMEN).map({True: "totaal", False: "afgeleid"})
    return result.assign(rijsoort=kinds)


def _why_empty(node: Node, wide: pd.DataFrame) -> pd.Series:
    """Per row why the formula has no value; nothing where it has one, or an operand is open."""
    lacking = wide["ontbreekt"]
    uneven = lacking.nunique(axis=1) > 1 if mixes(node) else pd.Series(False, index=wide.index)
    unread = (wide["waarde"].isna() & ~wide["status"].isin(OPEN)).any(axis=1)
    divided = evaluate(node, wide["waarde"]).isna() & wide["waarde"].notna().all(axis=1)
    reason = pd.Series("", index=wide.index)
    for mask, text in ((unread, NO_NUMBER), (divided, BY_ZERO), (uneven, OTHERS)):
        reason = reason.mask(mask, text)
    return reason


def _with_lone_totals(used: pd.DataFrame, summable: set[str], peers: Peers) -> pd.DataFrame:
    """`used` with a total for what one organisation alone has, where others have the rest."""
    real = used[(used["organisatie"] == SAMEN) & (used["onderdeel"] == GEHEEL)]
    if real.empty:
        return used
    lone = lone_totals(used, summable, peers)
    if lone.empty:
        return used
    everyone = _named(used).groupby(MOMENT)["organisatie"].nunique()
    several = everyone[everyone > 1].index.intersection(real.set_index(MOMENT).index)
    lone = lone[lone.set_index(MOMENT).index.isin(several)]
    return pd.concat([used, lone], ignore_index=True)


def _name_lacking(used: pd.DataFrame) -> pd.DataFrame:
    """Each total that we made also lacks who has another operand, but not this one.

    What the paper itself gives for all together lacks nobody.
    """
    ours = (used["rijsoort"] == "totaal") & (used["organisatie"] == SAMEN)
    named = _named(used)
    if not ours.any() or named.empty:
        return used
    everyone = named.groupby(MOMENT)["organisatie"].agg(set).to_dict()
    known = named.groupby([*MOMENT, "indicator"])["organisatie"].agg(set).to_dict()
    totals = used[ours]
    lacking = []
    for *moment, indicator, already in totals[[*MOMENT, "indicator", "ontbreekt"]].itertuples(
        index=False
    ):
        others = everyone.get(tuple(moment), set()) - known.get((*moment, indicator), set())
        lacking.append(join_names([already, *others]))
    return used.assign(
        ontbreekt=used["ontbreekt"].mask(ours, pd.Series(lacking, index=totals.index))
    )


def _named(used: pd.DataFrame) -> pd.DataFrame:
    """The rows of organisations by name, not of all together or of a group."""
    return used[~used["organisatie"].isin([*ALLEN, *GROEP_SOORTEN])]


def _about(cells: pd.Series) -> str:
    """What is computed from a limit or an estimate is itself about right."""
    return "~" if (cells != "").any() else ""


def _weakest_or_open(cells: pd.Series) -> str:
    for status in OPEN:
        if (cells == status).any():
            return status
    return weakest(cells)

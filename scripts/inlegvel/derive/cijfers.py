"""All figures of all documents: the typed rows, what follows from them, and their totals.

Every step takes and gives frames with the columns of `cijfers` plus `document`,
`rijsoort` (bron, afgeleid, totaal) and `ontbreekt` (organisations a total lacks,
joined by ``;``). Values are in the indicator's own unit.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from inlegvel.derive.afgeleid import derived
from inlegvel.derive.formules import in_order, readable
from inlegvel.derive.optellen import PLACE, Peers, organisation_totals, part_totals
from inlegvel.model import BASIS, GROEP_SOORTEN, Catalogue, Row


def all_cijfers(catalogue: Catalogue) -> pd.DataFrame:
    """Every figure of every sound document: typed, derived and totals.

    One row per document, indicator, organisatie, onderdeel, period, variant and
    aard. Typed rows come first within a document, in the order of the paper.
    """
    frames = [
        document.tabellen.frame("cijfers").assign(document=document.naam)
        for document in catalogue.documenten
        if document.heel and "cijfers" in document.tabellen
    ]
    if not frames:
        columns = [*catalogue.standaard.schemas["cijfers"].namen, "document"]
        return pd.DataFrame(columns=[*columns, "rijsoort", "ontbreekt"])
    typed = pd.concat(frames, ignore_index=True)
    return derive_cijfers(typed, catalogue.register.indicatoren, peers_of(catalogue))


def peers_of(catalogue: Catalogue) -> Peers:
    """Of every party that is one of a kind: who of that kind a document's total should have."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for document in catalogue.documenten:
        for groep in GROEP_SOORTEN if document.heel else ():
            members = frozenset(catalogue.members(document, groep)) - {groep}
            found |= {(document.naam, naam): members for naam in members}
    return found


def derive_cijfers(
    typed: pd.DataFrame, indicatoren: Mapping[str, Row], peers: Peers | None = None
) -> pd.DataFrame:
    """`typed` followed by the derived rows and totals of every variant.

    A total lacks whoever has no figure that counts, and of `peers` whoever has none at all.
    """
    typed = typed.assign(rijsoort="bron", ontbreekt="")
    variants = [naam for naam in typed["variant"].unique() if naam != BASIS]
    parts = [typed]
    for variant in [BASIS, *sorted(variants)]:
        rows = effective(typed, variant)
        followed = _follow(rows, indicatoren, peers or {})
        new = followed[(followed["rijsoort"] != "bron") & followed["eigen"]]
        parts.append(new.assign(variant=variant))
    columns = list(typed.columns)
    found = [part[columns] for part in parts if len(part)]
    if not found:
        return typed
    result = pd.concat(found, ignore_index=True)
    return _round(result, indicatoren)


def effective(typed: pd.DataFrame, variant: str) -> pd.DataFrame:
    """The rows that hold in `variant`: its own, and `basis` where it names nothing.

    Column `eigen` is true for rows of the variant itself (for `basis`: all rows).
    Only documents that know the variant take part.
    """
    if variant == BASIS:
        return typed[typed["variant"] == BASIS].assign(eigen=True)
    own = typed[typed["variant"] == variant].assign(eigen=True)
    base = typed[(typed["variant"] == BASIS) & typed["document"].isin(own["document"])]
    both = pd.concat([own, base.assign(eigen=False)])
    return both.drop_duplicates(PLACE, keep="first")


def _follow(rows: pd.DataFrame, indicatoren: Mapping[str, Row], peers: Peers) -> pd.DataFrame:
    summable = {naam for naam, indicator in indicatoren.items() if indicator["optelbaar"]}
    formules = readable(indicatoren)
    # A typed figure of a derived indicator is an error; what follows does not build on it.
    rows = rows[~rows["indicator"].isin(formules)]
    rows = pd.concat([rows, part_totals(rows, summable)], ignore_index=True)
    rows = pd.concat([rows, organisation_totals(rows, summable, peers)], ignore_index=True)
    order, _ = in_order(formules)
    for naam in order:
        new = derived(rows, naam, formules[naam], summable, peers)
        rows = pd.concat([rows, new], ignore_index=True)
    return rows


def _round(rows: pd.DataFrame, indicatoren: Mapping[str, Row]) -> pd.DataFrame:
    """Rounds what was computed to the indicator's decimals; typed values stay as they are."""
    decimals = rows["indicator"].map(
        {naam: int(indicator["decimalen"]) for naam, indicator in indicatoren.items()}
    )
    for count in decimals.dropna().unique():
        mask = (decimals == count) & (rows["rijsoort"] != "bron")
        rows.loc[mask, "waarde"] = round_half_up(rows.loc[mask, "waarde"], int(count))
    return rows


def round_half_up(values: pd.Series, decimals: int) -> pd.Series:
    """Rounded as people do: halves away from zero, and never minus zero."""
    scale = 10.0**decimals
    # The small addend mends what binary fractions lose: 1.005 is stored just below.
    size = np.floor(values.abs() * scale + 0.5 + 1e-9) / scale
    return size.where(values >= 0, -size) + 0.0

"""Finding what a macro names; what does not exist is answered with the nearest names."""

from collections.abc import Iterable

from inlegvel.dutch import hoofdletter
from inlegvel.findings import nearest
from inlegvel.model import BASIS, GEHEEL, Document, Row
from inlegvel.render.context import Context

FEW = 8  # so many names can all be told


class MacroError(Exception):
    """A macro asks for what does not exist; the message is Dutch, for the editor."""


def find_document(context: Context, naam: str) -> Document:
    """The document with this package name."""
    by_name = context.facts.catalogue.by_name
    if naam not in by_name:
        raise MacroError(unknown("document", naam, by_name))
    return by_name[naam]


def unknown(what: str, name: str, names: Iterable[str]) -> str:
    """A Dutch sentence: this does not exist, and what does or comes nearest."""
    known = sorted(names)
    if len(known) <= FEW:
        return f"{hoofdletter(what)} ‘{name}’ bestaat hier niet. Wel bestaan: {', '.join(known)}."
    hint = nearest(str(name), known) or f"Wel bestaan onder meer: {', '.join(known[:FEW])}."
    return f"{hoofdletter(what)} ‘{name}’ bestaat niet. {hint}"


def find_figure(
    context: Context,
    document: str,
    indicator: str,
    organisatie: str,
    jaar: int | str,
    **which: str,
) -> Row:
    """The one figure with these names; `jaar` is ``2022`` or ``"2022-2026"``.

    `which` may hold `onderdeel`, `variant` and `aard`. Where a variant says nothing of this
    figure, it is that of `basis`.
    """
    if wrong := which.keys() - {"onderdeel", "variant", "aard"}:
        raise MacroError(unknown("keuze", min(wrong), ("onderdeel", "variant", "aard")))
    paper = find_document(context, document)
    if indicator not in context.register.indicatoren:
        raise MacroError(unknown("indicator", indicator, context.register.indicatoren))
    if organisatie not in context.register.organisaties:
        raise MacroError(unknown("organisatie", organisatie, context.register.organisaties))
    rows = [row for row in context.facts.rows[paper.naam] if row["indicator"] == indicator]
    if not rows:
        names = {row["indicator"] for row in context.facts.rows[paper.naam]}
        raise MacroError(f"{document} heeft geen cijfer. {unknown('indicator', indicator, names)}")
    variant = which.pop("variant", BASIS)
    known = {row["variant"] for row in context.facts.rows[paper.naam]} | {BASIS}
    if variant not in known:
        raise MacroError(unknown("variant", variant, known))
    wanted = {"organisatie": organisatie, "onderdeel": GEHEEL} | which
    for column, name in wanted.items():
        found = [row for row in rows if row[column] == name]
        if not found:
            raise MacroError(unknown(column, name, {row[column] for row in rows}))
        rows = found
    first, _, last = str(jaar).partition("-")
    found = [
        row
        for row in rows
        if (str(row["jaar_van"]), str(row["jaar_tot"])) == (first, last or first)
    ]
    # A variant says only what differs; the rest is as in `basis`.
    own = [row for row in found if row["variant"] == variant]
    found = own or [row for row in found if row["variant"] == BASIS]
    if not found:
        raise MacroError(unknown("jaar", str(jaar), {_years(row) for row in rows}))
    if len(found) > 1:
        kinds = ", ".join(sorted({row["aard"] for row in found}))
        raise MacroError(f"Er zijn {len(found)} cijfers die passen. Noem ook aard: {kinds}.")
    return found[0]


def _years(row: Row) -> str:
    van, tot = row["jaar_van"], row["jaar_tot"]
    return str(van) if van == tot else f"{van}-{tot}"

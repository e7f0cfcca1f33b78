"""Formulas of derived indicators: reading them, ordering them, computing them.

A formula joins indicators and numbers by `` + ``, `` - ``, `` * ``, `` / `` with
spaces around each sign, and parentheses (data standard, "register").
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from inlegvel.model import Row

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
MAX_TOKENS = 100
SIGNS: Mapping[str, Callable[[pd.Series, pd.Series], pd.Series]] = {
    "+": pd.Series.add,
    "-": pd.Series.sub,
    "*": pd.Series.mul,
    "/": pd.Series.div,
}


class FormulaError(ValueError):
    """A formula that cannot be read; the message is Dutch, for the editor."""


@dataclass(frozen=True)
class Name:
    """An indicator in a formula."""

    naam: str


@dataclass(frozen=True)
class Number:
    """A fixed number in a formula."""

    waarde: float


@dataclass(frozen=True)
class Operation:
    """Two parts joined by a sign."""

    sign: str
    left: "Node"
    right: "Node"


Node = Name | Number | Operation


@lru_cache(maxsize=1024)
def parse(formula: str) -> Node:
    """The formula as a tree.

    Raises:
        FormulaError: where the text is no formula; says what was found.
    """
    tokens = formula.replace("(", " ( ").replace(")", " ) ").split()
    if len(tokens) > MAX_TOKENS:
        raise FormulaError(f"de formule is langer dan {MAX_TOKENS} delen")
    node, rest = _sum(tokens)
    if rest:
        raise FormulaError(f"‘{rest[0]}’ staat op een plek waar een + - * of / hoort")
    return node


def _sum(tokens: list[str]) -> tuple[Node, list[str]]:
    return _chain(tokens, ("+", "-"), _product)


def _product(tokens: list[str]) -> tuple[Node, list[str]]:
    return _chain(tokens, ("*", "/"), _part)


def _chain(
    tokens: list[str], signs: tuple[str, ...], part: Callable[[list[str]], tuple[Node, list[str]]]
) -> tuple[Node, list[str]]:
    node, rest = part(tokens)
    while rest and rest[0] in signs:
        right, after = part(rest[1:])
        node, rest = Operation(rest[0], node, right), after
    return node, rest


def _part(tokens: list[str]) -> tuple[Node, list[str]]:
    if not tokens:
        raise FormulaError("de formule houdt te vroeg op")
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        node, rest = _sum(rest)
        if not rest or rest[0] != ")":
            raise FormulaError("er ontbreekt een haakje sluiten")
        return node, rest[1:]
    if NAME.fullmatch(first):
        return Name(first), rest
    if NUMBER.fullmatch(first):
        return Number(float(first)), rest
    raise FormulaError(f"‘{first}’ is geen indicator, getal of haakje")


def operands(node: Node) -> Iterator[str]:
    """The indicators in a formula, from left to right."""
    if isinstance(node, Name):
        yield node.naam
    elif isinstance(node, Operation):
        yield from operands(node.left)
        yield from operands(node.right)


def divides_by_zero(node: Node) -> bool:
    """Whether a formula divides by the number zero itself, whatever the figures."""
    if not isinstance(node, Operation):
        return False
    if node.sign == "/" and not any(operands(node.right)):
        constant = evaluate(node.right, pd.DataFrame(index=[0]))
        if not constant.iloc[0]:
            return True
    return divides_by_zero(node.left) or divides_by_zero(node.right)


def mixes(node: Node) -> bool:
    """Whether a formula multiplies or divides figures by one another.

    Of totals that lack different organisations, a sum still is one of fewer; a ratio is not.
    """
    if not isinstance(node, Operation):
        return False
    if node.sign in ("*", "/") and any(operands(node.left)) and any(operands(node.right)):
        return True
    return mixes(node.left) or mixes(node.right)


def evaluate(node: Node, values: pd.DataFrame) -> pd.Series:
    """The formula's value per row of `values`, a frame with a column per indicator.

    Empty where an operand is missing or where the formula divides by zero.
    """
    if isinstance(node, Name):
        return values[node.naam].astype("float64")
    if isinstance(node, Number):
        return pd.Series(node.waarde, index=values.index, dtype="float64")
    right = evaluate(node.right, values)
    if node.sign == "/":
        right = right.where(right != 0)
    return SIGNS[node.sign](evaluate(node.left, values), right)


def readable(indicatoren: Mapping[str, Row]) -> dict[str, str]:
    """The formula per derived indicator, without those that cannot be read."""
    found = {}
    for naam, indicator in indicatoren.items():
        if indicator["formule"]:
            try:
                parse(indicator["formule"])
            except FormulaError:
                continue
            found[naam] = indicator["formule"]
    return found


def in_order(formules: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Derived indicators so that each comes after what it needs, and every circle.

    `formules` gives the formula per derived indicator. Indicators that lie on a
    circle, or need one that does, are left out of the order.
    """
    needs = {
        naam: {operand for operand in operands(parse(formule)) if operand in formules}
        for naam, formule in formules.items()
    }
    order: list[str] = []
    while ready := [naam for naam in needs if naam not in order and needs[naam].issubset(order)]:
        order += ready
    circles = [_circle(naam, needs) for naam in needs if naam not in order]
    unique = {tuple(sorted(circle)): circle for circle in circles if circle}
    return order, list(unique.values())


def _circle(start: str, needs: Mapping[str, set[str]]) -> list[str]:
    """A path from `start` back to itself, or nothing where there is none."""
    paths = [[start]]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        for operand in sorted(needs[path[-1]]):
            if operand == start:
                return path
            if operand not in seen:
                seen.add(operand)
                paths.append([*path, operand])
    return []

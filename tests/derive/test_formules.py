"""Formulas of derived indicators: reading, ordering and computing them."""

import ast
import math
import operator
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.derive.formules import (
    FormulaError,
    Name,
    Node,
    Number,
    Operation,
    divides_by_zero,
    evaluate,
    in_order,
    operands,
    parse,
    readable,
)

NAMES = ("nieuwbouw", "sloop", "netto-toevoeging", "a1", "b")
VALUES = st.one_of(st.integers(-20, 20), st.floats(-20, 20, width=16))

numbers = st.one_of(
    st.integers(0, 99).map(lambda n: Number(float(n))),
    st.sampled_from([0.5, 0.25, 12.75]).map(Number),
)
trees = st.recursive(
    st.sampled_from(NAMES).map(Name) | numbers,
    lambda part: st.builds(Operation, st.sampled_from("+-*/"), part, part),
    max_leaves=12,
)


def written(node: Node, brackets: bool = True) -> str:
    """The formula of a tree, with brackets around every operation or around none."""
    if isinstance(node, Name):
        return node.naam
    if isinstance(node, Number):
        return str(int(node.waarde)) if node.waarde.is_integer() else str(node.waarde)
    text = f"{written(node.left, brackets)} {node.sign} {written(node.right, brackets)}"
    return f"({text})" if brackets else text


def computed(formule: str, values: dict[str, float]) -> float:
    """The formula as Python computes it; NaN where it divides by zero."""
    for number, name in enumerate(sorted(NAMES, key=len, reverse=True)):
        formule = formule.replace(name, f"x{number}_")
        values = {**values, f"x{number}_": values[name]}
    names = {name: value for name, value in values.items() if name.endswith("_")}

    def walk(node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            signs: dict[type, Callable[[float, float], float]] = {
                ast.Add: operator.add,
                ast.Sub: operator.sub,
                ast.Mult: operator.mul,
                ast.Div: operator.truediv,
            }
            return signs[type(node.op)](walk(node.left), walk(node.right))
        return names[node.id] if isinstance(node, ast.Name) else float(ast.literal_eval(node))

    try:
        return walk(ast.parse(formule, mode="eval").body)
    except ZeroDivisionError:
        return math.nan


@given(trees)
def test_a_written_tree_reads_back(tree: Node) -> None:
    assert parse(written(tree)) == tree


@given(trees, st.booleans(), st.tuples(*[VALUES] * len(NAMES)))
def test_formulas_compute_as_in_python(
    tree: Node, brackets: bool, drawn: tuple[float, ...]
) -> None:
    formule, values = written(tree, brackets), dict(zip(NAMES, drawn, strict=True))
    row = pd.DataFrame([values], index=[7])
    ours, theirs = float(evaluate(parse(formule), row)[7]), computed(formule, values)
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9, nan_ok=True)


@given(trees, st.sampled_from(NAMES))
def test_a_missing_operand_leaves_the_value_empty(tree: Node, gone: str) -> None:
    values = dict.fromkeys(NAMES, 3.0) | {gone: math.nan}
    value = evaluate(parse(written(tree)), pd.DataFrame([values]))[0]
    if gone in set(operands(tree)):
        assert math.isnan(value)


@given(st.text("ab-1. +*/()", max_size=30))
def test_nonsense_is_refused_in_words_and_never_crashes(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError as error:
        says = str(error)
    else:
        says = "reads back" if parse(written(tree)) == tree else ""
    assert says


@pytest.mark.parametrize(
    ("formule", "says"),
    [
        ("", "houdt te vroeg op"),
        ("a +", "houdt te vroeg op"),
        ("a b", "‘b’ staat op een plek"),
        ("(a + b", "haakje sluiten"),
        ("a + b)", "‘)’ staat op een plek"),
        ("a+b", "‘a+b’ is geen"),
        ("a +- b", r"‘+-’ staat op een plek"),
        ("1e5 * a", "‘1e5’ is geen"),
        ("-5 + a", "‘-5’ is geen"),
        ("A + b", "‘A’ is geen"),
        ("(" * 5000, "langer dan"),
        (" + ".join(["a"] * 5000), "langer dan"),
    ],
)
def test_a_formula_error_says_what_was_found(formule: str, says: str) -> None:
    with pytest.raises(FormulaError, match="(?i)" + says.replace(")", r"\)").replace("+", r"\+")):
        parse(formule)


def test_division_by_zero_itself_is_seen_without_figures() -> None:
    assert divides_by_zero(parse("a / 0"))
    assert divides_by_zero(parse("b - (a / 0.0)"))
    assert not divides_by_zero(parse("a / b + 0"))
    assert divides_by_zero(parse("a / (2 - 2)"))
    assert divides_by_zero(parse("a / (b / (1 - 1))"))
    assert not divides_by_zero(parse("a / (b - b)"))
    assert not divides_by_zero(parse("a / (2 - 1)"))


def test_unreadable_formulas_are_left_out() -> None:
    rows = {"x": {"formule": "a + b"}, "y": {"formule": "a +"}, "a": {"formule": ""}}
    assert readable(rows) == {"x": "a + b"}


graphs = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3)
)


def reachable(start: str, graph: dict[str, list[str]]) -> set[str]:
    """What `start` needs, directly or by way of others."""
    found: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph.get(name, ())
    return found


@given(graphs)
def test_order_and_circles(graph: dict[str, list[str]]) -> None:
    formules = {name: " + ".join(needs) for name, needs in graph.items()}
    order, circles = in_order(formules)
    on_circle = {name for name in graph if name in reachable(name, graph)}
    # In the order stands whatever neither lies on a circle nor needs one, after all it needs.
    assert set(order) == {name for name in graph if not reachable(name, graph) & on_circle}
    assert len(order) == len(set(order))
    for place, name in enumerate(order):
        assert {need for need in graph[name] if need in graph} <= set(order[:place])
    # Each circle is one: every name needs the next. None of those on one is forgotten.
    for circle in circles:
        for name, need in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert need in graph[name]
    assert len({frozenset(circle) for circle in circles}) == len(circles)
    assert bool(circles) == bool(on_circle)
    for name in on_circle:
        assert any(set(circle) & ({name} | reachable(name, graph)) for circle in circles)

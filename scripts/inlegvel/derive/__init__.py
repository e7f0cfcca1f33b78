"""Rows from rows: formulas, totals, variants, shares and table layouts. Pure functions."""

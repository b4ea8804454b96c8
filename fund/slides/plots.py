"""Plots as slides show them: few enough rows to be read, with names that fit."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from fund.charts.bar_rows import listing
from fund.charts.plot import Plot
from fund.model import Record
from fund.slides.text_layout import ROWS_UNDER_FIGURES, name
from fund.wording import Language, count, words


def slide_plot(plot: Plot, language: Language) -> Plot:
    """A plot of rows with its names cut to what a slide can hold."""
    short = replace(plot, categories=tuple(name(str(each)) for each in plot.categories))
    return replace(short, alt=listing(short, language))


def largest(
    rows: Sequence[Record], what: str, named: str, added: Sequence[str], language: Language
) -> tuple[Record, ...]:
    """As many of the ranked rows as fit under figures; the last one then stands for all others.

    Its name (in column `named`) says how many `what` they are, each column of `added` is the sum of what is known
    of them (None where nothing is), and `partial` whether something is not.
    """
    if len(rows) <= ROWS_UNDER_FIGURES:
        return tuple(rows)
    shown, others = rows[: ROWS_UNDER_FIGURES - 1], rows[ROWS_UNDER_FIGURES - 1 :]
    number = len(others)
    gathered = dict[Hashable, Any].fromkeys(rows[0])
    gathered[named] = words(f"slides.others.{what}", language, n=number, number=count(number, language))
    for column in added:
        known = [row[column] for row in others if row[column] is not None]
        gathered[column] = sum(known) if known else None
    gathered["partial"] = any(row[added[0]] is None for row in others)
    return (*shown, gathered)

"""Key figures: large, on one line, each with its mark, a short line under it, and its source one gesture away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fund.charts.text import width
from fund.metric import Metric
from fund.wording import Language
from fund.wording.dates import dated
from fund.wording.figures import label, minimum_mark, value_alone, value_in_sentence
from pages.parts.session.view import View
from pages.parts.show.figure_source import ask_source, asking, basis_mark, source_key
from pages.parts.show.markup import dotted, draw, fill, join
from pages.parts.show.period_head import part_line, part_text

FIVE_FIT = 6.9
"""The widest number, in ems, that is still 40 px high when five share a row at 1920 × 1080."""

UNKNOWN_FITS = 7.0
"""The ems that a row leaves to its numbers where none is known."""

MOST = 5
"""Figures that a page begins with."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with the line under it. `label` replaces the definition's where the context asks for it, `part` is what
    the period holds of a figure that is not the fund's.
    """

    metric: Metric
    note: str = ""
    label: str = ""
    part: str = ""


def first_and_known(figures: Sequence[KeyFigure]) -> list[KeyFigure]:
    """The first figure, known or not, and those of the others that are known: five at most."""
    return [figures[0], *(figure for figure in figures[1:] if figure.metric.is_told)][:MOST]


def key_figures(figures: Sequence[KeyFigure], view: View, *, key: str) -> None:
    """Key figures in rows: five where their numbers are short enough to stay large, else four."""
    draw(figure_rows(figures, view, key=key))
    for number, figure in enumerate(figures):
        ask_source(figure.metric, key=f"{key}-{number}")


def figure_rows(figures: Sequence[KeyFigure], view: View, *, key: str) -> Markup:
    """The figures on a grid of their own: labels, numbers and notes each on one line, all numbers of one size."""
    per_row, widest = _row_of(figures, view.language)
    drawn = [_figure(figure, view, key=f"{key}-{number}") for number, figure in enumerate(figures)]
    row = '<div class="figure-row" style="--row:{row};--ems:{ems}">{figures}</div>'
    return fill(row, row=per_row, ems=f"{widest:.1f}", figures=join(drawn))


def _row_of(figures: Sequence[KeyFigure], language: Language) -> tuple[int, float]:
    """How many figures stand in a row, and the ems of the widest known number."""
    known = [figure.metric for figure in figures if figure.metric.is_told]
    widths = (width(value_alone(metric, language, minimum=False), 1, tabular=True) for metric in known)
    widest = max(widths, default=UNKNOWN_FITS)
    return min(len(figures), 5 if widest <= FIVE_FIT else 4), widest


def _figure(figure: KeyFigure, view: View, *, key: str) -> Markup:
    metric = figure.metric
    name = figure.label or label(metric, view.language)
    return fill(
        '<div class="figure"><p class="figure-label">{label} <span class="soft">{least}</span> {mark}</p>'
        '<p class="figure-value {known}">{value}</p>'
        '<div><p class="figure-note">{note}</p>{part}</div></div>',
        label=name,
        least=minimum_mark(metric, view.language),
        mark=basis_mark(metric, view),
        known="known" if metric.is_told else "unknown",
        value=asking(metric, view, key=source_key(key), name=name),
        note=_note_of(figure, view),
        part=part_line(figure.part or part_text(metric, view)),
    )


def _note_of(figure: KeyFigure, view: View) -> str:
    """The line under a figure, with the figure's own date where it is not the fund's."""
    day = figure.metric.as_of
    if not figure.metric.is_told or day is None or day == view.dataset.fund.as_of:
        return figure.note
    return dotted((figure.note, dated(day, view.language)))


def ratio_note(ratio: Metric, view: View) -> str:
    """What a spent amount is a share of: « sur 75 000 € alloués (100 %) »; empty when it is unknown."""
    if not ratio.is_known or ratio.denominator is None:
        return ""
    return view.say(
        f"notes.{ratio.code}",
        share=value_in_sentence(ratio, view.language),
        whole=value_in_sentence(ratio.denominator, view.language),
    )

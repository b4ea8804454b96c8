"""What the slides show, sheet by sheet: the table behind each chart, and each table of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl import Workbook

from fund.charts.plot import Plot, PlotSeries
from fund.pack.number_formats import of_measure
from fund.pack.ooxml_text import one_line
from fund.pack.sheet_tables import Content, Value, put, put_heads, put_table, set_page
from fund.slides.slide import Slide, Table
from fund.wording import Language, words
from fund.wording.figures import capitalised
from fund.wording.sources import SourceFinder, SourceRows, where


def add_slide_sheets(
    book: Workbook, slides: Sequence[Slide], finder: SourceFinder, language: Language, *, marks: Sequence[str]
) -> None:
    """A sheet for each chart, then one for each table; `marks` stand on all of them."""
    numbered = list(enumerate(slides, start=1))
    charts = [(number, slide, _plot_table(slide.plot, language)) for number, slide in numbered if slide.plot]
    tables = [(number, slide, _word_table(slide.table)) for number, slide in numbered if slide.table]
    for kind, several in (("chart", charts), ("table", tables)):
        for place_in_kind, (number, slide, (headings, rows)) in enumerate(several, start=1):
            sheet = book.create_sheet(words(f"pack.sheets.{kind}", language, number=place_in_kind))
            lines = [one_line(slide.title), words("pack.on_slide", language, number=number)]
            own = [mark for mark in (capitalised(one_line(mark)) for mark in slide.marks) if mark not in marks]
            first = put_heads(sheet, lines, [*marks, *own])
            widths = (44, *(24 for _ in headings[1:]))
            below = put_table(sheet, first, headings, rows, widths)
            said = [one_line(slide.note), one_line(slide.foot)]
            said += [where(each, language, most=None) for each in _sources(slide, finder)]
            for row, text in enumerate((text for text in said if text), start=below):
                put(sheet.cell(row, 1), text)
            set_page(sheet, widths, headings=first)


def _plot_table(plot: Plot, language: Language) -> tuple[list[str], list[list[Content | Value]]]:
    """A chart's values, each beside the words at its mark; what has nothing to say is left empty."""
    number_format = of_measure(plot.measure, (value for each in plot.series for value in each.values), language)
    names = [one_line(each.name) for each in plot.series]
    headings = [words("pack.category", language)]
    for name in names:
        headings += [name, words("pack.as_shown", language, name=name)]
    rows: list[list[Content | Value]] = []
    for row, category in enumerate(plot.categories):
        cells: list[Content | Value] = [category if isinstance(category, date) else one_line(str(category))]
        for each in plot.series:
            cells += [_value(each, row, number_format, language=language), one_line(each.texts[row])]
        rows.append(cells)
    return headings, rows


def _value(series: PlotSeries, row: int, number_format: str, *, language: Language) -> Content | Value:
    value = series.values[row]
    if value is None:
        return words("figures.unknown", language)
    return Value(value, number_format) if value or series.texts[row] else None


def _word_table(table: Table) -> tuple[list[str], list[list[Content | Value]]]:
    return [one_line(text) for text in table.headings], [[one_line(text) for text in row] for row in table.rows]


def _sources(slide: Slide, finder: SourceFinder) -> Iterator[SourceRows]:
    """Those of the slide's figures."""
    return finder.of([cell for figure in slide.figures if figure.metric for cell in figure.metric.all_cells()])

"""Every figure of a meeting as a workbook: its value, unit, basis, date and cells; then the table behind each chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from fund.charts.plot import Plot, PlotSeries
from fund.metric import Unit
from fund.metrics.fund import FundState
from fund.model import Precision
from fund.pack.figure_list import Statement, statements
from fund.pack.office_text import of_measure, of_unit, one_line, saved, tag
from fund.pack.sheet_tables import Content, Value, put, put_heads, put_table, set_page
from fund.slides.slide import Slide, Table
from fund.wording import Language, moment, words
from fund.wording.dates import standing
from fund.wording.figures import basis_label, capitalised, value_alone
from fund.wording.sources import SourceFinder, column_names, row_numbers, where

_COLUMNS = (
    *("programme", "figure", "tranche", "value", "unit", "said", "basis", "approximate", "at_least", "date"),
    *("document", "files", "sheets", "rows", "columns", "formula", "reason", "slides"),
)
UNITS = {Unit.OTHER: Unit.COUNT}
"""What a number is called whose unit the workbook does not name."""
_WIDTHS = (30, 34, 9, 16, 11, 24, 11, 10, 10, 18, 40, 24, 18, 18, 30, 48, 36, 12)


def figures_workbook(fund: FundState, slides: Sequence[Slide], language: Language) -> bytes:
    """The .xlsx. A value that is not communicated is said so, never written as zero."""
    dataset = fund.dataset
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = words("pack.sheets.figures", language)
    marks = [capitalised(mark) for mark in dict.fromkeys(mark for slide in slides for mark in slide.marks)]
    first = put_heads(sheet, [one_line(dataset.fund.name), standing(dataset.fund, language)], marks)
    finder = SourceFinder(dataset)
    rows = [_row(each, finder, language) for each in statements(fund, language, slides)]
    put_table(sheet, first, [words(f"figures.facts.{name}", language) for name in _COLUMNS], rows, _WIDTHS)
    set_page(sheet, _WIDTHS, headings=first, across=2)
    sheet.freeze_panes = sheet.cell(first + 1, 3)
    if rows:
        sheet.auto_filter.ref = f"A{first}:{sheet.cell(first + len(rows), len(_COLUMNS)).coordinate}"
    _add_slide_sheets(book, slides, finder, language)
    about = book.properties
    about.title, about.language = one_line(dataset.fund.name), tag(language)
    about.creator = about.lastModifiedBy = words("workbook.author", language)
    return saved(book)


def _row(statement: Statement, finder: SourceFinder, language: Language) -> list[Content | Value]:
    metric = statement.metric
    found = list(finder.of(metric.all_cells()))
    return [
        statement.programme or words("charts.whole_fund", language),
        statement.label,
        metric.tranche,
        _value(statement, language),
        one_line(metric.counted_in) or words(f"pack.units.{UNITS.get(metric.unit, metric.unit)}", language),
        value_alone(metric, language, exact=True),
        basis_label(metric, language),
        _yes(metric.approximate, language),
        _yes(metric.is_minimum, language),
        _date(statement, language),
        one_line(metric.source),
        "\n".join(each.file for each in found),
        "\n".join(each.sheet for each in found),
        "\n".join(row_numbers(each) for each in found),
        "\n".join(column_names(each, language) for each in found),
        statement.formula,
        words(f"metrics.reasons.{metric.reason}", language) if metric.reason else "",
        ", ".join(map(str, statement.slides)),
    ]


def _value(statement: Statement, language: Language) -> Content | Value:
    metric = statement.metric
    if metric.value is None or not metric.is_known:
        return value_alone(metric, language, exact=True)
    number = metric.value if metric.shown is None else metric.shown
    return Value(number / 100 if metric.unit is Unit.CENTS else number, of_unit(metric.unit, language))


def _date(statement: Statement, language: Language) -> Content:
    """A day as a day; a month, a season or a year as it is known."""
    when = statement.metric.as_of
    if when is None:
        return words("dates.undated", language)
    return when.day if when.precision is Precision.DAY else moment(when, language)


def _yes(true: bool, language: Language) -> str:  # noqa: FBT001
    return words("tables.yes", language) if true else ""


def _add_slide_sheets(book: Workbook, slides: Sequence[Slide], finder: SourceFinder, language: Language) -> None:
    """A sheet for each chart, then one for each table, with the marks of its slide."""
    numbered = list(enumerate(slides, start=1))
    charts = [(number, slide, _plot_table(slide.plot, language)) for number, slide in numbered if slide.plot]
    tables = [(number, slide, _word_table(slide.table)) for number, slide in numbered if slide.table]
    for kind, several in (("chart", charts), ("table", tables)):
        for place_in_kind, (number, slide, (headings, rows)) in enumerate(several, start=1):
            sheet = book.create_sheet(words(f"pack.sheets.{kind}", language, number=place_in_kind))
            lines = [one_line(slide.title), words("pack.on_slide", language, number=number)]
            first = put_heads(sheet, lines, [capitalised(one_line(mark)) for mark in slide.marks])
            widths = (44, *(24 for _ in headings[1:]))
            below = put_table(sheet, first, headings, rows, widths)
            said = [one_line(slide.note), one_line(slide.foot)]
            cells = [cell for metric in slide.metrics for cell in metric.all_cells()]
            said += [where(each, language, most=None) for each in finder.of(cells)]
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
            cells += [_plotted(each, row, number_format, language=language), one_line(each.texts[row])]
        rows.append(cells)
    return headings, rows


def _plotted(series: PlotSeries, row: int, number_format: str, *, language: Language) -> Content | Value:
    value = series.values[row]
    if value is None:
        return words("figures.unknown", language)
    return Value(value, number_format) if value or series.texts[row] else None


def _word_table(table: Table) -> tuple[list[str], list[list[Content | Value]]]:
    return [one_line(text) for text in table.headings], [[one_line(text) for text in row] for row in table.rows]

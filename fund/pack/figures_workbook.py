"""Every figure of a meeting as a workbook: its value, unit, basis, date and cells; then the table behind each chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook

from fund.metric import Unit
from fund.metrics.fund import FundState
from fund.model import Dataset, Precision
from fund.pack.figure_list import Statement, statements
from fund.pack.number_formats import of_unit
from fund.pack.ooxml_text import one_line, tag
from fund.pack.sheet_tables import Content, Value, put_heads, put_table, saved, set_page
from fund.pack.slide_sheets import add_slide_sheets
from fund.slides.slide import Slide, SlideFigure
from fund.wording import Language, moment, words
from fund.wording.dates import as_of
from fund.wording.figures import basis_label, capitalised, value_alone
from fund.wording.sources import SourceFinder, column_names, row_numbers

_COLUMNS = (
    *("programme", "figure", "tranche", "value", "unit", "said", "basis", "approximate", "at_least", "date"),
    *("document", "files", "sheets", "rows", "columns", "formula", "reason", "slides"),
)
_WIDTHS = (30, 34, 9, 16, 11, 24, 11, 10, 10, 18, 40, 24, 18, 18, 30, 48, 36, 12)


def figures_workbook(fund: FundState, slides: Sequence[Slide], language: Language) -> bytes:
    """The .xlsx. A value that is not communicated is said so, never written as zero."""
    dataset = fund.dataset
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = words("pack.sheets.figures", language)
    marks = _marks(dataset, slides, language)
    first = put_heads(sheet, _heads(dataset, language), marks)
    finder = SourceFinder(dataset)
    rows = [_row(each, finder, language) for each in statements(fund, language, slides)]
    rows += [_words_only(figure, number, language) for number, figure in _unexplained(slides)]
    put_table(sheet, first, [words(f"figures.facts.{name}", language) for name in _COLUMNS], rows, _WIDTHS)
    set_page(sheet, _WIDTHS, headings=first, across=2)
    sheet.freeze_panes = sheet.cell(first + 1, 3)
    if rows:
        sheet.auto_filter.ref = f"A{first}:{sheet.cell(first + len(rows), len(_COLUMNS)).coordinate}"
    add_slide_sheets(book, slides, finder, language, marks=marks)
    about = book.properties
    about.title, about.language = one_line(dataset.fund.name), tag(language)
    about.creator = about.lastModifiedBy = words("workbook.author", language)
    return saved(book)


def _heads(dataset: Dataset, language: Language) -> list[str]:
    """The fund, and as of when its figures are."""
    return [one_line(dataset.fund.name), as_of(dataset.fund.as_of, language)]


def _marks(dataset: Dataset, slides: Sequence[Slide], language: Language) -> list[str]:
    """« Données fictives » and what else stands on every slide."""
    common = [mark for mark in (slides[0].marks if slides else ()) if all(mark in slide.marks for slide in slides)]
    fictional = [words("slides.fictional", language)] if dataset.fund.fictional else []
    return [capitalised(one_line(mark)) for mark in dict.fromkeys((*fictional, *common))]


def _row(statement: Statement, finder: SourceFinder, language: Language) -> list[Content | Value]:
    metric = statement.metric
    found = list(finder.of(metric.all_cells()))
    return [
        statement.programme or words("charts.whole_fund", language),
        statement.label,
        metric.tranche,
        _value(statement, language),
        words(f"pack.units.{metric.unit}", language),
        value_alone(metric, language),
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
        return words("figures.unknown", language)
    number = metric.value / 100 if metric.unit is Unit.CENTS else metric.value
    return Value(number, of_unit(metric.unit, language))


def _date(statement: Statement, language: Language) -> Content:
    """A day as a day; a month, a season or a year as it is known."""
    when = statement.metric.as_of
    if when is None:
        return words("dates.undated", language)
    return when.day if when.precision is Precision.DAY else moment(when, language)


def _yes(true: bool, language: Language) -> str:  # noqa: FBT001
    return words("tables.yes", language) if true else ""


def _unexplained(slides: Sequence[Slide]) -> Iterator[tuple[int, SlideFigure]]:
    """The large figures that are no metric: a change, an answer."""
    for number, slide in enumerate(slides, start=1):
        yield from ((number, figure) for figure in slide.figures if figure.metric is None)


def _words_only(figure: SlideFigure, slide: int, language: Language) -> list[Content | Value]:
    said: dict[str, Content] = {
        "programme": words("charts.whole_fund", language),
        "figure": one_line(figure.label),
        "said": one_line(figure.value),
        "formula": one_line(figure.note),
        "slides": str(slide),
    }
    return [said.get(name, "") for name in _COLUMNS]

"""The parts of the report: a period's texts, its figures known and unknown, the documents and sheets they come from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from docx.document import Document

from fund.metric import Metric
from fund.model import Dataset, records
from fund.pack.figure_list import Statement
from fund.pack.ooxml_text import one_line
from fund.pack.word import add_heading, add_table, add_text
from fund.wording import Language, moment, words
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.figures import basis_label, label, of_whole, pair, value_alone, with_note
from fund.wording.sources import SourceFinder


def add_stories(document: Document, stories: pd.DataFrame, language: Language, *, period: str, level: int = 0) -> None:
    """The texts of the period (of every period where none is chosen), in the language they were written in.

    With a `level`, each period has a heading of its own: « Pour la période de … à … ».
    """
    rows = [row for row in records(stories) if not period or one_line(str(row["period"] or "")) == one_line(period)]
    if not any(row["text"] for row in rows):
        add_text(document, words("pack.report.no_story", language))
    said = ""
    for row in rows:
        when = one_line(str(row["period"] or ""))
        if level and when and when != said:
            add_heading(document, words("pack.report.for_period", language, period=when), level)
            said = when
        if row["title"]:
            add_heading(document, str(row["title"]), max(level, 1) + 1, language=WORKBOOK_LANGUAGE)
        add_text(document, str(row["text"] or ""), language=WORKBOOK_LANGUAGE)


def add_figures(document: Document, caption: str, metrics: Sequence[Metric], language: Language) -> None:
    """The figures that are known as a table; then the names of those that are not."""
    told = [metric for metric in metrics if metric.is_known]
    if told:
        columns = ("figure", "value", "basis", "date")
        rows = [
            (
                label(metric, language),
                with_parts(metric, language),
                basis_label(metric, language),
                "" if metric.as_of is None else moment(metric.as_of, language),
            )
            for metric in told
        ]
        headings = [words(f"figures.facts.{column}", language) for column in columns]
        add_table(document, caption, headings, rows, numeric=(1,))
    untold = [label(metric, language) for metric in metrics if not metric.is_known]
    if untold:
        add_text(document, words("pack.report.untold", language, names=", ".join(untold)))


def with_parts(metric: Metric, language: Language) -> str:
    """A figure in words; a ratio with what is divided by what."""
    text, divided = value_alone(metric, language), of_whole(metric, language) if metric.is_known else ""
    return with_note(text, divided, language) if divided else text


def add_sources(document: Document, found: Sequence[Statement], dataset: Dataset, language: Language) -> None:
    """Two tables: the documents quoted with their figures, then the sheets with the names of theirs.

    Row by row, each figure's cells stand in the workbook of figures.
    """
    told = [each for each in found if each.metric.is_known]
    finder = SourceFinder(dataset)
    add_heading(document, words("pack.report.sources", language), 1)
    add_text(document, words("pack.report.sources_note", language))
    documents = _gathered(
        [(one_line(each.metric.source), _quoted(each, language)) for each in told if _own(each.metric)]
    )
    sheets = _gathered([(where, each.label) for each in told for where in _sheets(each.metric, finder, language)])
    for kind, rows in (("documents", documents), ("sheets", sheets)):
        if rows:
            headings = words(f"pack.report.{kind}.columns", language).split("|")
            add_table(document, words(f"pack.report.{kind}.title", language), headings, rows)


def _own(metric: Metric) -> bool:
    """Whether the figure itself was reported in a document, not only something it is made of."""
    return bool(metric.source and metric.cells)


def _quoted(statement: Statement, language: Language) -> str:
    """« Collecté : environ 395 000 € (novembre 2023) », its programme's name first."""
    metric = statement.metric
    text = value_alone(metric, language)
    if metric.as_of is not None:
        text = with_note(text, moment(metric.as_of, language), language)
    name = " · ".join(part for part in (statement.programme, statement.label) if part)
    return pair(name, text, language)


def _sheets(metric: Metric, finder: SourceFinder, language: Language) -> list[str]:
    return [
        words("pack.report.sheet", language, file=one_line(each.file), sheet=one_line(each.sheet))
        for each in finder.of(metric.all_cells())
    ]


def _gathered(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What each source gave, each once, in the order of the figures."""
    found: dict[str, dict[str, None]] = {}
    for source, given in pairs:
        found.setdefault(source, {})[given] = None
    return [(source, " ; ".join(given)) for source, given in found.items()]

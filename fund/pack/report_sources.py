"""Where the report's figures come from: each document with what it reports, each sheet with what it gave."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document

from fund.metric import Metric
from fund.model import Dataset
from fund.pack.figure_list import Statement
from fund.pack.figure_sources import Finder
from fund.pack.ooxml_text import one_line
from fund.pack.word import add_heading, add_table, add_text
from fund.wording import Language, moment, words
from fund.wording.figures import pair, value_alone, with_note


def add_sources(document: Document, found: Sequence[Statement], dataset: Dataset, language: Language) -> None:
    """Two tables: the documents quoted with their figures, then the sheets with the names of theirs.

    Row by row, each figure's cells stand in the workbook of figures.
    """
    told = [each for each in found if each.metric.is_known]
    finder = Finder(dataset, language)
    add_heading(document, words("pack.report.sources", language), 1)
    add_text(document, words("pack.report.sources_note", language))
    documents = _gathered(
        [(one_line(each.metric.source), _quoted(each, language)) for each in told if _own(each.metric)]
    )
    sheets = _gathered([(where, each.label) for each in told for where in _sheets(each.metric, finder)])
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


def _sheets(metric: Metric, finder: Finder) -> list[str]:
    return [
        words("pack.report.sheet", finder.language, file=one_line(each.file), sheet=one_line(each.sheet))
        for each in finder.of_metric(metric)
    ]


def _gathered(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What each source gave, each once, in the order of the figures."""
    found: dict[str, dict[str, None]] = {}
    for source, given in pairs:
        found.setdefault(source, {})[given] = None
    return [(source, " ; ".join(given)) for source, given in found.items()]

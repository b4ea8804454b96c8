"""What would change: two versions of a fund compared, in money first, then row by row."""

from __future__ import annotations

from fund.changes.alarms import alarms
from fund.changes.figures import figure_changes
from fund.changes.published import (
    Listed,
    Recalculated,
    figures_now,
    figures_of,
    keeps_figures,
    listed,
    listed_now,
    listed_then,
    of_itself,
    recalculated,
    summary,
)
from fund.changes.result import Alarm, CellChange, Changes, FigureChange, RowChange, TableChanges
from fund.changes.rows import LISTED_ROWS, table_changes
from fund.changes.sentences import (
    CellText,
    RowText,
    alarm_sentence,
    recalculated_sentence,
    row_texts,
    sentence,
    table_sentence,
)
from fund.metrics.fund import FundState

__all__ = [
    "LISTED_ROWS",
    "Alarm",
    "CellChange",
    "CellText",
    "Changes",
    "FigureChange",
    "Listed",
    "Recalculated",
    "RowChange",
    "RowText",
    "TableChanges",
    "alarm_sentence",
    "changes",
    "figures_now",
    "figures_of",
    "keeps_figures",
    "listed",
    "listed_now",
    "listed_then",
    "of_itself",
    "recalculated",
    "recalculated_sentence",
    "row_texts",
    "sentence",
    "summary",
    "table_sentence",
]


def changes(before: FundState | None, after: FundState) -> Changes:
    """Compare a version of a fund with the one before; `before` is None for a new fund.

    Pure. What does not differ is left out: compared with itself, a version has no figure, table or alarm.
    """
    figures = figure_changes(None if before is None else before.metrics, after.metrics)
    tables = table_changes(None if before is None else before.dataset, after.dataset)
    alarming = () if before is None else tuple(alarms(before, after, figures=figures, tables=tables))
    return Changes(before, after, figures, tables, alarming)

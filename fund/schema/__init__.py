"""The workbook's contract: the one place that knows sheets, columns, types and header spellings.

Reading, checking, the template and the documentation page all derive from `SHEETS`.
"""

from __future__ import annotations

from types import MappingProxyType

from fund.schema.column import Choice, Column, Edge, Kind, Sheet, folded, name_key
from fund.schema.sheets_activities import ACTIVITIES, COURSES, DECLARED, MILESTONES, PARTICIPANTS, SITES, STORIES
from fund.schema.sheets_giving import CONTRIBUTIONS, FUND, PROGRAMMES, RUNNING_COSTS
from fund.schema.sheets_photos import PHOTOS
from fund.schema.sheets_results import RESULTS
from fund.schema.sheets_spending import EXPENSES, PURCHASE_RULES, RATES, TRANCHES

SHEETS: tuple[Sheet, ...] = (
    FUND,
    CONTRIBUTIONS,
    PROGRAMMES,
    TRANCHES,
    EXPENSES,
    RATES,
    PURCHASE_RULES,
    ACTIVITIES,
    COURSES,
    PARTICIPANTS,
    RESULTS,
    SITES,
    MILESTONES,
    STORIES,
    PHOTOS,
    RUNNING_COSTS,
    DECLARED,
)

BY_CODE = MappingProxyType({sheet.code: sheet for sheet in SHEETS})
"""Every sheet under its table name."""

COLUMNS = tuple(column for sheet in SHEETS for column in sheet.columns)
"""Every column of every sheet."""

__all__ = ["BY_CODE", "COLUMNS", "SHEETS", "Choice", "Column", "Edge", "Kind", "Sheet", "folded", "name_key"]

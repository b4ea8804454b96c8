"""Why a figure has changed: the rows that make the difference, the largest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from fund.changes import FigureChange, RowChange
from fund.metric import Unit
from fund.metrics.fund import FundState
from fund.model import Record, records
from fund.schema import name_key
from fund.schema.converted import in_euros
from fund.slides.geometry import SMALL
from fund.slides.slide import DeckInput, Since
from fund.slides.text_layout import line_count, name, shortened
from fund.wording import Language, words
from fund.wording.figures import signed

NAMED = 2
REASON_ROOM, REASON_LINES = 560, 2
ROW_LENGTH, TRANCHE_LENGTH = 32, 22


@dataclass(frozen=True, slots=True)
class _Watched:
    """The table whose rows a figure adds up, the column, and the one that must hold a date for a row to count.

    With a day, a row counts only where that column (`day_in`, where a row without a date counts too) is not later.
    """

    table: str
    column: str
    unit: Unit
    dated: str = ""
    day_in: str = ""
    until: date | None = None


WATCHED = MappingProxyType(
    {
        "raised": _Watched("contributions", "received_cents", Unit.CENTS, day_in="received_on"),
        "committed": _Watched("contributions", "committed_cents", Unit.CENTS),
        "pledged": _Watched("contributions", "pledged_cents", Unit.CENTS),
        "allocated": _Watched("programmes", "budget_cents", Unit.CENTS),
        "transferred": _Watched("tranches", "amount_cents", Unit.CENTS, "paid_on", day_in="paid_on"),
        "spent": _Watched("expenses", "amount_cents", Unit.CENTS, day_in="date"),
        "tranche_share": _Watched("expenses", "amount_cents", Unit.CENTS),
        "running_costs": _Watched("running_costs", "amount_cents", Unit.CENTS, day_in="date"),
        "hours_delivered": _Watched("activities", "hours_delivered", Unit.HOURS),
    }
)


CALCULATED = frozenset(("unallocated", "balance", "outstanding", "delivery_rate"))
"""Figures made of others: their formula says which rows of the slide to look at."""


@dataclass(frozen=True, slots=True)
class RowCells:
    """A row that changed, with its cells before and after: empty where there is no such row."""

    row: RowChange
    before: Record
    after: Record


class Reasons:
    """The rows behind each change since the last meeting; each table is read once."""

    def __init__(self, material: DeckInput, since: Since, language: Language) -> None:
        """Nothing is read yet."""
        self._material, self._since, self._language = material, since, language
        self._read: dict[str, list[RowCells]] = {}

    def rows(self, table: str) -> list[RowCells]:
        """The rows of a table that are listed as changed."""
        if table not in self._read:
            listed = next((each.rows for each in self._since.changes.tables if each.table == table), ())
            before = _cells(self._since.changes.before, table, [row.before_position for row in listed])
            after = _cells(self._material.fund, table, [row.after_position for row in listed])
            self._read[table] = [RowCells(*each) for each in zip(listed, before, after, strict=True)]
        return self._read[table]

    def restated(self, change: FigureChange, until: date) -> str:
        """The rows by which what is dated up to a day is another amount."""
        watched = replace(WATCHED[change.metric.code], until=until)
        return self._rows_told(list(self._causes(change, watched)), watched)

    def _rows_told(self, found: list[tuple[str, float]], watched: _Watched) -> str:
        """Rows and by how much each moves the figure, the largest first."""
        found.sort(key=lambda cause: -abs(cause[1]))
        said = [f"{row} {signed(moved, watched.unit, self._language)}" for row, moved in found]
        return self._told(said, watched.table) if said else ""

    def of(self, change: FigureChange) -> str:
        """Why a figure has changed: rows, else the figures it is calculated from; empty where neither is known."""
        code = change.metric.code
        if code == "donors":
            return self._names(change)
        if code in WATCHED and (found := list(self._causes(change, WATCHED[code]))):
            return self._rows_told(found, WATCHED[code])
        if any(each.row.key == code and _about(change, each) for each in self.rows("declared")):
            return words("slides.reasons.declared", self._language)
        return words(f"metrics.{code}.formula", self._language) if code in CALCULATED else ""

    def _causes(self, change: FigureChange, watched: _Watched) -> Iterator[tuple[str, float]]:
        """Each row that moves the figure, and by how much, in the unit watched."""
        for each in self.rows(watched.table):
            old, new = _counted(each.before, watched), _counted(each.after, watched)
            if old != new and _about(change, each):
                yield self._name(each), new - old

    def _name(self, each: RowCells) -> str:
        """What a row is recognised by; a tranche by its programme's name."""
        if each.row.table != "tranches":
            return name(each.row.key, ROW_LENGTH)
        cells = each.after or each.before
        names = self._material.fund.metrics.names
        tranche = words("charts.tranche", self._language, tranche=cells["number"])
        return f"{name(names.get(cells['programme'], str(cells['programme'])), TRANCHE_LENGTH)}, {tranche}"

    def _names(self, change: FigureChange) -> str:
        """The donors that came, else those that left."""
        before, after = (
            {name_key(donor): donor for donor in state.metrics.contributions.by_donor["donor"].tolist()}
            for state in (self._since.changes.before, self._material.fund)
            if state is not None
        )
        more = change.difference is None or (change.difference.value or 0) >= 0
        found = [after[key] for key in after if key not in before] if more else []
        return self._told([name(each, ROW_LENGTH) for each in found], "contributions") if found else ""

    def _told(self, said: Sequence[str], table: str) -> str:
        """« Castelvire +30 000 €, Neuvermont +20 000 € et 2 autres lignes »."""
        found = next((each for each in self._since.changes.tables if each.table == table), None)
        cut = found is not None and len(found.rows) < found.added + found.removed + found.changed
        told = [self._listed(said, named, cut=cut) for named in range(NAMED, 0, -1)]
        fits = (each for each in told if line_count(each, SMALL.size, REASON_ROOM) <= REASON_LINES)
        return next(fits, shortened(told[-1], room=REASON_ROOM, lines=REASON_LINES))

    def _listed(self, said: Sequence[str], named: int, *, cut: bool) -> str:
        """The first rows, and how many more there are, where all of them are known."""
        names, rest = ", ".join(said[:named]), len(said) - named
        if cut:
            return words("slides.reasons.many", self._language, names=names)
        return words("slides.reasons.more", self._language, n=rest, names=names) if rest > 0 else names


def _cells(fund: FundState | None, table: str, positions: Sequence[int | None]) -> list[Record]:
    """The cells at each position as they count on the closing day, in one reading; empty where there is none."""
    if fund is None:
        return [{} for _ in positions]
    columns = fund.metrics.columns
    left_out = set(columns.left_out(table).tolist())
    counted = [None if each in left_out else each for each in positions]
    found = iter(records(columns.dataset.table(table).iloc[[each for each in counted if each is not None]]))
    return [{} if each is None else next(found) for each in counted]


def _counted(cells: Record, watched: _Watched) -> float:
    """What a row adds to the figure: nothing where its amount, or the date it needs, is not known."""
    if watched.dated and cells.get(watched.dated) is None:
        return 0
    if watched.until is not None:
        day = cells.get(watched.day_in)
        if day is None or day.date() > watched.until:
            return 0
    return cells.get(in_euros(watched.column, cells)) or 0


def _about(change: FigureChange, row: RowCells) -> bool:
    """Whether a row, before or after, belongs to the programme and the tranche of the figure."""
    metric = change.metric
    return any(
        (not metric.programme or name_key(str(each.get("programme") or "")) == name_key(metric.programme))
        and (metric.tranche is None or each.get("tranche") == metric.tranche)
        for each in (row.before, row.after)
    )

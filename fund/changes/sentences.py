"""What changed in words, in the reader's language: figures, tables, rows, alarms. None of it is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fund.changes.result import Alarm, FigureChange, RowChange, RowKind, TableChanges
from fund.metric import Unit
from fund.model import Dataset, Moment
from fund.schema import BY_CODE
from fund.wording import Language, count, moment, words
from fund.wording.contract import heading, sheet_title
from fund.wording.figures import before_and_after, change_alone, label, label_of, signed, value_alone, with_note
from fund.wording.tables import shown_cells

Texts = Mapping[str, str]
LISTED_NAMES = 10
"""Names that an alarm lists before it says how many more there are."""


def sentence(change: FigureChange, language: Language, *, place: bool = False, exact: bool = False) -> str:
    """« Collecté : 395 000 € → 401 000 € (+6 000 €) », « Part dépensée, tranche 1 : 84,92 % → 91,30 % (+6,38 points) ».

    With `place`, a programme's figure begins with the programme's name, for where no heading says it; `exact` amounts
    have their cents.
    """
    form = "new" if change.before is None else "gone" if change.after is None else "changed"
    before, after = before_and_after(change.before, change.after, language, exact=exact)
    text = words(f"changes.figure.{form}", language, name=label(change.metric, language), before=before, after=after)
    if by := _difference(change, language, exact=exact):
        text = with_note(text, by, language)
    if change.donors:
        number = signed(change.donors, Unit.COUNT, language)
        text = words("changes.figure.donors", language, n=abs(change.donors), number=number, sentence=text)
    if place and change.programme:
        text = words("changes.figure.of_programme", language, programme=change.programme, sentence=text)
    return text


def _difference(change: FigureChange, language: Language, *, exact: bool) -> str:
    """What a figure changed by; nothing where only one of the two is a minimum: it may have changed by more."""
    by, before, after = change.difference, change.before, change.after
    if by is None or not by.value or before is None or after is None or before.partial != after.partial:
        return ""
    return change_alone(by, language, exact=exact)


def recalculated_sentence(change: FigureChange, language: Language, *, date: str) -> str:
    """« Dépensé (L’eau) : calculé le 3 mai 2026, 1 000 € ; les règles d’aujourd’hui donnent 900 €. »"""
    name = label(change.metric, language)
    name = with_note(name, change.programme, language) if change.programme else name
    before, after = before_and_after(change.before, change.after, language)
    return words("changes.figure.recalculated", language, name=name, date=date, before=before, after=after)


def table_sentence(table: TableChanges, language: Language) -> str:
    """« Contributions : 3 lignes ajoutées, 1 ligne modifiée, 2 lignes supprimées »."""
    numbers = {"added": table.added, "changed": table.changed, "removed": table.removed}
    parts = [
        words(f"changes.rows.{kind}", language, n=number, number=count(number, language))
        for kind, number in numbers.items()
        if number
    ]
    title = sheet_title(BY_CODE[table.table], language)
    return words("changes.rows.table", language, table=title, parts=", ".join(parts))


def alarm_sentence(alarm: Alarm, language: Language) -> str:
    """What is alarming, in one or two sentences."""
    fields = {name: _detail(name, detail, language) for name, detail in alarm.details.items()}
    change, n = alarm.details.get("change"), alarm.details.get("n")
    if isinstance(change, FigureChange):
        fields |= _total(change, language)
    if n is not None:  # as a number for the plural, beside its words
        return words(f"changes.alarms.{alarm.code}.what", language, **{**fields, "n": n, "number": fields["n"]})
    return words(f"changes.alarms.{alarm.code}.what", language, **fields)


def _detail(name: str, detail: object, language: Language) -> str:
    match detail:
        case Moment():
            return moment(detail, language)
        case bool():
            return words("tables.yes" if detail else "tables.no", language)
        case int():
            return count(detail, language)
        case tuple():
            return _listed(detail, language)
        case _:
            return sheet_title(BY_CODE[str(detail)], language) if name == "table" else str(detail)


def _total(change: FigureChange, language: Language) -> dict[str, str]:
    """A total's name, its programme's where it is not the fund's, and its values."""
    name = label_of(change.metric.code, language)
    fall, by = change.difference, ""
    if fall is not None and fall.value is not None:
        by = value_alone(replace(fall, value=-fall.value), language, exact=True)
    before, after = before_and_after(change.before, change.after, language, exact=True)
    return {
        "figure": with_note(name, change.programme, language) if change.programme else name,
        "before": before,
        "after": after,
        "fall": by,
    }


def _listed(names: Sequence[str], language: Language) -> str:
    listed = ", ".join(names[:LISTED_NAMES])
    rest = len(names) - LISTED_NAMES
    return words("changes.more_names", language, n=rest, names=listed) if rest > 0 else listed


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell before and after; the side of a row that does not exist is empty text."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowText:
    """A row that changed: what it is recognised by, and its cells."""

    kind: RowKind
    name: str
    cells: tuple[CellText, ...]


def row_texts(table: TableChanges, before: Dataset | None, after: Dataset, language: Language) -> tuple[RowText, ...]:
    """Every row that `table` lists, in its order; the datasets are those that were compared."""
    old = _texts(table.table, before, [row.before_position for row in table.rows], language)
    new = _texts(table.table, after, [row.after_position for row in table.rows], language)
    rows = zip(table.rows, old, new, strict=True)
    return tuple(_row(row, was, becomes, language=language) for row, was, becomes in rows)


def _texts(table: str, dataset: Dataset | None, positions: Sequence[int | None], language: Language) -> list[Texts]:
    """The cells of each position as text, by column; nothing where there is no position."""
    found = [position for position in positions if position is not None]
    if dataset is None or not found:
        return [{} for _ in positions]
    rows, columns = dataset.table(table).iloc[found], BY_CODE[table].columns
    texts = zip(*(shown_cells(rows, column, language) for column in columns), strict=True)
    codes = [column.code for column in columns]
    shown = dict(zip(found, (dict(zip(codes, cells, strict=True)) for cells in texts), strict=True))
    return [{} if position is None else shown[position] for position in positions]


def _row(row: RowChange, old: Texts, new: Texts, *, language: Language) -> RowText:
    empty = words("tables.empty", language)
    names = [(new or old)[code] for code in BY_CODE[row.table].names]
    cells = tuple(
        CellText(
            heading(BY_CODE[row.table].column(cell.column), language),
            old.get(cell.column, ""),
            new.get(cell.column, ""),
        )
        for cell in row.cells
    )
    return RowText(row.kind, " · ".join(name for name in names if name != empty), cells)

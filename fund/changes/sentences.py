"""Figures, totals of tables and alarms in words, in the reader's language. None of it is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from fund.changes.result import Alarm, FigureChange, TableChanges
from fund.metric import Unit
from fund.model import Moment
from fund.schema import BY_CODE
from fund.wording import Language, count, moment, value, words
from fund.wording.contract import sheet_title
from fund.wording.figures import before_and_after, label, label_of, signed, with_note

LISTED_NAMES = 10
"""Names that an alarm lists before it says how many more there are."""


def sentence(change: FigureChange, language: Language, *, place: bool = False) -> str:
    """« Collecté : 395 000 € → 401 000 € (+1 donateur) », « Part dépensée, tranche 1 : 84,92 % → 91,30 % ».

    With `place`, a programme's figure begins with the programme's name, for where no heading says it.
    """
    form = "new" if change.before is None else "gone" if change.after is None else "changed"
    before, after = before_and_after(change.before, change.after, language)
    told = words(f"changes.figure.{form}", language, name=label(change.metric, language), before=before, after=after)
    if change.donors:
        number = signed(change.donors, Unit.COUNT, language)
        told = words("changes.figure.donors", language, n=abs(change.donors), number=number, sentence=told)
    if place and change.programme:
        told = words("changes.figure.of_programme", language, programme=change.programme, sentence=told)
    return told


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
    fall = -change.difference if change.difference is not None else 0
    before, after = before_and_after(change.before, change.after, language)
    return {
        "figure": with_note(name, change.programme, language) if change.programme else name,
        "before": before,
        "after": after,
        "fall": value(fall, change.metric.unit, language),
    }


def _listed(names: Sequence[str], language: Language) -> str:
    listed = ", ".join(names[:LISTED_NAMES])
    rest = len(names) - LISTED_NAMES
    return words("changes.more_names", language, n=rest, names=listed) if rest > 0 else listed

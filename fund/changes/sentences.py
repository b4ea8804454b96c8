"""Figures, totals of tables and alarms in words, in the reader's language. None of it is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from fund.changes.result import Alarm, FigureChange, TableChanges
from fund.metric import Metric
from fund.model import Moment
from fund.schema import BY_CODE
from fund.wording import Language, count, moment, value, words
from fund.wording.contract import sheet_title

LISTED_NAMES = 10
"""Names that an alarm lists before it says how many more there are."""


def sentence(change: FigureChange, language: Language, *, place: bool = False) -> str:
    """« Collecté 395 000 € → 401 000 € (+1 donateur) », « Tranche 1 : 84,92 % → 91,30 % ».

    With `place`, a programme's figure begins with the programme's name, for where no heading says it.
    """
    before, after = change.before, change.after
    form = "new" if before is None else "gone" if after is None else "changed"
    told = words(
        f"changes.figure.{form}",
        language,
        name=_head(change.metric, language),
        before=_value(change, before, language),
        after=_value(change, after, language),
    )
    if change.donors:
        number = f"{'+' if change.donors > 0 else '−'}{count(abs(change.donors), language)}"
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
    label = words(f"metrics.{change.metric.code}.label", language)
    fall = -change.difference if change.difference is not None else 0
    return {
        "figure": f"{label} ({change.programme})" if change.programme else label,
        "before": _value(change, change.before, language),
        "after": _value(change, change.after, language),
        "fall": value(fall, change.metric.unit, language),
    }


def _listed(names: Sequence[str], language: Language) -> str:
    listed = ", ".join(names[:LISTED_NAMES])
    rest = len(names) - LISTED_NAMES
    return words("changes.more_names", language, n=rest, names=listed) if rest > 0 else listed


def _head(metric: Metric, language: Language) -> str:
    """What a sentence about a figure begins with; the share of a tranche is called by its tranche."""
    if metric.code == "tranche_share":
        return words("changes.figure.tranche", language, number=metric.tranche)
    return words(f"metrics.{metric.code}.label", language)


def _value(change: FigureChange, metric: Metric | None, language: Language) -> str:
    """One side of a change; where a declared figure becomes a computed one, each side says what it is."""
    if metric is None:
        return ""
    if metric.value is None:
        return words("pages.figure.unknown", language)
    text = value(metric.value, metric.unit, language)
    if metric.approximate:
        text = words("pages.figure.about", language, value=text)
    if metric.unknown:
        text = words("pages.figure.at_least", language, value=text)
    sides = [side for side in (change.before, change.after) if side is not None and side.value is not None]
    if len({side.basis for side in sides}) > 1:
        basis = words(f"metrics.basis.{metric.basis}.label", language)
        text = words("changes.figure.based", language, value=text, basis=basis)
    return text

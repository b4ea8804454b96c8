"""What is expected otherwise than another version said, in words: the first month short, then each movement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fund.changes.expected import ExpectedChange, path_changes
from fund.charts.cash import Names, movement_name
from fund.metrics.fund import FundState
from fund.metrics.over_time.movements import Movement, MovementKind
from fund.wording import Language, day, month, words
from fund.wording.figures import signed


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """Whose movement, or the first month short: what was said of it, what is, by how much more, what else to say."""

    name: str
    before: str
    after: str
    why: str = ""
    difference: str = ""


def expected_lines(before: FundState | None, after: FundState, language: Language) -> list[ExpectedLine]:
    """Nothing for a new fund. The first month short first, then what moves most."""
    if before is None:
        return []
    found = path_changes(before.metrics, after.metrics)
    names = {**before.metrics.short_names, **after.metrics.short_names}
    lines = [_expected(each, language, names) for each in found.expected]
    if found.short is None:
        return lines
    none = words("changes.expected.no_month", language)
    then, now = (none if each is None else month(each.month, language) for each in found.short)
    short = found.short[1]
    missing = "" if short is None else signed(short.lowest, "cents", language)
    return [ExpectedLine(words("changes.expected.first_short", language), then, now, missing), *lines]


def expected_sentence(line: ExpectedLine, language: Language) -> str:
    """« Attendu : L’eau potable, tranche 3 : 15/11/2026 → 15/12/2026 (−110 000 €) »."""
    form = "with_reason" if line.why else "sentence"
    fields = {"name": line.name, "before": line.before, "after": line.after, "why": line.why}
    return words(f"changes.expected.{form}", language, **fields)


def _expected(change: ExpectedChange, language: Language, names: Names) -> ExpectedLine:
    was, becomes = change.before, change.after
    whose = words("changes.expected.name", language, name=movement_name(change.movement, language, names))
    if was is not None and becomes is not None and was.cents == becomes.cents:
        return ExpectedLine(whose, _day(was.day, language), _day(becomes.day, language), _amount(was, language))
    done = "received" if change.movement.kind is MovementKind.GIFT else "paid"
    told = words(f"changes.expected.{done if change.settled else 'gone'}", language)
    before = words("changes.expected.not_yet", language) if was is None else _amount(was, language)
    after = told if becomes is None else _amount(becomes, language)
    day_told = _day(change.movement.day, language)
    why = day_told if change.movement.day is None else words("changes.expected.due", language, day=day_told)
    if was is None or becomes is None:
        return ExpectedLine(whose, before, after, why)
    if was.day != becomes.day:
        why = words("changes.expected.days", language, before=_day(was.day, language), after=day_told)
    if change.settled:
        why = words("changes.expected.in_part", language, done=told, day=why)
    more = None if was.cents is None or becomes.cents is None else becomes.cents - was.cents
    return ExpectedLine(whose, before, after, why, "" if more is None else signed(more, "cents", language))


def _amount(movement: Movement, language: Language) -> str:
    return words("figures.unknown", language) if movement.cents is None else signed(movement.cents, "cents", language)


def _day(when: date | None, language: Language) -> str:
    return words("changes.expected.undated", language) if when is None else day(when, language, short=True)

"""The slides on what has changed: since the last meeting, and by today's rules since the figures were shown."""

from __future__ import annotations

from collections.abc import Iterator

from fund.changes import FigureChange
from fund.changes.restated import common_day, restated
from fund.metric import Unit
from fund.slides.expected import expected_lines
from fund.slides.geometry import SUBTITLE, TITLE
from fund.slides.parts import foot
from fund.slides.reasons import REASON_LINES, REASON_ROOM, Reasons
from fund.slides.slide import DeckInput, Since, Slide, SlideKind, Table
from fund.slides.text_layout import MOST_TABLE_ROWS, TITLE_LINES, headline, line_count, name, shortened
from fund.wording import Language, count, day, words
from fund.wording.figures import (
    before_and_after,
    change_alone,
    change_in_sentence,
    label,
    number_or_unknown,
    pair,
    signed,
    with_note,
)

MONEY_FIRST = ("raised", "donors", "allocated", "transferred", "spent")
PEOPLE = ("hours_delivered",)
THEN = (
    *("tranche_share", "hours_received", "unallocated", "balance", "committed", "outstanding", "running_costs"),
    *("delivery_rate", "pledged"),
)
HEADLINED = ("raised", "spent", "transferred", "hours_delivered")
MOST_HEADLINED = 3
NAME_ROOM = 320


Line = tuple[str, str, str, str, str]
"""A row of the table in words: what it is, before, after, the difference, and why."""


def changes_slide(material: DeckInput, language: Language) -> Slide | None:
    """None where there was no meeting before."""
    since = material.since
    if since is None:
        return None
    lines = _lines(since, material, language)
    shown = lines if len(lines) <= MOST_TABLE_ROWS else lines[: MOST_TABLE_ROWS - 1]
    rest = len(lines) - len(shown)
    held, place = day(since.meeting.held_on, language), since.meeting.place
    where = words("slides.changes.where", language, date=held, place=place) if place else ""
    return Slide(
        code="changes",
        kind=SlideKind.CHANGES,
        title=_title(since, len(lines), language),
        subtitle=shortened(where, size=SUBTITLE.size),
        table=_table(shown, since, language) if shown else None,
        note=words("slides.changes.more", language, n=rest) if rest else "",
        foot=foot(material, language, [change.after for change in since.changes.figures]),
    )


def recalculated_slide(material: DeckInput, language: Language) -> Slide | None:
    """None where today's rules give the figures that were shown."""
    recalculated = material.recalculated
    if recalculated is None or not recalculated.figures:
        return None
    figures = recalculated.figures
    shown = figures if len(figures) <= MOST_TABLE_ROWS else figures[: MOST_TABLE_ROWS - 1]
    rest, date = len(figures) - len(shown), recalculated.since.date()
    heads = words("slides.recalculated.then", language, date=day(date, language, short=True))
    return Slide(
        code="recalculated",
        kind=SlideKind.CHANGES,
        title=headline("recalculated.title", language, date=day(date, language), n=len(figures)),
        table=Table(
            headings=(words("figures.facts.figure", language), heads, words("slides.recalculated.today", language)),
            rows=tuple(_then_and_today(change, language) for change in shown),
            numeric=frozenset((1, 2)),
        ),
        note=words("slides.changes.more", language, n=rest) if rest else "",
        foot=foot(material, language, [change.after for change in figures if change.after is not None]),
    )


def _then_and_today(change: FigureChange, language: Language) -> tuple[str, str, str]:
    named = label(change.metric, language)
    said = pair(name(change.programme), named, language) if change.programme else named
    return (shortened(said, room=2 * NAME_ROOM, lines=2), *before_and_after(change.before, change.after, language))


def _title(since: Since, lines: int, language: Language) -> str:
    """The differences that matter most, as many as fit."""
    fund = {change.metric.code: change.difference for change in since.changes.figures if not change.programme}
    date = day(since.meeting.held_on, language)
    said = [
        words(f"slides.changes.part.{code}", language, amount=change_in_sentence(difference, language))
        for code in HEADLINED
        if (difference := fund.get(code)) is not None and difference.value
    ][:MOST_HEADLINED]
    while said:
        title = words("slides.changes.title", language, date=date, listing=", ".join(said))
        if line_count(title, TITLE.size) <= TITLE_LINES:
            return title
        said = said[:-1]
    key = "changes.title_count" if lines else "changes.title_none"
    return headline(key, language, date=date, n=lines, number=count(lines, language))


def _lines(since: Since, material: DeckInput, language: Language) -> list[Line]:
    """Money, people, what is expected otherwise, then the other figures of the fund and the programmes' shares."""
    fund = [change for change in since.changes.figures if not change.programme]
    told = {change.metric.code for change in fund}
    # A programme's amount is in the fund's; where the fund's is unchanged or unknown it stands for itself.
    own = [change for change in since.changes.figures if change.programme and change.metric.code not in told]
    ordered = [change for code in (*MONEY_FIRST, *PEOPLE) for change in (*fund, *own) if change.metric.code == code]
    after = [change for code in THEN for change in (*fund, *own) if change.metric.code == code]
    reasons, before = Reasons(material, since, language), since.changes.before
    corrected = () if before is None else restated(before, material.fund)
    # Of versions as of the same day, all that has changed was corrected: it is told once, as such.
    again = {_numbers(change) for change in corrected}
    return [
        *(_figure(change, reasons, language) for change in ordered if _numbers(change) not in again),
        *_restated(reasons, since, material, language),
        *_people(reasons, material, language),
        *(
            (each.name, each.before, each.after, each.difference, each.why)
            for each in expected_lines(before, material.fund, language)
        ),
        *(_figure(change, reasons, language) for change in after),
    ]


def _figure(change: FigureChange, reasons: Reasons, language: Language) -> Line:
    named = label(change.metric, language)
    if change.programme:
        named = pair(name(change.programme), named, language)
    both = all(side is not None and side.is_known for side in (change.before, change.after))
    difference = change.difference if both else None
    before, after = before_and_after(change.before, change.after, language)
    return (
        named,
        before,
        after,
        change_alone(difference, language) if difference is not None and difference.value else "",
        reasons.of(change),
    )


def restated_lines(material: DeckInput, language: Language) -> tuple[str, ...]:
    """« Dépensé corrigé au 30/06/2026 : 1 500 € → 2 000 € (+500 € : Pompe +300 €) », as beside a period's figures."""
    since = material.since
    lines = () if since is None else _restated(Reasons(material, since, language), since, material, language)
    return tuple(
        with_note(
            words("changes.figure.changed", language, name=named, before=before, after=after),
            pair(by, why, language) if by and why else by or why,
            language,
        )
        for named, before, after, by, why in lines
    )


def _restated(reasons: Reasons, since: Since, material: DeckInput, language: Language) -> Iterator[Line]:
    """What was shown as of a day and is another amount now, as of that same day."""
    was = since.changes.before
    if was is not None and (until := common_day(was, material.fund)) is not None:
        for change in restated(was, material.fund):
            named, was_said, is_said, by, _ = _figure(change, reasons, language)
            dated = words("slides.changes.restated", language, figure=named, date=day(until, language, short=True))
            yield dated, was_said, is_said, by, reasons.restated(change, until)


def _numbers(change: FigureChange) -> tuple[str, str, float | None, float | None]:
    """What tells that two lines would say the same."""
    before, after = (None if side is None else side.value for side in (change.before, change.after))
    return change.metric.code, change.programme, before, after


def _people(reasons: Reasons, material: DeckInput, language: Language) -> list[Line]:
    """The steps at which the number of people is not what it was, with the programme they are of."""
    names = material.fund.metrics.names
    found: list[Line] = []
    for each in reasons.rows("participants"):
        before, after = each.before.get("count"), each.after.get("count")
        if before != after:
            code = (each.after or each.before)["programme"] or ""
            difference = None if before is None or after is None else signed(after - before, Unit.COUNT, language)
            was, becomes = (number_or_unknown(number, Unit.COUNT, language) for number in (before, after))
            found.append((each.row.key, was, becomes, difference or "", names.get(code, code)))
    return found


def _table(lines: list[Line], since: Since, language: Language) -> Table:
    date = day(since.meeting.held_on, language, short=True)
    return Table(
        headings=(
            words("figures.facts.figure", language),
            words("slides.changes.columns.before", language, date=date),
            words("slides.changes.columns.after", language),
            words("figures.facts.change", language),
            words("slides.changes.columns.why", language),
        ),
        rows=tuple(
            (shortened(named, room=NAME_ROOM, lines=2), *numbers, shortened(why, room=REASON_ROOM, lines=REASON_LINES))
            for named, *numbers, why in lines
        ),
        numeric=frozenset((1, 2, 3)),
    )

"""A programme's slide on what it has done: in the words of its latest text, then in figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fund.charts.shares import parts_of
from fund.charts.targets import SHORT_UNIT
from fund.committee.achievements import last_told, reached, telling, told
from fund.metric import Metric, Unit
from fund.metrics.implementation.results import Result
from fund.metrics.result import ProgrammeMetrics
from fund.model import records
from fund.slides.facts import facts_cut, told_lines
from fund.slides.geometry import TOLD
from fund.slides.parts import figure, foot, short_name
from fund.slides.slide import DeckInput, Slide, SlideFact, SlideKind
from fund.slides.text_layout import headline, plain, shortened
from fund.wording import Language, count, words
from fund.wording.figures import capitalised, hours_received, label, minimum_mark, value_in_sentence
from fund.wording.stories import unbroken

ROOM = 100
MOST_RESULTS = 3
"""Results that leave room for another figure."""


def done_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where no text says what was done and no result is known: the other slides have the figures."""
    text, results = last_told(programme), reached(programme)[:MOST_RESULTS]
    if text is None and not results:
        return None
    facts = facts_cut([*(_result(one, material, language) for one in results), *_facts(programme, material, language)])
    lines, names = told_lines(facts), {"programme": short_name(programme)}
    titled = text is not None and bool(text.title)
    if text is not None and titled:
        names["text"] = text.title
    return Slide(
        code="summary",
        kind=SlideKind.PROGRAMME,
        title=headline("done.titled" if titled else "done.title", language, names),
        told=shortened(unbroken(told(programme, room=lines * ROOM, paragraphs=lines)), size=TOLD.size, lines=lines),
        facts=facts,
        foot=foot(material, language, [each.metric for each in facts]),
    )


def _result(result: Result, material: DeckInput, language: Language) -> SlideFact:
    """What was reached, and of which target."""
    note, unit, target = "", result.achieved.counted_in, result.target
    if len(unit) > SHORT_UNIT:
        # It would make the number small.
        target = replace(target, counted_in="")
    if target.is_known:
        key = "charts.results.target" if target.at_most else "slides.done.target"
        said = value_in_sentence(target, language)
        note = words(key, language, value=said, target=said)
    return _fact(result.achieved, material, language, note=note)


def _facts(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Iterator[SlideFact]:
    """What else says the most; then the people, step by step."""
    received = hours_received(programme.hours.received, language)
    for metric in telling(programme):
        note = received if metric is programme.hours.delivered else ""
        if metric.unit is Unit.RATIO:
            note = parts_of(metric, language)
        yield _fact(metric, material, language, note=note)
    for row in records(programme.steps):
        if row["step"] and row["count"] is not None:
            yield SlideFact(value=count(int(row["count"]), language), said=capitalised(plain(str(row["step"]))))


def _fact(metric: Metric, material: DeckInput, language: Language, *, note: str = "") -> SlideFact:
    long = metric.counted_in if len(metric.counted_in) > SHORT_UNIT else ""
    note = " · ".join(part for part in (long, note) if part)
    alone = replace(metric, counted_in="") if long else metric
    shown, least = figure(alone, material, language, note=note), minimum_mark(metric, language)
    return SlideFact(value=shown.value, mark=least, said=label(metric, language), detail=shown.note, metric=metric)

"""Figures that stand one below the other, each beside what it says: how large they are, where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fund.charts.text import width
from fund.slides.geometry import FACT, FACT_ROOM, FACT_VALUE, FACT_WIDTH, HEADING, LINES, ROOM, SMALL, TOLD, Box
from fund.slides.slide import Slide, SlideFact
from fund.slides.text_layout import line_count, places_of, shortened

MOST_FACTS, FEW_FACTS = 4, 2
TOLD_LINES = 3
"""Over the most facts. Few facts have two lines each for what they say and what stands under it, more have one."""
UNDER_HEADING, BETWEEN_LINES = 16, 20


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """Where the parts of a slide with facts stand in its body: the text, the facts, the heading and its lines."""

    told: Box
    facts: tuple[Box, ...]
    heading: Box
    lines: Box


def facts_cut(found: Sequence[SlideFact]) -> tuple[SlideFact, ...]:
    """At most so many facts, their words cut to their room."""
    lines = 2 if len(found) <= FEW_FACTS else 1
    return tuple(
        replace(
            each,
            said=shortened(each.said, size=FACT.size, room=FACT_ROOM, lines=lines),
            detail=shortened(each.detail, room=FACT_ROOM, lines=lines),
        )
        for each in found[:MOST_FACTS]
    )


def told_lines(facts: Sequence[SlideFact]) -> int:
    """How many lines of text stand over the facts: fewer facts leave their room to the words."""
    most = TOLD_LINES * TOLD.line + MOST_FACTS * (FACT.above + FACT_VALUE.line)
    return int((most - sum(FACT.above + _height(each) for each in facts)) // TOLD.line)


def fact_size(facts: Sequence[SlideFact]) -> int:
    """The size in pixels at which the longest of the numbers fits its column, that of `FACT_VALUE` at most."""
    widest = max((width(fact.value, 1, tabular=True) for fact in facts), default=0.0)
    return FACT_VALUE.size if not widest else min(FACT_VALUE.size, int(FACT_WIDTH / widest))


def fact_places(slide: Slide, body: Box) -> FactPlaces:
    """Where the parts stand, from the top down; the lines take what is left."""
    lines = line_count(slide.told, TOLD.size) if slide.told else 0
    told = replace(body, top=body.top + TOLD.above, height=lines * TOLD.line)
    bottom, boxes = told.bottom if slide.told else body.top, []
    for fact in slide.facts:
        box = replace(body, top=bottom + FACT.above, height=_height(fact))
        boxes.append(box)
        bottom = box.bottom
    heading = replace(body, top=bottom + HEADING.above, height=HEADING.line)
    top = heading.bottom + UNDER_HEADING if slide.heading else bottom + LINES.above
    return FactPlaces(told, tuple(boxes), heading, replace(body, top=top, height=max(body.bottom - top, 0)))


def lines_that_fit(slide: Slide) -> int:
    """How many lines of one line each a slide with facts has room for."""
    room = fact_places(slide, places_of(slide).body).lines.height
    return int((room + BETWEEN_LINES) / (LINES.line + BETWEEN_LINES))


def one_line_each(lines: Sequence[str]) -> list[str]:
    """The lines, each cut to one."""
    return [shortened(each, size=LINES.size, room=ROOM - SMALL.line) for each in lines]


def _height(fact: SlideFact) -> float:
    said = line_count(fact.said, FACT.size, FACT_ROOM) * FACT.line
    detail = line_count(fact.detail, SMALL.size, FACT_ROOM) * SMALL.line if fact.detail else 0
    return max(FACT_VALUE.line + (SMALL.line if fact.mark else 0), said + detail)

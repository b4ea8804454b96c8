"""What a programme has done, told in a few words: the first sentences of its latest text, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fund.metric import Metric
from fund.metrics.implementation.results import Result
from fund.metrics.result import ProgrammeMetrics

ROOM = 190
"""Characters of a text that a row has room for: whole sentences, one at least."""
TOLD = ("", "fact")
"""The natures of the texts that tell what was done; the others tell what is difficult, what follows, or the context."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ«])")


@dataclass(frozen=True, slots=True)
class DoneText:
    """A text on what was done, as the workbook has it; its title may be empty."""

    title: str
    text: str


def last_told(programme: ProgrammeMetrics) -> DoneText | None:
    """The last text on what was done; None where there is none."""
    stories = programme.stories[["nature", "title", "text"]].fillna("").itertuples(index=False, name=None)
    texts = [
        DoneText(title.strip(), text.strip()) for nature, title, text in stories if nature in TOLD and text.strip()
    ]
    return texts[-1] if texts else None


def told(programme: ProgrammeMetrics, *, room: int = ROOM) -> str:
    """The first sentences of the last text on what was done, else what the programme is for; empty without both.

    As many as have so many characters, one at least.
    """
    last = last_told(programme)
    whole = programme.summary if last is None else last.text
    said = ""
    for sentence in _SENTENCE.split(whole.split("\n", 1)[0]):
        if said and len(said) + len(sentence) >= room:
            break
        said = f"{said} {sentence}".strip()
    return said


def reached(programme: ProgrammeMetrics) -> list[Result]:
    """The results of which something is known to be reached, in the order of their authors."""
    return [each for each in programme.results if each.achieved.is_known and not each.achieved.pending]


def telling(programme: ProgrammeMetrics) -> Iterator[Metric]:
    """The known figures that say the most of what was done beside the results, the most telling first."""
    measured = programme.progress
    for figure in (programme.places, measured, programme.hours.delivered, programme.enrolments):
        if figure is not None and figure.is_known and not figure.pending:
            yield figure

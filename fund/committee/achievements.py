"""What a programme has done, told in a few words: the first sentences of its latest text, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fund.metric import Metric
from fund.metrics.implementation.results import Result
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records

ROOM = 190
"""Characters of a text that a row has room for: whole sentences, one at least."""
LEAD_ROOM = 350
"""Characters of a text that a page has room for at its top: whole paragraphs, one at least."""
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
    row = latest_text(programme)
    return None if row is None else DoneText(str(row["title"] or "").strip(), str(row["text"]).strip())


def latest_text(programme: ProgrammeMetrics) -> Record | None:
    """The row of that text, with its period and source."""
    texts = records(programme.stories)
    return next(
        (row for row in reversed(texts) if (row["nature"] or "") in TOLD and str(row["text"] or "").strip()), None
    )


def told(programme: ProgrammeMetrics, *, room: int = ROOM, paragraphs: int = 1) -> str:
    """The first sentences of the last text on what was done, else what the programme is for; empty without both.

    As many as have so many characters, one at least, from so many paragraphs.
    """
    last = last_told(programme)
    whole = programme.summary if last is None else last.text
    return _first(_SENTENCE.split(" ".join(_paragraphs(whole)[:paragraphs])), " ", room)


def lead(text: str) -> str:
    """The beginning of a text, a page's first words: all of it where it is short."""
    return _first(_paragraphs(text), "\n", LEAD_ROOM)


def after_lead(text: str) -> str:
    """What of a text its beginning does not tell."""
    return "\n".join(_paragraphs(text)[len(_paragraphs(lead(text))) :])


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in text.split("\n") if each.strip()]


def _first(parts: Iterable[str], between: str, room: int) -> str:
    said = ""
    for part in parts:
        if said and len(said) + len(part) >= room:
            break
        said = f"{said}{between}{part}" if said else part
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

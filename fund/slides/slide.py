"""What a slide is: one message with at most three figures and one thing to look at.

Everything on it is already in the reader's language, and plain text that may quote a workbook:
whoever draws it escapes it. The screen, the presentation and the workbook are all made from these
values, so that a number is the same wherever it is read. A deck of them is made from one `DeckInput`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fund.changes import Changes, Recalculated
from fund.charts.photo_line import PhotoLine
from fund.charts.plot import Plot
from fund.metric import Metric
from fund.metrics.fund import FundState
from fund.metrics.over_time.flows import Flow
from fund.metrics.photos import Photo, in_period, of_programme
from fund.period import Period
from fund.records import Decision, DeckEntry, Meeting

MOST_FIGURES = 3
FUND_FIGURES = 4
"""The slide on the whole fund has one figure more than the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of words under headings; `numeric` are the 0-based columns set to the right. Already cut to fit."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SlideFigure:
    """A large figure: `value` as written, what it is, what stands under it. `metric` explains it."""

    label: str
    value: str
    metric: Metric
    note: str = ""
    note_lines: int = 2


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SlideFact:
    """A large figure beside what it says: `value` as written, empty where it is not known.

    Over the value stands its `mark` (« au moins »), under what is `said` its `detail`.
    """

    value: str
    said: str
    mark: str = ""
    detail: str = ""
    metric: Metric | None = None


class SlideKind(StrEnum):
    """What a slide is about; `WHAT_IF` is drawn live on screen, `PROGRAMME` is what one has done, in words."""

    TITLE = "title"
    FUND = "fund"
    CHANGES = "changes"
    CONTRIBUTIONS = "contributions"
    MONEY = "money"
    CASH = "cash"
    TRANCHES = "tranches"
    SPENDING = "spending"
    RESULTS = "results"
    HOURS = "hours"
    NEXT = "next"
    PROGRAMME = "programme"
    PHOTOS = "photos"
    TO_DECIDE = "to_decide"
    WHAT_IF = "what_if"
    DECISIONS = "decisions"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Slide:
    """One slide. `code` is unique in the deck, ASCII, and stays the same from one meeting to the next.

    `title` is the message in a sentence with its figure. Under the figures stands one of `plot`, `table`, `lines` (each
    a sentence), `names` (a list of names set in columns) or `photos` (whose captions are cut to their room), or
    nothing; above the lines may stand `told` (a text as the workbook has it), `facts` and a `heading`. `note` is one
    line below that says what it leaves out. `programme` is a programme's code. `foot` names the fund, the date its
    figures are as of, and their source. `marks` are the words a screenshot must keep
    (« données fictives », « simulation », the last one where it is `simulated`). `line` is the speaker's.
    """

    code: str
    kind: SlideKind
    title: str
    foot: str
    subtitle: str = ""
    figures: tuple[SlideFigure, ...] = ()
    told: str = ""
    facts: tuple[SlideFact, ...] = ()
    heading: str = ""
    plot: Plot | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    photos: tuple[PhotoLine, ...] = ()
    note: str = ""
    programme: str = ""
    marks: tuple[str, ...] = ()
    simulated: bool = False
    line: str = ""

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The figures that it shows large, in their order."""
        found = (*(each.metric for each in self.figures), *(each.metric for each in self.facts))
        return tuple(each for each in found if each is not None)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Since:
    """The meeting before, and what has changed since the version it was held on."""

    meeting: Meeting
    changes: Changes


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DeckInput:
    """Everything a deck is made from.

    `decisions` are this meeting's, `earlier_decisions` those of the meetings before (the closed ones are
    left out). `preferences` are in the order staff chose; a slide they do not name keeps its natural place.
    `recalculated` is what today's rules give otherwise than a past version or a closed meeting showed. `photos` are
    those that may be shown to who will see it, in their order. What `period` holds of a figure stands beside it.
    `whole` is the fund as it was published, where `fund` is as it was at an earlier day.
    """

    fund: FundState
    meeting: Meeting | None = None
    since: Since | None = None
    decisions: Sequence[Decision] = ()
    earlier_decisions: Sequence[Decision] = ()
    preferences: Sequence[DeckEntry] = ()
    recalculated: Recalculated | None = None
    photos: Sequence[Photo] = ()
    period: Period | None = None
    whole: FundState | None = None

    def photos_of(self, programme: str) -> tuple[Photo, ...]:
        """The photos of a programme (empty: of the fund), with a period those taken in it."""
        return of_programme(in_period(self.photos, self.period), programme)

    def part_of(self, figure: Metric) -> Flow | None:
        """What the period holds of a figure; None without a period, or for a figure that is no flow."""
        return None if self.period is None else self.fund.metrics.over_time.over(self.period).of(figure)

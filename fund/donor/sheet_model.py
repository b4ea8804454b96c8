"""A donor's sheet as values: every text and number of it, said once for the screen and for the printed page."""

from __future__ import annotations

from dataclasses import dataclass

from fund.charts.photo_line import PhotoLine
from fund.metric import Metric
from fund.wording import Language


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure in words: its label, its value with unit, and what the period holds of it (empty without one)."""

    label: str
    value: str
    part: str = ""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ShareLine:
    """A share: what it is, its value, the amounts it divides, and a remark.

    `part` is the share as a fraction for a bar (it may be above 1), None where nothing is known of it.
    """

    metric: Metric
    label: str
    value: str
    sentence: str
    note: str = ""
    part: float | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """What a programme did: its figures, and what the gift is in it."""

    name: str
    facts: tuple[FigureText, ...]
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoneLine:
    """What a programme did: its most telling figure and what that is, and in words; `title` begins with `name`."""

    name: str
    value: str
    label: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the printed sheet opens with and asks of a council.

    `to_fill` are the lines left to fill by hand where the amount is not known, `vote` a sentence to be voted, `names`
    those of all donors, the reader's among them.
    """

    title: str
    intro: str
    done: tuple[DoneLine, ...]
    gift: str
    to_fill: tuple[str, ...]
    vote_title: str
    vote: str
    names_title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event or a decision: `mark` is when it was or how far it is, `about` what more there is to know."""

    mark: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class DonorWords:
    """The headings and the remarks that stand between the lines; empty where there is nothing to say."""

    contributions: str
    shares: str
    programmes: str
    milestones: str
    decisions: str
    citation: str
    sources: str
    photos: str
    undisclosed: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorSheet:
    """Everything there is to say of one donor's gift.

    `fictional` is empty for a real fund. `columns` head the `rows`, one per contribution. `undated` is what the period
    leaves out for want of a date. Texts are as workbooks and people wrote them: whoever draws one escapes it.
    """

    language: Language
    donor: str
    about: str
    fund: str
    as_of: str
    fictional: str
    opening: Opening
    figures: tuple[FigureText, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[ShareLine, ...]
    programmes: tuple[ProgrammeLine, ...]
    milestones: tuple[EventLine, ...]
    decisions: tuple[EventLine, ...]
    citation: str
    sources: tuple[str, ...]
    words: DonorWords
    photos: tuple[PhotoLine, ...] = ()
    undated: str = ""

"""What is kept of a fund: its published versions, who did what; scenarios, meetings, decisions, explanations, slides.

Texts are as people typed them: whoever draws one escapes it. Moments are aware, in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Version:
    """An immutable set of workbooks that was published, without their bytes.

    `number` counts within the fund from 1; `created_at` is aware, in UTC. `digest` is the hexadecimal SHA-256 of the
    workbooks' names and contents (see `fund.store.version_rows`): equal digests are equal files, whichever database
    they stand in. `based_on` is the version that was public before, `restored_from` the one whose files were published
    anew. `summary` is what the publisher says it changed, as JSON can hold it. Of one that was withdrawn
    (`withdrawn_at`, aware, in UTC; by whom, and why) nothing else is left: no files, no figures, an empty summary.
    """

    id: int
    fund: str
    number: int
    created_at: datetime
    author: str
    note: str
    digest: str
    based_on: int | None
    restored_from: int | None
    summary: Mapping[str, object]
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawal_reason: str | None = None


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """The key figures of a version as they were computed at `kept_at` (aware, UTC), in the form of a summary's `state`.

    They are those that a meeting ended on, or, where `meeting_id` is None, those of a version that was published
    before its figures were kept, when it was first opened.
    """

    version_id: int
    meeting_id: int | None
    kept_at: datetime
    figures: Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Someone did something: `at` is aware, in UTC; `fund` is empty and `version` None where it concerns none."""

    id: int
    at: datetime
    action: str
    actor: str
    fund: str
    version: int | None
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScenario:
    """A scenario by name: `link` is what an address says of it, `version_id` the version it was made on.

    Only staff see one that is not `shared`.
    """

    id: int
    fund: str
    version_id: int
    name: str
    link: str
    shared: bool
    author: str
    kept_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What was made to be taken home: `kind` is `meeting`, `donor` for a donor's sheet, `files` for originals.

    `fund` and `number` are those of its version, `photos` the digests of the photos in it. `author` is empty where
    nobody was signed in.
    """

    fund: str
    number: int
    kind: str
    language: str
    author: str
    made_at: datetime
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of a fund's donors, held on the figures of one version; `closed_at` is None while it goes on."""

    id: int
    fund: str
    held_on: date
    place: str
    version_id: int
    author: str
    opened_at: datetime
    closed_at: datetime | None


class DecisionState(StrEnum):
    """How far a decision is; the last two end it."""

    TO_DO = "to_do"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


ENDED = (DecisionState.DONE, DecisionState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, in a meeting or (`meeting_id` None) between two.

    `programme` is a programme's code, empty when it concerns none; `amount_cents` whole cents of euros. `revision`
    counts its wordings from 1; `author` wrote the first, at `recorded_at`, and `changed_at` is the moment of the last.
    """

    id: int
    fund: str
    meeting_id: int | None
    text: str
    programme: str
    amount_cents: int | None
    due: date | None
    state: DecisionState
    author: str
    recorded_at: datetime
    changed_at: datetime
    revision: int

    @property
    def said(self) -> str:
        """What was decided, without the address of a simulation."""
        return _SIMULATION.sub("", self.text)

    @property
    def simulation(self) -> str:
        """The address of the simulation that was decided on; empty where it was none."""
        found = _SIMULATION.search(self.text)
        return "" if found is None else found[1]


_SIMULATION = re.compile(r"\s*\[simulation=([A-Za-z0-9._~-]+)\]\s*$")


def with_simulation(text: str, link: str, *, longest: int) -> str:
    """A decision's text that ends in the address of its simulation; the text is cut where both have no room."""
    mark = f" [simulation={link}]"
    room = longest - len(mark)
    return (text if len(text) <= room else f"{text[: room - 1]}…") + mark


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """A slide by its code, whether it is shown, and the speaker's line under it."""

    slide: str
    shown: bool = True
    line: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A fund's slides in the order staff chose; `revision` counts how often that was saved, 0 is never."""

    fund: str
    entries: tuple[DeckEntry, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a warning is about, by the column or the detail that tells it; several texts where rows make a pair."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingKey:
    """What tells a warning from all others, wherever its rows stand and in whichever file.

    `table` is the code of the table its rows are of, empty where it is about none. `who` is what identifies the rows
    or the figure, `value` all else that it is about. `turn` counts those that are alike in everything else from 0.
    """

    code: str
    table: str
    who: tuple[Fact, ...]
    value: tuple[Fact, ...]
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a warning is none: it stays quiet as long as its key does, unless the explanation is `withdrawn_at`.

    `said` is what the warning said to who explained it, in their language.
    """

    id: int
    fund: str
    key: FindingKey
    said: str
    reason: str
    author: str
    explained_at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None

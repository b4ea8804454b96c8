"""What the fund's deck is made from: the version on screen, its meeting, the one before, decisions and choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fund.changes import Recalculated
from fund.explanations import standing
from fund.metrics.photos import Photo
from fund.records import Meeting, Version
from fund.slides.deck import deck
from fund.slides.slide import DeckInput, Since, Slide
from fund.wording import Language
from pages.parts.session import funds
from pages.parts.session.explained_findings import judged
from pages.parts.session.photo_rights import photos_for
from pages.parts.session.staff import signed_in_here
from pages.parts.session.view import View, is_left

Pairs = tuple[tuple[int, int], ...]
Edition = tuple[str, int, bool, Language, int, int, Pairs, Pairs, tuple[int, ...], tuple[int, ...], tuple[str, ...]]
"""What the slides depend on, small enough to compare: they are made again only where it differs.

The fund, the version, whether it is a past one, the language, the meeting (0 for none), the revision of the choices,
the decisions with their revisions, every meeting and whether it is over, the explanations that hold, the versions that
were withdrawn; the period, the day and the photos that are shown here.
"""


def under_way(fund: str) -> Meeting | None:
    """The fund's meeting that has been opened and not closed yet."""
    return next((meeting for meeting in funds.store().meetings.of(fund) if meeting.closed_at is None), None)


def frozen_version(fund: str) -> Version | None:
    """The version that the fund's meeting under way is held on."""
    meeting = under_way(fund)
    version = None if meeting is None else funds.store().version(meeting.version_id)
    # Of one that was withdrawn nothing can be shown: who was told so goes on with the public one.
    return None if version is None or is_left(version) else version


def meeting_of(view: View) -> Meeting | None:
    """The meeting whose figures are on screen: the one under way, or, of a past version, the last one held on it."""
    if not view.past:
        return under_way(view.fund.code)
    held = funds.store().meetings.of(view.fund.code)
    return next((each for each in held if each.version_id == view.version.id), None)


def edition(view: View, meeting: Meeting | None) -> Edition:
    """What the slides of this view depend on now: a few small queries."""
    store, fund = funds.store(), view.fund.code
    decided = tuple((decision.id, decision.revision) for decision in store.decisions.of(fund))
    held = tuple((each.id, int(each.closed_at is not None)) for each in store.meetings.of(fund))
    here = 0 if meeting is None else meeting.id
    stand = tuple(each.id for each in standing(store.explanations.of(fund), _ended(meeting)))
    revision = store.decks.of(fund).revision
    seen = (str(view.period), str(view.dataset.fund.day), *(photo.digest for photo in _photos(view)))
    of_version = fund, view.version.id, view.past, view.language
    return *of_version, here, revision, decided, held, stand, store.withdrawn(fund), seen


def _ended(meeting: Meeting | None) -> datetime | None:
    """The moment whose explanations count: the end of a meeting that is over, which nothing changes afterwards."""
    return None if meeting is None else meeting.closed_at


def slides_of(view: View) -> tuple[Slide, ...]:
    """The deck, made once for everybody: a room that comes back at once makes none, a new decision does."""
    meeting = meeting_of(view)
    return funds.shared(edition(view, meeting), lambda: deck(material(view, meeting), view.language))


def material(view: View, meeting: Meeting | None) -> DeckInput:
    """Everything the deck of a meeting, or of the next, says about the version on screen.

    Kept scenarios, the audit list and warnings that were explained are not in it.
    """
    store, fund = funds.store(), view.fund.code
    before, since = _before(meeting, view), None
    # What has changed since is of the fund as it was published.
    if before is not None and view.whole is None:
        since = Since(meeting=before, changes=funds.compared(fund, before.version_id, view.version.id))
    earlier = list(reversed(store.decisions.of(fund)))
    if meeting is not None:
        others = [each for each in earlier if each.meeting_id != meeting.id]
        earlier = [each for each in others if each.recorded_at < meeting.opened_at]
    return DeckInput(
        fund=replace(view.fund, findings=judged(view, _ended(meeting)).loud),
        meeting=meeting,
        since=since,
        decisions=() if meeting is None else store.decisions.of_meeting(meeting.id),
        earlier_decisions=earlier,
        preferences=store.decks.of(fund).entries,
        recalculated=recalculated_since(view, meeting) if view.whole is None else None,
        photos=_photos(view),
        period=view.period,
        whole=view.whole,
    )


def _photos(view: View) -> tuple[Photo, ...]:
    """The photos that whoever is at the screen may see."""
    return photos_for(view, view.metrics.photos, signed_in=signed_in_here())


def recalculated_since(view: View, meeting: Meeting | None) -> Recalculated | None:
    """What today's rules give otherwise than a closed meeting ended on, or than a past version was published with."""
    if meeting is not None and meeting.closed_at is not None:
        return funds.since_published(view.fund.code, view.version.id, meeting.id)
    return funds.since_published(view.fund.code, view.version.id) if view.past else None


def _before(meeting: Meeting | None, view: View) -> Meeting | None:
    """The meeting to compare with: the one before, or the last one held on what was published by then.

    One whose version was withdrawn cannot be compared with, and gives way to the one before it.
    """
    held, gone = funds.store().meetings, funds.store().withdrawn(view.fund.code)
    if meeting is not None:
        before = held.latest_before(meeting)
    else:
        before = next((each for each in held.of(view.fund.code) if each.version_id <= view.version.id), None)
    while before is not None and before.version_id in gone:
        before = held.latest_before(before)
    return before

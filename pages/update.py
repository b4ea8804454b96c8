"""Update: upload, understand, compare in money, publish."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from fund.changes import Changes
from fund.model import Match, Severity, WorkbookFile
from fund.records import Version
from fund.unwritable import slug
from fund.wording import day
from pages.parts.history.original_files import given_back
from pages.parts.session import address, funds
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View, current_view, here
from pages.parts.show.comparison import comparison
from pages.parts.show.downloads import staff_file
from pages.parts.show.findings_list import findings_of_update, severity_counts
from pages.parts.show.links import ask_to_sign_in, way_out
from pages.parts.show.markup import alert, paragraph
from pages.parts.show.page_head import section, title
from pages.parts.update.draft_photos import draft_pictures, photo_drop
from pages.parts.update.publication import already_published, annotated, publication
from pages.parts.update.sheet_questions import sheet_matches
from pages.parts.update.update_draft import UpdateDraft, proposal, read, reading_of
from pages.parts.update.uploads import as_published, header_matches, placed, remembered, uploads


def update(view: View) -> None:
    """All steps on one page: nothing is public before « Publier »."""
    accepted = uploads(view)
    dropped = photo_drop(view)
    if not dropped and already_published(accepted, view):
        return
    if not accepted and not dropped:
        _in_force(view)
        return
    accepted = as_published(accepted, view)
    said = sheet_matches(accepted, remembered(view), view)
    described, known = _described_funds(accepted, said), set(funds.store().funds())
    others = sorted((described & known) - {view.fund.code})
    if others:
        # In this fund's place they would be another's figures under its name.
        alert(view.say("update.of_other_fund", codes=", ".join(others), fund=view.fund.code))
        return
    unknown = sorted(described - known)
    if unknown:
        # Asked before anything is put beside the files of the fund on screen.
        paragraph(view.say("update.describes", codes=", ".join(unknown), fund=view.fund.code))
    # Photos dropped first, or other files, have drawn it already: each fund described is a choice of its own.
    opens = st.toggle(view.say("update.new_fund"), value=bool(unknown), key="-".join(("new-fund", *unknown)))
    draft = _new_fund(accepted, said, view) if opens else _next(accepted, said, view)
    if draft is None:
        return
    with st.status(view.say("update.reading"), expanded=False) as progress:
        proposed, compared = proposal(draft, view)
        progress.update(label=view.say("update.read"), state="complete")
    checked = view.of(proposed)
    if any(finding.severity is Severity.ERROR for finding in proposed.findings):
        # What stands in the way of publishing comes before what publishing would change.
        _checked(draft, accepted, checked, view)
        _changed(compared, view)
    else:
        _changed(compared, view)
        _checked(draft, accepted, checked, view)
    publication(draft, accepted, proposed, compared, view)


def _described_funds(accepted: list[WorkbookFile], said: Sequence[Match]) -> set[str]:
    """The codes of the funds that these files describe, whether they exist or not."""
    tables = [table for file in accepted for table in reading_of(file, said).tables if table.schema.code == "fund"]
    return {slug(code) for table in tables for code in table.frame["code"].dropna()} - {""}


def _changed(compared: Changes, view: View) -> None:
    section(view.say("update.changes"))
    comparison(compared, view, key="changes", nothing=view.say("update.nothing_changes"))


def _checked(draft: UpdateDraft, accepted: list[WorkbookFile], checked: View, view: View) -> None:
    section(view.say("update.findings"))
    severity_counts(checked)
    annotated(accepted, checked, view)
    findings_of_update(checked, view.findings if draft.based_on is not None else ())


def only_from_the_public_version(view: View) -> None:
    """While a past version is on screen nothing can be dropped: an update always follows the public one."""
    paragraph(view.say("update.past", number=view.version.number))
    st.button(view.say("version.back"), on_click=address.leave_version, key="leave-to-update", type="primary")


def _in_force(view: View) -> None:
    """The files that the fund is made of today: what a file dropped would take the place of."""
    told = view.say(
        "update.in_force", number=view.version.number, date=day(here(view.version.created_at).date(), view.language)
    )
    paragraph(told)
    with st.container(horizontal=True, key="in-force"):
        for number, reading in enumerate(view.fund.readings):
            make = partial(_file_in_force, view.version, require_staff().name, reading.name)
            staff_file(reading.name, key=f"in-force-{number}", make=make, file_name=reading.name)


def _file_in_force(version: Version, author: str, name: str) -> bytes:
    """A file as it is handed back, with the pictures that may be shown."""
    return given_back(version, author, name)[0].content


def _next(accepted: list[WorkbookFile], said: Sequence[Match], view: View) -> UpdateDraft | None:
    """The next version of the fund on screen."""
    files = placed(accepted, funds.store().files(view.version.id), said, view)
    if _clash([file.name for file in files], view) or _left_out(accepted, files, view):
        return None
    matches = header_matches(files, said, view)
    pictures = draft_pictures(files, matches, view, base=view.version.id)
    return UpdateDraft(view.fund.code, files, matches, view.version.id, pictures)


def _new_fund(accepted: list[WorkbookFile], said: Sequence[Match], view: View) -> UpdateDraft | None:
    """The first version of another fund, under the code its own sheet gives."""
    files = tuple(sorted(accepted, key=lambda file: file.name))
    if _clash([file.name for file in files], view):
        return None
    matches = header_matches(files, said, view)
    found = slug(read(files, matches).dataset.fund.code)
    if not found or found in funds.store().funds():
        alert(view.say("update.code_taken", code=found) if found else view.say("update.no_code"))
        return None
    paragraph(view.say("update.opens", code=found))
    return UpdateDraft(found, files, matches, None, draft_pictures(files, matches, view, base=None))


def _clash(names: list[str], view: View) -> bool:
    """Whether two files of the set have one name; if so, say which."""
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        alert(view.say("update.same_name", names=", ".join(twice)))
    return bool(twice)


def _left_out(accepted: list[WorkbookFile], files: tuple[WorkbookFile, ...], view: View) -> bool:
    """Whether a file dropped has no place because another takes it; if so, say which."""
    left = [file.name for file in accepted if not any(file is placed_file for placed_file in files)]
    if left:
        alert(view.say("update.same_place", names=", ".join(left)))
    return bool(left)


view = current_view()
title(view, view.say("menu.mise-a-jour"), subtitle=view.say("update.subtitle"))
if staff_here() is None:
    ask_to_sign_in(view)
else:
    way_out(view)
    if view.past:
        only_from_the_public_version(view)
    else:
        update(view)

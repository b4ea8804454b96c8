"""The update page's steps: files, headers to match, what would change, findings, publication."""

from __future__ import annotations

import streamlit as st

from fund.workbook.read import WorkbookFile
from pages.parts import funds
from pages.parts.comparison import comparison
from pages.parts.draft import Draft, proposal, read
from pages.parts.findings import findings_list, severity_counts
from pages.parts.frame import section
from pages.parts.markup import draw
from pages.parts.publication import annotated, publication
from pages.parts.upload import header_matches, placed, uploads
from pages.parts.view import View


def update(view: View) -> None:
    """All steps on one page: nothing is public before « Publier »."""
    accepted = uploads(view)
    if not accepted:
        return
    draft = (
        _new_fund(accepted, view) if st.toggle(view.say("update.new_fund"), key="new-fund") else _next(accepted, view)
    )
    if draft is None:
        return
    with st.status(view.say("update.reading"), expanded=False) as progress:
        proposed, compared = proposal(draft, view)
        progress.update(label=view.say("update.read"), state="complete")
    section(view.say("update.changes"))
    comparison(compared, None if draft.based_on is None else view.dataset, proposed.dataset, view)
    section(view.say("update.findings"))
    checked = view.of(proposed)
    severity_counts(checked)
    annotated(accepted, proposed, view)
    findings_list(checked)
    publication(draft, proposed, compared, view)


def _next(accepted: list[WorkbookFile], view: View) -> Draft:
    """The next version of the fund on screen."""
    files = placed(accepted, funds.store().files(view.version.id), view)
    return Draft(view.fund.code, files, header_matches(files, view), view.version.id)


def _new_fund(accepted: list[WorkbookFile], view: View) -> Draft | None:
    """The first version of another fund, under the code its own sheet gives."""
    files = tuple(accepted)
    matches = header_matches(files, view)
    found = funds.slug(read(files, matches).dataset.fund.code)
    if not found or found in funds.store().funds():
        draw('<p class="text broken" role="alert">{text}</p>', text=view.say("update.no_new_code", code=found or "—"))
        return None
    draw('<p class="text">{text}</p>', text=view.say("update.opens", code=found))
    return Draft(found, files, matches, None)

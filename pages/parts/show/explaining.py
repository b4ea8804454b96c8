"""Warnings explained: the reason that staff give, the fold in which those that have one stay quiet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from fund.explanations import ExplainedFinding
from fund.model import Finding, Severity
from fund.records import Explanation
from fund.store.errors import ExplainedMeanwhile, InvalidRecord
from fund.store.explanations import LONGEST_REASON
from fund.wording import count
from fund.wording.explanations import explained_by, withdrawn_by
from fund.wording.findings import finding_text
from pages.parts.session import funds
from pages.parts.session.explained_findings import keys_of
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View
from pages.parts.show.markup import alert, dotted, draw, fill, plain_label

SHOWN_AT_ONCE = 25
_OUTCOME, _DONE = "explanation_outcome", "explanation_done"


def say_explained() -> None:
    """Draw the whole page again after a reason was given or taken back; then say, once, what became of it."""
    if st.session_state.pop(_DONE, False):
        st.rerun()
    text, well = st.session_state.pop(_OUTCOME, ("", True))
    if text:
        (st.success(plain_label(text)) if well else alert(text))


def explaining(findings: Sequence[Finding], view: View, *, key: str) -> None:
    """For staff: a field for the reason why some of these warnings are none."""
    if not _may_explain(view) or any(finding.severity is not Severity.WARNING for finding in findings):
        return
    several = len(findings) > 1
    with st.popover(view.say("explain.open"), key=f"explain-{key}"), st.form(f"explain-form-{key}", border=False):
        if several:
            st.multiselect(
                view.say("explain.which"),
                range(len(findings)),
                format_func=lambda at: dotted((place_of(findings[at], view), findings[at].seen)),
                key=f"which-{key}",
            )
        st.text_area(view.say("explain.reason", limit=LONGEST_REASON), key=f"reason-{key}")
        st.form_submit_button(
            view.say("explain.do"), on_click=partial(_explain, findings, view, key=key, several=several)
        )


def explained_fold(quiet: Sequence[ExplainedFinding], view: View, *, key: str) -> None:
    """The warnings that staff explained, folded away: what they say, who explained them, when and why."""
    if not quiet:
        return
    number = len(quiet)
    label = plain_label(view.say("explain.fold", n=number, count=count(number, view.language)))
    fold = st.expander(label, key=f"quiet-{key}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        first = part_shown(number, view, key=f"quiet-{key}")
        for each in quiet[first : first + SHOWN_AT_ONCE]:
            draw(_item(each, view))
            if _may_explain(view):
                st.button(
                    view.say("explain.withdraw"),
                    on_click=_withdraw,
                    args=(each.explanation, view),
                    key=f"withdraw-{key}-{each.explanation.id}",
                    type="tertiary",
                )


def part_shown(number: int, view: View, *, key: str) -> int:
    """The first (0-based) of the items that are on screen, where they are too many to be so at once."""
    if number <= SHOWN_AT_ONCE:
        return 0
    return st.selectbox(
        view.say("findings.part"),
        range(0, number, SHOWN_AT_ONCE),
        format_func=lambda at: view.say(
            "findings.span", first=at + 1, last=min(at + SHOWN_AT_ONCE, number), all=count(number, view.language)
        ),
        key=f"part-{key}",
    )


def place_of(finding: Finding, view: View) -> str:
    """The file, sheet, cell or row, and column of a finding."""
    parts = [
        finding.file,
        view.say("findings.sheet", sheet=finding.sheet) if finding.sheet else "",
        finding.cell or (view.say("findings.row", row=finding.row) if finding.row else ""),
        view.say("findings.column", column=finding.column) if finding.column else "",
    ]
    return dotted(parts)


def _item(each: ExplainedFinding, view: View) -> Markup:
    text = finding_text(each.finding, view.language)
    return fill(
        '<ul class="findings"><li class="explained"><p><strong>{title}</strong></p><p>{what}</p><p>{by}</p>'
        '<p class="soft">{where}</p></li></ul>',
        title=text.title,
        what=text.what,
        by=explained_by(each.explanation, view.language),
        where=place_of(each.finding, view),
    )


def _may_explain(view: View) -> bool:
    """Staff, of the fund as it is or would be: not of a past version, nor before a fund's first one."""
    return staff_here() is not None and not view.past and view.fund.code in funds.store().pointers()


def _explain(findings: Sequence[Finding], view: View, *, key: str, several: bool) -> None:
    """Callback: rights are checked where the write happens."""
    staff = require_staff()
    reason = str(st.session_state[f"reason-{key}"])
    meant = [findings[at] for at in st.session_state[f"which-{key}"]] if several else findings
    if not meant or not reason.strip():
        _say(view.say("explain.none_chosen" if not meant else "explain.empty"))
        return
    keys = keys_of(view.fund, {finding.code for finding in meant})
    said = {keys[id(finding)]: finding_text(finding, view.language).what for finding in meant}
    try:
        funds.store().explanations.explain(view.fund.code, said, reason=reason, author=staff.name)
    except ExplainedMeanwhile as meanwhile:
        told = explained_by(meanwhile.current, view.language)
        _say(view.say("explain.meanwhile", told=told, reason=reason.strip()[:LONGEST_REASON]))
    except InvalidRecord:
        length = count(len(reason.strip()), view.language)
        _say(view.say("explain.too_long", count=length, limit=count(LONGEST_REASON, view.language)))
    else:
        st.session_state[f"reason-{key}"] = ""
        _say(view.say("explain.done", n=len(said), count=count(len(said), view.language)), well=True)


def _withdraw(explanation: Explanation, view: View) -> None:
    """Callback: the warning counts again."""
    staff = require_staff()
    try:
        funds.store().explanations.withdraw(explanation.id, author=staff.name)
    except ExplainedMeanwhile as meanwhile:
        _say(withdrawn_by(meanwhile.current, view.language))
    else:
        _say(view.say("explain.withdrawn"), well=True)


def _say(text: str, *, well: bool = False) -> None:
    st.session_state[_OUTCOME], st.session_state[_DONE] = (text, well), True

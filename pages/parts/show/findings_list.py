"""Findings on screen: how many, what they say, where they point, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from fund.explanations import Judged
from fund.finding_groups import FindingGroup, findings_since, grouped
from fund.metric import Metric, Unit
from fund.model import Finding, Severity
from fund.wording import count, words
from fund.wording.explanations import back_again, explained_by
from fund.wording.figures import value_in_sentence
from fund.wording.findings import finding_text
from pages.parts.session.explained_findings import judged
from pages.parts.session.view import View
from pages.parts.show.downloads import csv_button
from pages.parts.show.explaining import SHOWN_AT_ONCE, explained_fold, explaining, part_shown, place_of, say_explained
from pages.parts.show.markup import draw, fill, fill_if, join, plain_label
from pages.parts.show.page_head import section

SEVERITIES = tuple(Severity)
OPEN_AT_ONCE = 15
"""Findings that are unfolded before anyone asks; kinds of errors are, as long as fewer are."""


def severity_counts(view: View) -> None:
    """How many errors, warnings and notes there are, and warnings that staff explained."""
    sorted_out = judged(view)
    numbers = Counter(finding.severity for finding in sorted_out.loud)
    items = [
        fill(
            '<div class="count {severity}"><strong>{number}</strong> {label}</div>',
            severity=severity if numbers[severity] else "none",
            number=count(numbers[severity], view.language),
            label=words(f"severities.{severity}", view.language, n=numbers[severity]),
        )
        for severity in SEVERITIES
    ]
    if number := len(sorted_out.quiet):
        label, shown = view.say("explain.counted", n=number), count(number, view.language)
        bare = '<div class="count explained"><strong>{number}</strong> {label}</div>'
        items.append(fill(bare, number=shown, label=label))
    draw('<div class="counts">{items}</div>', items=join(items))


@st.fragment
def findings_list(view: View) -> None:
    """All findings by kind, errors first, filtered by severity; all of them in the download."""
    section(view.say("findings.title"))
    say_explained()
    if not view.findings:
        draw('<p class="all-well">{text}</p>', text=view.say("findings.none"))
        return
    sorted_out = judged(view)
    _groups(_filtered(sorted_out.loud, view), sorted_out, view, key="all")
    explained_fold(sorted_out.quiet, view, key="all")
    _download(sorted_out, view)


@st.fragment
def findings_of_update(view: View, published: Sequence[Finding]) -> None:
    """The findings of an update: what it brings before what was there already, and how many are gone.

    A warning that was explained and is back is brought by the update: its row or value changed.
    """
    say_explained()
    if not view.findings and not published:
        draw('<p class="all-well">{text}</p>', text=view.say("findings.none"))
        return
    sorted_out = judged(view)
    since = findings_since(published, view.findings)
    there = {id(finding) for finding in since.kept} - {id(each.finding) for each in sorted_out.quiet}
    there -= sorted_out.back.keys()
    chosen = _filtered(sorted_out.loud, view) if view.findings else ()
    draw('<h3 class="findings-place">{text}</h3>', text=view.say("findings.new"))
    if len(there) == len(sorted_out.loud):
        draw('<p class="all-well">{text}</p>', text=view.say("findings.nothing_new"))
    _groups([finding for finding in chosen if id(finding) not in there], sorted_out, view, key="new")
    if since.gone:
        gone = view.say("findings.gone", n=since.gone, count=count(since.gone, view.language))
        draw('<p class="text">{text}</p>', text=gone)
    if there:
        draw('<h3 class="findings-place">{text}</h3>', text=view.say("findings.kept"))
        kept = [finding for finding in chosen if id(finding) in there]
        _groups(kept, sorted_out, view, key="kept", only_errors=True)
    explained_fold(sorted_out.quiet, view, key="update")
    _download(sorted_out, view)


def _filtered(findings: Sequence[Finding], view: View) -> Sequence[Finding]:
    """Those of the severities that the person asks for, in their order."""
    chosen = st.segmented_control(
        view.say("findings.filter"),
        SEVERITIES,
        format_func=lambda severity: words(f"severities.{severity}", view.language, n=2).capitalize(),
        selection_mode="multi",
        default=SEVERITIES,
        key="severities",
    )
    return [finding for finding in findings if finding.severity in chosen]


def _groups(
    findings: Sequence[Finding], sorted_out: Judged, view: View, *, key: str, only_errors: bool = False
) -> None:
    """Each kind as a fold that opens to its findings; the first are open as long as the screen has room.

    Only what is open is drawn. `only_errors`: nothing but errors is open at first.
    """
    room = OPEN_AT_ONCE
    for group in grouped(findings):
        is_error = group.severity is Severity.ERROR
        opened = room > 0 and (is_error or (not only_errors and len(group.findings) <= room))
        room -= min(len(group.findings), SHOWN_AT_ONCE) if opened else 0
        name = f"{key}-{group.severity}-{group.code}"
        with st.container(key=f"found-{name}"):
            fold = st.expander(
                plain_label(_group_label(group, view)), expanded=opened, key=f"fold-{name}", on_change="rerun"
            )
            if fold.open:
                with fold:
                    _opened(group, sorted_out, view, key=name)


def _group_label(group: FindingGroup, view: View) -> str:
    """« Erreur · Montant illisible · 3 lignes · 1 200 € »."""
    number = len(group.findings) if group.rows is None else group.rows
    fields = {
        "severity": words(f"severities.{group.severity}", view.language, n=1).capitalize(),
        "title": finding_text(group.findings[0], view.language).title,
        "number": view.say(
            f"findings.{'times' if group.rows is None else 'rows'}", n=number, count=count(number, view.language)
        ),
    }
    if group.euros is None:
        return view.say("findings.group", **fields)
    amount = Metric(
        code="",
        unit=Unit.CENTS,
        value=group.euros.cents,
        basis=None,
        approximate=group.euros.approximate,
        at_least=group.euros.partial,
    )
    return view.say("findings.group_euros", **fields, euros=value_in_sentence(amount, view.language, exact=True))


def _opened(group: FindingGroup, sorted_out: Judged, view: View, *, key: str) -> None:
    """The findings of an open kind, a screen of them at a time; what to do is said once where it is one thing."""
    first = part_shown(len(group.findings), view, key=key)
    part = group.findings[first : first + SHOWN_AT_ONCE]
    texts = [finding_text(finding, view.language) for finding in part]
    same = texts[0].todo if len({text.todo for text in texts}) == 1 else ""
    back = [sorted_out.back.get(id(finding)) for finding in part]
    items = [
        fill(
            '<li class="{severity}"><p>{what}</p>{todo}{back}<p class="soft">{where}</p></li>',
            severity=finding.severity,
            what=text.what,
            todo=fill_if("" if same else text.todo, '<p class="todo">{text}</p>'),
            back=fill_if(back_again(former, view.language) if former else "", '<p class="back">{text}</p>'),
            where=place_of(finding, view),
        )
        for finding, text, former in zip(part, texts, back, strict=True)
    ]
    draw(
        '<div class="findings">{todo}<ul class="findings">{items}</ul></div>',
        todo=fill_if(same, '<p class="todo">{text}</p>'),
        items=join(items),
    )
    explaining(part, view, key=f"{key}-{first}")


def _download(sorted_out: Judged, view: View) -> None:
    csv_button(
        partial(_table, sorted_out, view),
        label=view.say("findings.download"),
        name=f"{view.fund.code}-controles",
        key="csv-findings",
    )


def _item(finding: Finding, view: View, *, others: int) -> Markup:
    """A fault on the overview: what it is, and how many more there are of its kind."""
    text = finding_text(finding, view.language)
    return fill(
        '<li class="{severity}"><p><span class="severity">{label}</span> <strong>{title}</strong></p>'
        '<p>{what}</p><p class="soft">{where}</p></li>',
        severity=finding.severity,
        label=words(f"severities.{finding.severity}", view.language, n=1),
        title=text.title,
        what=text.what,
        where=view.say("findings.others", n=others) if others else "",
    )


def _table(sorted_out: Judged, view: View) -> pd.DataFrame:
    """All findings; one that was explained says so in place of what to do."""
    quiet = {id(each.finding): explained_by(each.explanation, view.language) for each in sorted_out.quiet}
    explained = view.say("explain.counted", n=1)
    rows = []
    for finding in view.findings:
        text, said = finding_text(finding, view.language), quiet.get(id(finding))
        label = explained if said else words(f"severities.{finding.severity}", view.language, n=1)
        where = (finding.file, finding.sheet, finding.row, finding.cell, finding.column, finding.seen)
        rows.append((label, *where, text.title, text.what, said or text.todo))
    heads = ("severity", "file", "sheet", "row", "cell", "column", "seen", "title", "what", "todo")
    return pd.DataFrame(rows, columns=[view.say(f"findings.columns.{head}") for head in heads])

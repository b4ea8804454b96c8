"""Findings on screen: how many, what they say, where they point, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import groupby

import pandas as pd
import streamlit as st
from markupsafe import Markup

from fund.model import Finding, Severity
from fund.wording import count, words
from fund.wording.findings import finding_text
from pages.parts.session.view import View
from pages.parts.show.downloads import csv_button
from pages.parts.show.html_table import not_shown
from pages.parts.show.links import page_link
from pages.parts.show.markup import dotted, draw, fill, fill_if, join, plain_label
from pages.parts.show.page_head import section

SEVERITIES = tuple(Severity)
SHOWN_AT_ONCE = 50
ON_OVERVIEW = 4


def attention(view: View) -> None:
    """On the overview: the first fault of each kind, and the way to the others."""
    urgent = [finding for finding in view.findings if finding.severity is not Severity.NOTE]
    with st.container(key="attention"):
        section(view.say("findings.attention"))
        if not urgent:
            draw('<p class="all-well">{text}</p>', text=view.say("findings.all_well"))
        else:
            ranked = sorted(urgent, key=lambda finding: SEVERITIES.index(finding.severity))
            several = Counter(finding.code for finding in ranked)
            firsts = {finding.code: finding for finding in reversed(ranked)}
            shown = [(firsts[code], number) for code, number in several.items()][:ON_OVERVIEW]
            items = [_item(finding, view, short=True, others=number - 1) for finding, number in shown]
            draw('<ul class="findings">{items}</ul>', items=join(items))
        number = len(urgent)
        label = view.say("findings.open_checks", n=number, count=count(number, view.language))
        page_link("checks.py", plain_label(label))


def severity_counts(view: View) -> None:
    """How many errors, warnings and notes there are."""
    numbers = Counter(finding.severity for finding in view.findings)
    items = [
        fill(
            '<div class="count {severity}"><strong>{number}</strong> {label}</div>',
            severity=severity if numbers[severity] else "none",
            number=count(numbers[severity], view.language),
            label=words(f"severities.{severity}", view.language, n=numbers[severity]),
        )
        for severity in SEVERITIES
    ]
    draw('<div class="counts">{items}</div>', items=join(items))


@st.fragment
def findings_list(view: View) -> None:
    """All findings, errors first, filtered by severity; the first of a long list, all in the download."""
    section(view.say("findings.title"))
    if not view.findings:
        draw('<p class="all-well">{text}</p>', text=view.say("findings.none"))
        return
    chosen = st.segmented_control(
        view.say("findings.filter"),
        SEVERITIES,
        format_func=lambda severity: words(f"severities.{severity}", view.language, n=2).capitalize(),
        selection_mode="multi",
        default=SEVERITIES,
        key="severities",
    )
    kept = sorted(
        (finding for finding in view.findings if finding.severity in chosen),
        key=lambda finding: (SEVERITIES.index(finding.severity), finding.file, finding.sheet),
    )
    for (severity, file, sheet), group in groupby(
        kept[:SHOWN_AT_ONCE], lambda finding: (finding.severity, finding.file, finding.sheet)
    ):
        items = join([_item(finding, view) for finding in group])
        place = dotted((file, view.say("findings.sheet", sheet=sheet) if sheet else ""))
        draw(
            '<h3 class="findings-place">{severity} · {place}</h3><ul class="findings">{items}</ul>',
            severity=words(f"severities.{severity}", view.language, n=2).capitalize(),
            place=place or view.say("findings.whole_fund"),
            items=items,
        )
    not_shown(len(kept) - SHOWN_AT_ONCE, view)
    csv_button(
        partial(_table, view.findings, view),
        label=view.say("findings.download"),
        name=f"{view.fund.code}-controles",
        key="csv-findings",
    )


def _item(finding: Finding, view: View, *, short: bool = False, others: int = 0) -> Markup:
    text = finding_text(finding, view.language)
    return fill(
        '<li class="{severity}"><p><span class="severity">{label}</span> <strong>{title}</strong></p>'
        "<p>{what}</p>{todo}"
        '<p class="soft">{where}</p></li>',
        severity=finding.severity,
        label=words(f"severities.{finding.severity}", view.language, n=1),
        title=text.title,
        what=text.what,
        todo=fill_if("" if short else text.todo, '<p class="todo">{text}</p>'),
        where=view.say("findings.others", n=others) if others else "" if short else _where(finding, view),
    )


def _where(finding: Finding, view: View) -> str:
    parts = [
        finding.file,
        view.say("findings.sheet", sheet=finding.sheet) if finding.sheet else "",
        finding.cell or (view.say("findings.row", row=finding.row) if finding.row else ""),
        view.say("findings.column", column=finding.column) if finding.column else "",
    ]
    return dotted(parts)


def _table(findings: Sequence[Finding], view: View) -> pd.DataFrame:
    rows = []
    for finding in findings:
        text = finding_text(finding, view.language)
        label = words(f"severities.{finding.severity}", view.language, n=1)
        where = (finding.file, finding.sheet, finding.row, finding.cell, finding.column, finding.seen)
        rows.append((label, *where, text.title, text.what, text.todo))
    heads = ("severity", "file", "sheet", "row", "cell", "column", "seen", "title", "what", "todo")
    return pd.DataFrame(rows, columns=[view.say(f"findings.columns.{head}") for head in heads])

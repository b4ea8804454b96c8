"""History: every published version, what it changed, its files, and going back; for staff, who did what."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import streamlit as st

from fund.changes import figures_of, keeps_figures, sentence
from fund.records import AuditEntry, Explanation, Version
from fund.wording import count, day, exact_euros, has, words
from fund.wording.explanations import explained_by, withdrawn_by
from fund.workbook.writing.fund_workbook import export
from pages.parts.history.original_files import given_back
from pages.parts.history.outcome import say_done
from pages.parts.history.photo_withdrawal import SHOWN_DIGITS, already_made, withdrawing_photos
from pages.parts.history.restoration import restoring
from pages.parts.history.withdrawal import packs_of, withdrawing
from pages.parts.session import funds
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View, author_of, current_view, here, published_by, withdrawal_of
from pages.parts.show.downloads import download, staff_file
from pages.parts.show.html_table import html_table, not_shown
from pages.parts.show.links import page_link
from pages.parts.show.markup import bullets, dotted, draw, fill, paragraph
from pages.parts.show.page_head import as_published, section, title

SHOWN_VERSIONS = 50
SHOWN_EXPLANATIONS = 20
COLUMNS = ("at", "actor", "action", "fund", "details")
CODES = {
    "reason": "findings.{}.title",
    "shared": "pages.history.values.{}",
    "state": "decisions.states.{}",
    "way": "pages.history.values.{}",
}
"""Where the words of a detail's codes stand, by the detail's name."""
DAYS, AMOUNTS = ("held_on", "due"), ("amount_cents",)
CHANGED, NOTHING = " → ", "—"
"""How the store tells a change, « to_do → done », and what was or becomes empty."""


def current_data(view: View) -> None:
    """The fund as on screen, as one clean workbook."""
    name = f"{view.fund.code}-{view.version.number}.xlsx"
    download(view.say("history.export"), lambda: export(view.dataset, view.language), file_name=name, key="export")


def versions(view: View) -> None:
    """Every version, newest first."""
    public = funds.public_version(view.fund.code)
    staff = staff_here() is not None
    published = funds.store().versions(view.fund.code)
    numbers = {version.id: version.number for version in published}
    gone = {version.id for version in published if version.withdrawn_at is not None}
    said = funds.store().explanations.of(view.fund.code)
    kept = {version.id for version in published if keeps_figures(version, published)}
    cleaned = funds.store().cleaned_files(view.fund.code) if staff else {}
    for version in published[:SHOWN_VERSIONS]:
        with st.container(border=True, key=f"version-{version.number}"):
            if version.id in gone:
                _withdrawn(version, view)
                already_made(packs_of(version) if staff else (), view)
                continue
            back = numbers.get(version.restored_from or 0)
            _version(version, view, is_public=version.id == public, back_to=back, after_gone=version.based_on in gone)
            if version.id not in kept:
                paragraph(view.say("history.no_figures"), kind="soft")
            _explained_then(funds.explained_then(version, said), view)
            with st.container(horizontal=True):
                _actions(version, view, is_public=version.id == public, staff=staff)
            if names := cleaned.get(version.id):
                paragraph(view.say("history.cleaned", n=len(names), names=", ".join(names)), kind="soft")
            if staff and version.id != public:
                restoring(version, view, public=public)
            if staff:
                withdrawing(version, published, view, public=public)


def _withdrawn(version: Version, view: View) -> None:
    """What is left of a version that was withdrawn."""
    draw(
        '<div class="version"><h2>{title} <span class="mark derived">{mark}</span></h2><p class="soft">{who}</p>'
        "<p>{note}</p><p>{told}</p></div>",
        title=view.say("history.version", number=version.number),
        mark=view.say("history.withdrawn"),
        who=published_by(version, view),
        note=version.note,
        told=withdrawal_of(version, view),
    )


def _version(version: Version, view: View, *, is_public: bool, back_to: int | None, after_gone: bool) -> None:
    """`after_gone`: the version before was withdrawn, so that what this one changed is not told."""
    told = [sentence(change, view.language, place=True) for change in figures_of(version.summary)]
    changed = [view.say("history.after_withdrawn")] if after_gone else told
    draw(
        '<div class="version"><h2>{title} {mark}</h2><p class="soft">{who}</p>{back}<p>{note}</p>{changed}</div>',
        title=view.say("history.version", number=version.number),
        mark=fill('<span class="mark computed">{text}</span>', text=view.say("history.public")) if is_public else "",
        who=published_by(version, view),
        back=fill("<p>{text}</p>", text=view.say("history.restored", number=back_to)) if back_to else "",
        note=version.note,
        changed=bullets(changed),
    )


def _explained_then(explanations: Sequence[Explanation], view: View) -> None:
    """The warnings that were quiet when a version was published, and why."""
    if explanations:
        number = len(explanations)
        draw(
            '<p class="soft">{text}</p>{items}',
            text=view.say("history.explained_then", n=number, count=count(number, view.language)),
            items=bullets([_explanation(each, view) for each in explanations[:SHOWN_EXPLANATIONS]]),
        )
        not_shown(number - SHOWN_EXPLANATIONS, view)


def explanations(view: View) -> None:
    """All that staff said of the fund's warnings, the newest first, and what was taken back."""
    every = funds.store().explanations.of(view.fund.code)
    if every:
        section(view.say("history.explained"), note=view.say("history.explained_note"))
        draw(bullets([_explanation(each, view) for each in every[:SHOWN_EXPLANATIONS]]))
        not_shown(len(every) - SHOWN_EXPLANATIONS, view)


def _explanation(each: Explanation, view: View) -> str:
    title = words(f"findings.{each.key.code}.title", view.language)
    line = view.say("history.explained_line", title=title, what=each.said)
    return dotted((line, explained_by(each, view.language), withdrawn_by(each, view.language)))


def _actions(version: Version, view: View, *, is_public: bool, staff: bool) -> None:
    if not is_public:
        page_link("overview.py", view.say("history.open"), version=version.number)
    if staff:
        staff_file(
            view.say("history.files"),
            key=f"files-{version.number}",
            make=partial(_archive, version, require_staff().name),
            file_name=f"{version.fund}-{version.number}.zip",
        )


def _archive(version: Version, author: str) -> bytes:
    """The version's original files, with the pictures that may be shown, and photos dropped beside them."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for file in given_back(version, author):
            archive.writestr(file.name, file.content)
    return content.getvalue()


def audit(view: View) -> None:
    """For staff: who sent, was refused, published, restored and kept what; the newest lines."""
    if staff_here() is None:
        return
    section(view.say("history.audit"))
    names = [view.say(f"history.audit_columns.{name}") for name in COLUMNS]
    rows = [_line(entry, view) for entry in funds.store().audit()]
    with st.container(key="audit"):
        draw(html_table(pd.DataFrame(rows, columns=names), caption=view.say("history.audit")))


def _line(entry: AuditEntry, view: View) -> tuple[str, ...]:
    return (
        f"{day(here(entry.at).date(), view.language, short=True)} {here(entry.at):%H:%M}",
        author_of(entry.actor, view),
        view.say(f"history.actions.{entry.action}"),
        entry.fund,
        " · ".join(_detail(name, detail, view) for name, detail in entry.details.items() if detail not in ("", [])),
    )


def _detail(name: str, detail: object, view: View) -> str:
    """« fichiers : dons.xlsx, frais.csv », « état : à faire → fait »; a name without words is shown as it is."""
    said = ", ".join(map(str, detail)) if isinstance(detail, list) else str(detail)
    said = CHANGED.join(_value(name, part, view) for part in said.split(CHANGED))
    return view.say("history.detail", label=_said_of(f"pages.history.details.{name}", name, view), said=said)


def _value(name: str, text: str, view: View) -> str:
    if name in CODES:
        return _said_of(CODES[name].format(text.lower()), text, view)
    if name == "picture":
        return text[:SHOWN_DIGITS]
    if name in DAYS and text != NOTHING:
        return day(date.fromisoformat(text), view.language, short=True)
    return exact_euros(int(text), view.language) if name in AMOUNTS and text != NOTHING else text


def _said_of(key: str, otherwise: str, view: View) -> str:
    return words(key, view.language) if has(key, view.language) else otherwise


view = current_view()
title(view, view.say("menu.historique"), subtitle=view.say("history.subtitle"))
say_done(view)
current_data(view)
if not view.past:
    as_published(view)
versions(view)
withdrawing_photos(view)
explanations(view)
audit(view)

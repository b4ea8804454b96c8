"""Withdrawing a version for good: what goes and what stays, why, and for the public one what takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from fund.changes import of_itself
from fund.records import Pack, Version
from fund.store.errors import NoReplacement, StaleBase, StoreUnavailable, WithdrawnVersion
from fund.store.withdrawals import LONGEST_REASON, Replacement, SharedFile
from pages.parts.history.outcome import Outcome, refusal_of, remember
from pages.parts.history.photo_withdrawal import already_made
from pages.parts.history.restoration import anew
from pages.parts.session import address, funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View, published_by, show_newest
from pages.parts.show.comparison import comparison
from pages.parts.show.markup import alert, bullets, draw, paragraph
from pages.parts.show.store_down import not_done


def withdrawing(version: Version, versions: Sequence[Version], view: View, *, public: int) -> None:
    """The fold in which staff see what withdrawing a version does, say why, and confirm it."""
    fold = st.expander(view.say("history.withdraw"), key=f"withdraw-{version.number}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        paragraph(view.say("history.withdraw_told"))
        _stays_elsewhere(version, view)
        already_made(packs_of(version), view)
        if version.id == public and not _replacement(version, versions, view):
            return
        st.text_input(view.say("history.withdraw_why"), key=_key("why", version), max_chars=LONGEST_REASON)
        st.checkbox(view.say("history.withdraw_sure", number=version.number), key=_key("sure", version))
        st.button(
            view.say("history.withdraw_now", number=version.number),
            on_click=_withdraw,
            args=(version, public),
            key=f"withdraw-now-{version.number}",
            type="primary",
        )
        _refused(version, public, view)


def packs_of(version: Version) -> list[Pack]:
    """What was made of a version to be taken home."""
    return [each for each in funds.store().pictures.packs(version.fund) if each.number == version.number]


def _stays_elsewhere(version: Version, view: View) -> None:
    """The files that other versions have too: there they stay, until those are withdrawn."""
    shared = funds.store().shared_files(version.id)
    items = []
    for name, places in groupby(shared, key=lambda each: each.name):
        told = ", ".join(_place(each, version, view) for each in places)
        items.append(view.say("history.shared_file", file=name, places=told))
    if items:
        draw('<p class="text">{told}</p>{items}', told=view.say("history.shared"), items=bullets(items))


def _place(each: SharedFile, version: Version, view: View) -> str:
    said = "history.place" if each.fund == version.fund else "history.place_elsewhere"
    return view.say(said, number=each.number, fund=each.fund)


def _replacement(version: Version, versions: Sequence[Version], view: View) -> bool:
    """The choice of what takes the public version's place, and what it would change; whether there is any."""
    fit = {
        each.id: each
        for each in versions
        if each.withdrawn_at is None and each.digest != version.digest and each.id != version.id
    }
    paragraph(view.say("history.withdraw_public" if fit else "history.withdraw_alone"))
    if not fit:
        return False
    chosen = st.selectbox(
        view.say("history.replacement"),
        list(fit),
        format_func=lambda key: view.say(
            "history.replacement_choice", number=fit[key].number, who=published_by(fit[key], view)
        ),
        key=_key("by", version),
    )
    comparison(
        funds.compared(version.fund, version.id, chosen),
        view,
        key=f"instead-{version.number}",
        nothing=view.say("history.nothing_changes"),
    )
    return True


def _refused(version: Version, public: int, view: View) -> None:
    """Why withdrawing this version was not done, for as long as that holds."""
    code = refusal_of(version, public)
    needed = code == "withdraw_needed" and not (_why(version) and st.session_state[_key("sure", version)])
    if needed or code == "withdraw_overtaken":
        alert(view.say(f"history.{code}"))


def _key(part: str, version: Version) -> str:
    return f"withdraw-{part}-{version.number}"


def _why(version: Version) -> str:
    return str(st.session_state[_key("why", version)]).strip()


def _withdraw(version: Version, public: int) -> None:
    """Callback: `public` is the version that was public when the person saw the page."""
    staff = require_staff()
    # What stands in the fields, which may be newer than what the last run saw.
    reason, chosen = _why(version), st.session_state.get(_key("by", version))
    if not (reason and st.session_state[_key("sure", version)]):
        remember(Outcome("withdraw_needed", version.id, public))
        return
    store, replacement = funds.store(), None
    try:
        if version.id == public and chosen is not None:
            other = store.version(chosen)
            opened = funds.opened(version.fund, chosen)
            replacement = Replacement(chosen, anew(other, opened, of_itself(opened)))
        now = store.withdraw(version.id, author=staff.name, reason=reason, public=public, replacement=replacement)
    except (StaleBase, WithdrawnVersion, NoReplacement):
        remember(Outcome("withdraw_overtaken", version.id, funds.public_version(version.fund)))
        return
    except StoreUnavailable as error:
        not_done("not_withdrawn", error)
        return
    funds.forget(version.id)
    remember(Outcome("withdrawn_now", version.id, now.id, version.number))
    address.leave_version()
    show_newest(version.fund)

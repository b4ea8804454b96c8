"""For staff: public versions in which today's checks find an error. They stay public; whoever signs in is told."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from fund.finding_groups import grouped
from fund.model import Finding
from fund.wording.findings import finding_text
from pages.parts.session import address, funds
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View
from pages.parts.show.markup import bullets, draw, fill, join

SHOWN = 3
"""Of the errors of a fund, by kind: the others are on its page « Contrôles »."""
_SEEN = "public_errors_seen"


def public_errors(view: View, *, stays: bool = False) -> None:
    """Which funds, how many errors, of what, and the way to them; put away for the session unless it `stays`."""
    if staff_here() is None:
        return
    found = {code: (version, funds.errors_in(code, version)) for code, version in funds.store().pointers().items()}
    wrong = {code: (version, errors) for code, (version, errors) in found.items() if errors}
    seen = tuple(sorted((code, version) for code, (version, _) in wrong.items()))
    if not wrong or (not stays and st.session_state.get(_SEEN) == seen):
        return
    with st.container(border=True, key="public-errors"):
        items = join([_of_fund(code, errors, view) for code, (_, errors) in wrong.items()])
        draw(
            '<div role="alert"><p class="text broken">{told}</p>{items}</div>',
            told=view.say("public_errors.told"),
            items=items,
        )
        if not stays:
            st.button(view.say("public_errors.seen"), key="public-errors-seen", on_click=_put_away, args=(seen,))


def _put_away(seen: tuple[tuple[str, int], ...]) -> None:
    st.session_state[_SEEN] = seen


def _of_fund(code: str, errors: tuple[Finding, ...], view: View) -> Markup:
    """« Îles Orvanes : 2 erreurs », a line for each kind, the link to the fund's checks."""
    kinds = grouped(errors)[:SHOWN]
    lines = [_kind(each.findings[0], len(each.findings), view) for each in kinds]
    return fill(
        '<p><strong>{name}</strong> <a href="/controles?{query}" target="_self">{number}</a></p>{lines}',
        name=funds.short_names()[code],
        query=urlencode({address.LANGUAGE_KEY: view.language, address.FUND_KEY: code}),
        number=view.say("public_errors.number", n=len(errors)),
        lines=bullets(lines),
    )


def _kind(first: Finding, number: int, view: View) -> str:
    text = finding_text(first, view.language)
    return view.say("public_errors.kind", n=number, title=text.title, what=text.what)

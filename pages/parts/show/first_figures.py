"""The overview's figures, and the same in the answer to its address: on screen before any script has come."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from fund.charts.palette import LIGHT
from fund.store.errors import StoreUnavailable
from fund.wording import Language
from fund.wording.figures import hours_received
from fund.wording.givers import donors_briefly
from pages.parts.session import address, funds, listing
from pages.parts.session.view import View
from pages.parts.show.key_figures import MOST, KeyFigure, figure_rows, ratio_note
from pages.parts.show.markup import fill, fill_if
from pages.parts.show.page_head import head

_NAMED = frozenset((address.FUND_KEY, address.LANGUAGE_KEY))
"""What an address may say for its page to be known before the session is: the public version, whole and as of now."""


def overview_figures(view: View) -> list[KeyFigure]:
    """What was raised, what was done with it and what is left, the known ones of them; at most five."""
    metrics = view.metrics
    raised = KeyFigure(metrics.contributions.raised, note=donors_briefly(metrics.contributions, view.language))
    spent = KeyFigure(metrics.spent, note=ratio_note(metrics.delivery_rate, view))
    hours = KeyFigure(metrics.hours.delivered, note=hours_received(metrics.hours.received, view.language))
    others = (spent, *remainders(view), hours, KeyFigure(metrics.transferred))
    return [raised, *(each for each in others if each.metric.is_told or each.label)][:MOST]


def remainders(view: View) -> list[KeyFigure]:
    """What is left; where neither remainder is known, that is said once."""
    both = [KeyFigure(view.metrics.balance), KeyFigure(view.metrics.unallocated)]
    if any(each.metric.is_told for each in both):
        return both
    return [KeyFigure(view.metrics.unallocated, label=view.say("overview.remainders"))]


def first_figures(asked: Mapping[str, str], language: Language) -> str:
    """HTML of the first figures of the overview that an address asks for; it goes when the page itself is drawn.

    Empty where they are not at hand at once: another version, period or day, a fund that nobody has opened yet.
    """
    try:
        codes = listing.codes()
        code = asked.get(address.FUND_KEY, codes[0] if codes else "")
        if code not in codes or not asked.keys() <= _NAMED:
            return ""
        version = funds.public_version(code)
        opened = funds.held(code, version)
        if opened is None:
            return ""
        view = View(opened, language, LIGHT, funds.store().version(version))
    except StoreUnavailable:
        return ""
    return funds.shared(("first figures", code, version, language), lambda: _drawn(view))


def _drawn(view: View) -> Markup:
    fund = view.dataset.fund
    return fill(
        '<div class="first-figures" aria-hidden="true" inert>{fictional}{head}{figures}</div>',
        fictional=fill_if(view.say("fictional") if fund.fictional else "", '<div class="ribbon">{text}</div>'),
        head=head(view, fund.name or fund.code, subtitle=fund.crisis, quoted=True),
        figures=figure_rows(overview_figures(view), view, key="first"),
    )

"""Who, where, when and how far: the head of a programme's page, and the line on its card."""

from __future__ import annotations

from fund.metrics.result import ProgrammeMetrics
from fund.schema import BY_CODE
from fund.wording.contract import choice_label, heading
from fund.wording.dates import period
from pages.parts.session.view import View
from pages.parts.show.markup import draw, fill, join


def status_label(programme: ProgrammeMetrics, view: View) -> str:
    """Where the programme stands, in words; empty where the workbook does not say."""
    return choice_label("programmes", "status", programme.status, view.language) if programme.status else ""


def identity(programme: ProgrammeMetrics, view: View) -> None:
    """What is known of the programme, as a list of terms."""
    facts = [
        ("country", programme.country),
        ("partner", programme.partner),
        ("beneficiaries", programme.beneficiaries),
        ("period", period(programme.start, programme.end, view.language)),
        ("status", status_label(programme, view)),
    ]
    items = [
        fill("<div><dt>{name}</dt><dd>{text}</dd></div>", name=_heading(name, view), text=text)
        for name, text in facts
        if text
    ]
    if items:
        draw('<dl class="identity">{items}</dl>', items=join(items))


def _heading(name: str, view: View) -> str:
    """What the workbook calls it; the period is of two columns."""
    if name == "period":
        return view.say("identity.period")
    return heading(BY_CODE["programmes"].column(name), view.language)

"""The short lines under key figures, made of other figures."""

from __future__ import annotations

from fund.metric import Metric
from fund.metrics.result import HoursMetrics
from fund.wording import count
from pages.parts.session.view import View
from pages.parts.show.figure_source import metric_value


def donors_note(view: View) -> str:
    """« 22 collectivités donatrices et 1 autre contributeur »."""
    donors = view.metrics.contributions.donors.value
    if donors is None:
        return ""
    text = view.say("notes.donors", n=donors, count=count(int(donors), view.language))
    others = other_contributors_note(view)
    return f"{text} {others}" if others else text


def other_contributors_note(view: View) -> str:
    """« et 1 autre contributeur », empty where there is none."""
    others = view.metrics.contributions.other_contributors.value
    return view.say("notes.others", n=others, count=count(int(others), view.language)) if others else ""


def ratio_note(ratio: Metric, view: View) -> str:
    """What a spent amount is a share of: « sur 75 000 € alloués (100 %) »; empty when it is unknown."""
    if ratio.value is None or ratio.denominator is None:
        return ""
    return view.say(
        f"notes.{ratio.code}",
        share=metric_value(ratio, view),
        whole=metric_value(ratio.denominator, view),
    )


def planned_note(hours: HoursMetrics, view: View) -> str:
    """« sur 400 h prévues », empty where nothing was planned."""
    return view.say("notes.hours_planned", hours=metric_value(hours.planned, view)) if hours.planned.value else ""


def received_note(hours: HoursMetrics, view: View) -> str:
    """« 2 230 h reçues », empty where it is not known."""
    if hours.received.value is None:
        return ""
    return view.say("notes.hours_received", hours=metric_value(hours.received, view))

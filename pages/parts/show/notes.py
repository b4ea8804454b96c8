"""The short lines under key figures, made of other figures."""

from __future__ import annotations

from fund.metric import Metric
from fund.metrics.result import HoursMetrics
from fund.wording import count, words
from fund.wording.figures import value_in_sentence
from pages.parts.session.view import View


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
    if not ratio.is_known or ratio.denominator is None:
        return ""
    return view.say(
        f"notes.{ratio.code}",
        share=value_in_sentence(ratio, view.language),
        whole=value_in_sentence(ratio.denominator, view.language),
    )


def planned_note(hours: HoursMetrics, view: View) -> str:
    """« sur 400 h prévues », empty where nothing was planned."""
    return (
        words("figures.hours_planned", view.language, hours=value_in_sentence(hours.planned, view.language))
        if hours.planned.value
        else ""
    )


def received_note(hours: HoursMetrics, view: View) -> str:
    """« 2 230 h reçues », empty where it is not known."""
    if not hours.received.is_known:
        return ""
    return words("figures.hours_received", view.language, hours=value_in_sentence(hours.received, view.language))

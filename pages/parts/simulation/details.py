"""Everything else a scenario answers: every figure beside the published one, then what would follow, in sentences."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from fund.metric import Metric
from fund.whatif.answers import Answers, changed
from fund.whatif.sentences import (
    constraint_sentence,
    cost_sentence,
    hours_sentences,
    lifted_sentence,
    outlook_sentence,
    rate_sentences,
    runway_sentence,
    tender_sentence,
)
from fund.wording import words
from fund.wording.figures import change_alone, label, pair, value_alone
from pages.parts.session.view import View
from pages.parts.show.figure_source import basis_mark
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import bullets, draw, fill, fill_if
from pages.parts.show.page_head import section

HEADS = {
    "figures.facts.figure": "words",
    "figures.facts.programme": "words",
    "charts.columns.published": "number",
    "charts.columns.simulated": "number",
    "figures.facts.change": "number",
}
"""The columns of the table of figures, and how each is aligned."""
Line = tuple[str, str]
"""A sentence about the published figures (empty where there is none to compare), and about the simulation."""


def details(answers: Answers, programme: str, view: View) -> None:
    """What would follow, then every figure of the fund and of the programme asked about (of all when it is none)."""
    lines = [*_releases(answers, view), *_rest(answers, view)]
    if programme:
        lines += _of_programme(answers, view)
    if lines:
        section(view.say("simulation.outlooks"))
        draw(bullets((_said(before, now, view) for before, now in dict.fromkeys(lines)), "outlooks"))
    fold = st.expander(view.say("simulation.details"), key=f"details-{programme}", on_change="rerun")
    if fold.open:
        with fold:
            _table(answers, view)


def _said(before: str, now: str, view: View) -> Markup:
    """A sentence; under it what the published figures say, where the simulation says otherwise."""
    was = view.say("simulation.published", value=before) if before not in ("", now) else ""
    return fill("{now}{was}", now=now, was=fill_if(was, '<br><span class="soft">{text}</span>'))


def _releases(answers: Answers, view: View) -> list[Line]:
    language = view.language
    return [
        (_named(each.programme, outlook_sentence(each.baseline, language), view), _named(each.programme, now, view))
        for each in answers.releases
        if (now := outlook_sentence(each.scenario, language))
    ]


def _rest(answers: Answers, view: View) -> list[Line]:
    """Purchases beside the rule of tenders, and what the simulation mends."""
    language, names = view.language, view.metrics.names
    return [
        *(("", _named(each.purchase.programme, tender_sentence(each, language), view)) for each in answers.tenders),
        *(("", lifted_sentence(each, language, names)) for each in answers.lifted),
        *(("", constraint_sentence(each, language, names)) for each in answers.constraints if each.before),
    ]


def _of_programme(answers: Answers, view: View) -> list[Line]:
    """What runs out and when, at which rate; and the hours that its money pays for."""
    language, names = view.language, view.metrics.names
    runways = [
        (
            "" if each.baseline is None else runway_sentence(each.baseline, language, names),
            runway_sentence(each.scenario, language, names),
        )
        for each in answers.runways
    ]
    rates = [("", text) for each in answers.rates for text in rate_sentences(each.scenario, language)]
    hours = [
        pair
        for each in answers.hours
        for pair in zip(
            hours_sentences(each.baseline, language), hours_sentences(each.scenario, language), strict=False
        )
    ]
    cost = [("", cost_sentence(each.scenario.cost_per_hour, language)) for each in answers.hours]
    return [*runways, *rates, *hours, *cost]


def _named(programme: str, sentence: str, view: View) -> str:
    return pair(view.metrics.names[programme], sentence, view.language) if sentence else ""


def _table(answers: Answers, view: View) -> None:
    rows = [_row(each.programme, each.baseline, each.scenario, view) for each in answers.figures]
    for tranche in answers.tranches:
        published = None if tranche.baseline is None else tranche.baseline.share
        rows.append(_row(tranche.programme, published, tranche.scenario.share, view))
    heads = {words(key, view.language): kind for key, kind in HEADS.items()}
    draw(framed_table(heads, rows, caption=view.say("simulation.details")))


def _row(programme: str, published: Metric | None, supposed: Metric, view: View) -> tuple[str, ...]:
    """One figure; `published` is None for a tranche that only the simulation has."""
    gap = None if published is None else changed(published, supposed)
    return (
        fill("{name} {mark}", name=label(supposed, view.language), mark=basis_mark(supposed, view)),
        view.metrics.names.get(programme, ""),
        "—" if published is None else value_alone(published, view.language),
        value_alone(supposed, view.language),
        "—" if gap is None else change_alone(gap, view.language),
    )

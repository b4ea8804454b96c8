"""Everything else a scenario answers: every figure beside the published one, then what would follow, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from fund.charts.cash import cash_sentence, likely_sentence
from fund.metric import Metric
from fund.whatif.answer_words import reverse_answers
from fund.whatif.answers import Answers, changed
from fund.whatif.sentences import (
    constraint_sentence,
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
from pages.parts.show.markup import bullets, draw, fill, fill_if, terms


def details(answers: Answers, view: View) -> None:
    """Folded: what would follow, in sentences, then every figure of the fund and of its programmes."""
    fold = st.expander(view.say("simulation.details"), key="details", on_change="rerun")
    if fold.open:
        with fold:
            lines = dict.fromkeys(_lines(answers, view))
            draw(bullets((_said(before, now, view) for before, now in lines), "outlooks"))
            _table(answers, view)


def reverse(view: View) -> None:
    """The questions asked the other way round, answered from what is published."""
    language, names = view.language, view.metrics.short_names
    fold = st.expander(view.say("simulation.reverse"), key="reverse", on_change="rerun")
    if fold.open:
        path = view.metrics.cash
        lasting = [cash_sentence(path, language, names), likely_sentence(path, language)]
        held = " ".join(f"{each.rstrip('.')}." for each in lasting if each)
        found = [*reverse_answers(view.fund, language, names), (words("whatif.reverse.holds", language), held)]
        with fold:
            draw(terms(found, "glossary"))


def _said(before: str, now: str, view: View) -> Markup:
    """A sentence; under it what the published figures say, where the simulation says otherwise."""
    was = view.say("simulation.published", value=before) if before not in ("", now) else ""
    return fill("{now}{was}", now=now, was=fill_if(was, '<br><span class="soft">{text}</span>'))


def _lines(answers: Answers, view: View) -> Iterator[tuple[str, str]]:
    """What would follow, in sentences: as published (empty where there is nothing to compare), and as simulated."""
    language, names = view.language, view.metrics.short_names
    for release in answers.releases:
        if now := outlook_sentence(release.scenario, language):
            before = outlook_sentence(release.baseline, language)
            yield _named(release.programme, before, view), _named(release.programme, now, view)
    for tender in answers.tenders:
        yield "", _named(tender.purchase.programme, tender_sentence(tender, language), view)
    yield from (("", lifted_sentence(each, language, names)) for each in answers.lifted)
    yield from (("", constraint_sentence(each, language, names)) for each in answers.constraints if each.before)
    for left in answers.runways:
        if left.scenario.cents is not None:
            before = "" if left.baseline is None else runway_sentence(left.baseline, language, names)
            yield before, runway_sentence(left.scenario, language, names)
    for rate in answers.rates:
        if rate.scenario.windows:
            yield from (("", _named(rate.programme, text, view)) for text in rate_sentences(rate.scenario, language))


def _named(programme: str, sentence: str, view: View) -> str:
    return pair(view.metrics.short_names[programme], sentence, view.language) if sentence else ""


def _table(answers: Answers, view: View) -> None:
    rows = [_row(each.programme, each.baseline, each.scenario, view) for each in answers.figures]
    for tranche in answers.tranches:
        published = None if tranche.baseline is None else tranche.baseline.share
        rows.append(_row(tranche.programme, published, tranche.scenario.share, view))
    heads = {words(f"figures.facts.{each}", view.language): "words" for each in ("figure", "programme")}
    heads |= {words(f"charts.columns.{each}", view.language): "number" for each in ("published", "simulated")}
    heads[words("figures.facts.change", view.language)] = "number"
    draw(framed_table(heads, rows, caption=view.say("simulation.details")))


def _row(programme: str, published: Metric | None, supposed: Metric, view: View) -> tuple[str, ...]:
    """One figure; `published` is None for a tranche that only the simulation has."""
    gap = None if published is None else changed(published, supposed)
    return (
        fill("{name} {mark}", name=label(supposed, view.language), mark=basis_mark(supposed, view)),
        view.metrics.short_names.get(programme, ""),
        "—" if published is None else value_alone(published, view.language),
        value_alone(supposed, view.language),
        "—" if gap is None else change_alone(gap, view.language),
    )

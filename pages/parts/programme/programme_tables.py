"""The parts of a programme's page: results, money and tranches, purchases under the tender rule, places."""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from fund.charts.shares import site_progress
from fund.charts.targets import results_by_target
from fund.charts.tranches import tranche_strip
from fund.metric import Metric, Release
from fund.metrics.result import ProgrammeMetrics
from fund.metrics.tender import Tender
from fund.schema import BY_CODE
from fund.whatif.sentences import release_pace
from fund.wording import count, words
from fund.wording import money as money_text
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.dates import period
from fund.wording.figures import capitalised, label, pair, value_in_sentence
from fund.wording.releases import release_sentence
from fund.wording.tables import shown_rows, sites_table, works_table
from pages.parts.programme.programme_opening import anchor
from pages.parts.session.view import View
from pages.parts.show.chart import show_chart
from pages.parts.show.figure_source import marked_value, named_source
from pages.parts.show.html_table import framed_table, html_table
from pages.parts.show.key_figures import KeyFigure, key_figures, ratio_note
from pages.parts.show.markup import bullets, draw, fill, fill_if, plain_label
from pages.parts.show.page_head import fold, section
from pages.parts.show.period_head import part_text

FEW_ROWS = 6
"""Places that are shown without being asked for."""


def money_is_told(programme: ProgrammeMetrics) -> bool:
    """Whether anything is known of a programme's tranches or money."""
    return bool(programme.tranches) or any(figure.is_known for figure in _money(programme))


def money(programme: ProgrammeMetrics, view: View) -> None:
    """The tranches as one strip, what the next one waits for; the budget, what was transferred, spent and is left."""
    as_of, at = view.dataset.fund.as_of, anchor("argent")
    strip = tranche_strip(programme=programme, as_of=as_of, language=view.language)
    if strip is None:
        section(view.say("programme.parts.argent"), anchor=at)
    show_chart(strip, anchor=at)
    if programme.next_release is not None:
        _release(programme.next_release, programme, view)
    known = [
        KeyFigure(each, note=ratio_note(programme.budget_share, view) if each is programme.spent else "")
        for each in _money(programme)
        if each.is_told
    ]
    if known:
        key_figures(known, view, key="money")
    unknown = [label(each, view.language).lower() for each in _money(programme)[:-1] if not each.is_known]
    if unknown:
        said = words("charts.where_the_money_is.unspoken", view.language, names=", ".join(unknown))
        draw('<p class="soft">{text}</p>', text=said)


def _money(programme: ProgrammeMetrics) -> tuple[Metric, ...]:
    return (programme.allocated, programme.transferred, programme.spent, programme.balance)


def results(programme: ProgrammeMetrics, view: View) -> None:
    """What was reached against its target, and why not all of it where somebody says so."""
    reached = results_by_target(programme=programme, language=view.language)
    if reached is not None:
        show_chart(reached)
        reasons = (
            fill(
                f'<span lang="{WORKBOOK_LANGUAGE}"><strong>{{name}}</strong> {{reason}}</span>',
                name=label(each.achieved, view.language),
                reason=each.gap_reason,
            )
            for each in programme.results
            if each.gap_reason
        )
        parts = ((label(each.achieved, view.language), part_text(each.achieved, view)) for each in programme.results)
        said = (fill("<strong>{name}</strong> {part}", name=name, part=part) for name, part in parts if part)
        if told := bullets((*reasons, *said), "reasons"):
            draw(told)
    _results_since(programme, view)


def _results_since(programme: ProgrammeMetrics, view: View) -> None:
    """What was reached after the closing day, apart: no figure counts it."""
    items = [
        fill(
            '{name} <strong>{value}</strong> <span class="soft">{period}</span>',
            name=label(result.achieved, view.language),
            value=marked_value(result.achieved, view),
            period=period(result.start, result.end, view.language),
        )
        for result in programme.results_since
    ]
    if items:
        title = words("programmes.results_since", view.language)
        draw("<p><strong>{title}</strong></p>{items}", title=title, items=bullets(items, "reasons"))


def _release(release: Release, programme: ProgrammeMetrics, view: View) -> None:
    """Whether the next tranche may be paid, and what is still to justify."""
    said = release_sentence(release, view.language, amount=programme.amount_of(release.tranche))
    draw(
        '<p class="release {state}">{text}{when}</p>',
        state={True: "met", False: "not_met", None: "unknown"}[release.met] if release.excess is None else "not_met",
        text=f"{capitalised(said)}.",
        when=fill_if(release_pace(view.dataset, programme, view.language), ' <span class="soft">{text}</span>'),
    )
    named_source(release.to_justify, view, key="release")


def tender(programme: ProgrammeMetrics, view: View) -> None:
    """The tender rule in one line, what breaks it in red words; the purchases it is about, in a fold."""
    rule = programme.tender
    if rule is None:
        return
    missing = rule.missing.value or 0
    tendered = "tender.known_tendered" if rule.undetermined.value else "tender.all_tendered"
    said = view.say("tender.missing", n=missing) if missing else view.say(tendered)
    draw(
        '<p class="text">{rule} <span class="{state}">{said}</span></p>',
        rule=_rule(rule, view),
        state="breach" if missing else "soft",
        said=view.say("tender.none") if rule.purchases.empty else said,
    )
    many = len(rule.purchases) + int(rule.undetermined.value or 0)
    if not many:
        named_source(rule.threshold_eur, view, key="tender")
        return
    said = view.say("tender.fold", n=many, count=count(many, view.language))
    asked = st.expander(plain_label(said), key="tender-fold", on_change="rerun")
    if asked.open:
        with asked:
            _purchases(rule, view)


def _rule(rule: Tender, view: View) -> str:
    """« Au-dessus de 40 000 UAH (1 040,27 € au taux du contrat), un appel d’offres est obligatoire. »."""
    amount = money_text(rule.threshold_cents, rule.currency, view.language)
    if rule.currency == "EUR" or not rule.threshold_eur.is_known:
        return view.say("tender.rule", amount=amount)
    return view.say("tender.rule_converted", amount=amount, euros=value_in_sentence(rule.threshold_eur, view.language))


def _purchases(rule: Tender, view: View) -> None:
    """Those above the threshold, the ones to ask about first; those that can't be compared; where the rule is from."""
    if not rule.purchases.empty:
        purchases = rule.purchases.sort_values("tender", na_position="first", kind="stable")
        positions = purchases["position"].to_numpy(np.intp)
        shown = _expenses(positions, view, columns=("amount_cents", "amount_eur_cents", "tender"))
        draw(html_table(shown, caption=view.say("tender.purchases"), quoted=len(shown.columns)))
    undetermined = rule.undetermined
    if undetermined.value:
        positions = np.concatenate([cells.positions for cells in undetermined.cells])
        shown = _expenses(positions, view, columns=("supplier", "tender"))
        said = view.say("tender.undetermined", n=undetermined.value)
        draw(html_table(shown, caption=said, quoted=len(shown.columns)))
    named_source(rule.threshold_eur, view, key="tender")


def unconverted(programme: ProgrammeMetrics, view: View) -> None:
    """The expenses left out of every total for want of a rate or an amount in euros."""
    if programme.unconverted.empty:
        return
    positions = programme.unconverted["position"].to_numpy(np.intp)
    shown = _expenses(positions, view, columns=("amount_cents",))
    caption = view.say("programme.unconverted", n=len(shown))
    draw(html_table(shown, caption=caption, quoted=len(shown.columns)))


def _expenses(positions: npt.NDArray[np.intp], view: View, *, columns: tuple[str, ...]) -> pd.DataFrame:
    rows = view.dataset.table("expenses").iloc[positions]
    without = ("programme", "currency")
    return shown_rows(rows, BY_CODE["expenses"], columns=columns, language=view.language, without=without)


def works(programme: ProgrammeMetrics, view: View) -> None:
    """The activities that are no training, with where they stand."""
    heads, rows = works_table(programme.works, view.language)
    if rows:
        title = words("programmes.works", view.language)
        section(title, anchor=anchor("travaux"))
        draw(framed_table({head: "words" if at else "quoted" for at, head in enumerate(heads)}, rows, caption=title))


def places(programme: ProgrammeMetrics, view: View) -> None:
    """The places of the programme: their budgets where these are known, else their names; in a fold where many."""
    progress = site_progress(programme=programme, language=view.language)
    title = words("programmes.sites", view.language)
    many = len(programme.sites) > FEW_ROWS
    said = (
        pair(title, count(len(programme.sites), view.language), view.language) if progress is None else progress.title
    )
    with fold(said, key="lieux") if many else nullcontext():
        if progress is not None:
            show_chart(progress, anchor=anchor("lieux"))
            return
        heads, rows = sites_table(programme.sites, view.language)
        section(title, anchor=anchor("lieux"))
        draw(framed_table({head: "words" if at else "quoted" for at, head in enumerate(heads)}, rows, caption=title))

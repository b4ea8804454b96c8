"""The tables of a programme's page: tranches, purchases under the tender rule, places, what is left out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.charts.shares import site_progress
from fund.charts.targets import results_by_target
from fund.metric import Release
from fund.metrics.result import ProgrammeMetrics
from fund.metrics.tender import Tender
from fund.schema import BY_CODE
from fund.wording import money, words
from fund.wording.dates import payment, period
from fund.wording.figures import capitalised, label, release_sentence
from fund.wording.tables import shown_rows, sites_table, works_table
from pages.parts.session.view import View
from pages.parts.show.chart import show_chart
from pages.parts.show.figure_source import ask_source, marked_value
from pages.parts.show.html_table import framed_table, html_table
from pages.parts.show.key_figures import KeyFigure, key_figure
from pages.parts.show.markup import bullets, draw, fill, paragraph
from pages.parts.show.page_head import section
from pages.parts.show.period_head import part_text

AMOUNTS = ("amount", "spent", "share", "remaining")
SINCE_COLUMNS = {"result": "heading", "achieved": "number", "period": "words"}


def tranches(programme: ProgrammeMetrics, view: View) -> None:
    """Each tranche with its amount, spent, share, remaining, dates; then what the next one waits for."""
    kinds = {**dict.fromkeys(AMOUNTS, "number"), "paid": "words"}
    heads = {words("figures.facts.tranche", view.language): "heading"}
    heads |= {view.say(f"tranches.{name}"): kind for name, kind in kinds.items()}
    rows = []
    for each in programme.tranches:
        amounts = [marked_value(metric, view) for metric in (each.amount, each.spent, each.share, each.remaining)]
        rows.append((each.number, *amounts, payment(each.paid_on, each.planned_on, view.language)))
    draw(framed_table(heads, rows, caption=words("programmes.tranches", view.language)))
    if programme.next_release is not None:
        _release(programme.next_release, programme, view)


def results(programme: ProgrammeMetrics, view: View) -> None:
    """What was reached against its target, and why not all of it where somebody says so."""
    reached = results_by_target(programme=programme, language=view.language)
    if reached is not None:
        section(words("programmes.results", view.language))
        show_chart(reached)
        reasons = (
            fill("<strong>{name}</strong> {reason}", name=label(each.achieved, view.language), reason=each.gap_reason)
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
    if not programme.results_since:
        return
    title = words("programmes.results_since", view.language)
    heads = {words(f"charts.columns.{name}", view.language): kind for name, kind in SINCE_COLUMNS.items()}
    rows = [
        (
            label(result.achieved, view.language),
            marked_value(result.achieved, view),
            period(result.start, result.end, view.language),
        )
        for result in programme.results_since
    ]
    section(title)
    draw(framed_table(heads, rows, caption=title))


def _release(release: Release, programme: ProgrammeMetrics, view: View) -> None:
    """Whether the next tranche may be paid, and what is still to justify."""
    said = release_sentence(release, view.language, amount=programme.amount_of(release.tranche))
    draw(
        '<p class="release {state}">{text}</p>',
        state={True: "met", False: "not_met", None: "unknown"}[release.met] if release.excess is None else "not_met",
        text=f"{capitalised(said)}.",
    )
    ask_source(release.to_justify, key="release")


def tender(programme: ProgrammeMetrics, view: View) -> None:
    """The tender rule with its threshold in euros at the contract's rate, and the purchases above it."""
    rule = programme.tender
    if rule is None:
        return
    _threshold(rule, view)
    _purchases(rule, view)


def _threshold(rule: Tender, view: View) -> None:
    threshold = money(rule.threshold_cents, rule.currency, view.language)
    key_figure(
        KeyFigure(
            rule.threshold_eur, note=view.say("tender.threshold", amount=threshold), label=view.say("tender.title")
        ),
        view,
        key="tender",
    )


def _purchases(rule: Tender, view: View) -> None:
    if rule.purchases.empty:
        paragraph(view.say("tender.none"))
    else:
        # Those to ask about come first.
        purchases = rule.purchases.sort_values("tender", na_position="first", kind="stable")
        positions = purchases["position"].to_numpy(np.intp)
        shown = _expenses(positions, view, columns=("amount_cents", "amount_eur_cents", "tender"))
        missing = rule.missing.value or 0
        tendered = "tender.known_tendered" if rule.undetermined.value else "tender.all_tendered"
        draw(
            '<p class="text {state}">{text}</p>{table}',
            state="broken" if missing else "plain",
            text=view.say("tender.missing", n=missing) if missing else view.say(tendered),
            table=html_table(shown, caption=view.say("tender.purchases")),
        )
    undetermined = rule.undetermined
    if undetermined.value:
        positions = np.concatenate([cells.positions for cells in undetermined.cells])
        shown = _expenses(positions, view, columns=("supplier", "tender"))
        caption = view.say("tender.undetermined", n=undetermined.value)
        draw(html_table(shown, caption=caption))


def unconverted(programme: ProgrammeMetrics, view: View) -> None:
    """The expenses left out of every total for want of a rate or an amount in euros."""
    if programme.unconverted.empty:
        return
    positions = programme.unconverted["position"].to_numpy(np.intp)
    shown = _expenses(positions, view, columns=("amount_cents",))
    caption = view.say("programme.unconverted", n=len(shown))
    draw(html_table(shown, caption=caption))


def _expenses(positions: npt.NDArray[np.intp], view: View, *, columns: tuple[str, ...]) -> pd.DataFrame:
    rows = view.dataset.table("expenses").iloc[positions]
    without = ("programme", "currency")
    return shown_rows(rows, BY_CODE["expenses"], columns=columns, language=view.language, without=without)


def works(programme: ProgrammeMetrics, view: View) -> None:
    """The activities that are no training, with where they stand."""
    heads, rows = works_table(programme.works, view.language)
    if rows:
        title = words("programmes.works", view.language)
        section(title)
        draw(framed_table(dict.fromkeys(heads, "words"), rows, caption=title))


def places(programme: ProgrammeMetrics, view: View) -> None:
    """The places of the programme: their budgets where these are known, else their names and where they stand."""
    heads, rows = sites_table(programme.sites, view.language)
    if not rows:
        return
    title = words("programmes.sites", view.language)
    section(title)
    progress = site_progress(programme=programme, language=view.language)
    if progress is None:
        draw(framed_table(dict.fromkeys(heads, "words"), rows, caption=title))
    else:
        show_chart(progress)

"""The slide that says where the money is: raised, allocated, transferred and spent on one scale."""

from __future__ import annotations

from fund.charts.money import money_plot, stages_of
from fund.charts.tranches import parts_of
from fund.metrics.result import FundMetrics
from fund.slides.deck_input import DeckInput
from fund.slides.parts import figure, figures, foot
from fund.slides.slide import Slide, SlideKind
from fund.slides.text_layout import headline
from fund.wording import Language, euros, words
from fund.wording.figures import value_in_sentence


def money_slide(material: DeckInput, language: Language) -> Slide:
    """What was raised and what became of it; what is left is told at the end of each bar."""
    metrics = material.fund.metrics
    left = [metrics.unallocated, metrics.balance, metrics.delivery_rate]
    costs = metrics.running_costs
    shown = [
        figure(each, material, language, note=parts_of(each, language) if each is metrics.delivery_rate else "")
        for each in left
        if each.is_known
    ]
    return Slide(
        code="money",
        kind=SlideKind.MONEY,
        title=_title(metrics, language),
        figures=figures(shown),
        plot=money_plot(metrics, language, detailed=False),
        note=words("slides.money.costs", language, amount=value_in_sentence(costs, language)) if costs.value else "",
        foot=foot(material, language, (*stages_of(metrics).values(), *left)),
    )


def _title(metrics: FundMetrics, language: Language) -> str:
    raised, left = metrics.contributions.raised, metrics.unallocated
    fields = {"raised": value_in_sentence(raised, language), "left": value_in_sentence(left, language)}
    if left.value is not None and left.is_known:
        if left.value < 0:
            return headline("money.title_over", language, over=euros(-int(left.value), language), **fields)
        return headline("money.title", language, **fields)
    if metrics.balance.is_known:
        return headline("money.title_balance", language, balance=value_in_sentence(metrics.balance, language), **fields)
    if metrics.spent.is_known:
        return headline("money.title_spent", language, spent=value_in_sentence(metrics.spent, language), **fields)
    return headline("money.title_raised" if raised.is_known else "money.title_unknown", language, **fields)

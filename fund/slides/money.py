"""The slide that says where the money is: raised, allocated, transferred and spent on one scale."""

from __future__ import annotations

from fund.charts.labels import stated
from fund.metric import Metric
from fund.metrics.result import FundMetrics
from fund.slides.fit import headline
from fund.slides.making import figure, figures, foot
from fund.slides.material import Material
from fund.slides.plots import NOTHING, Bar, end_to_end, series
from fund.slides.shares import parts_of
from fund.slides.slide import Measure, Plot, Slide, SlideKind
from fund.wording import Language, euros, words

SERIES = {"raised": "raised", "allocated": "passed_on", "transferred": "passed_on", "spent": "spent"}
"""Each stage of the money and the series that draws it."""


def money_slide(material: Material, language: Language) -> Slide:
    """What was raised and what became of it; what is left is told at the end of each bar."""
    metrics = material.metrics
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
        plot=_plot(metrics, language),
        note=words("slides.money.costs", language, amount=stated(costs, language)) if costs.value else "",
        foot=foot(material, language, (*_stages(metrics).values(), *left)),
    )


def _stages(metrics: FundMetrics) -> dict[str, Metric]:
    return {
        "raised": metrics.contributions.raised,
        "allocated": metrics.allocated,
        "transferred": metrics.transferred,
        "spent": metrics.spent,
    }


def _title(metrics: FundMetrics, language: Language) -> str:
    raised, left = metrics.contributions.raised, metrics.unallocated
    fields = {"raised": stated(raised, language), "left": stated(left, language)}
    if left.value is not None and left.is_known:
        if left.value < 0:
            return headline("money.title_over", language, over=euros(-int(left.value), language), **fields)
        return headline("money.title", language, **fields)
    if metrics.balance.is_known:
        return headline("money.title_balance", language, balance=stated(metrics.balance, language), **fields)
    if metrics.spent.is_known:
        return headline("money.title_spent", language, spent=stated(metrics.spent, language), **fields)
    return headline("money.title_raised" if raised.is_known else "money.title_unknown", language, **fields)


def _plot(metrics: FundMetrics, language: Language) -> Plot | None:
    stages = _stages(metrics)
    if not any(stage.is_known for stage in stages.values()):
        return None
    names = [words(f"charts.stages.{code}", language) for code in stages]
    drawn = {code: _bar(stage, language) for code, stage in stages.items()}
    parts = [
        series(key, [bar if SERIES[code] == key else NOTHING for code, bar in drawn.items()], language)
        for key in dict.fromkeys(SERIES.values())
    ]
    rests = {"allocated": metrics.unallocated, "transferred": metrics.balance}
    left = [_rest(code, rests.get(code), language) for code in stages]
    if any(bar is not NOTHING for bar in left):
        parts.append(series("rest", left, language))
    return end_to_end(parts, names, measure=Measure.EUROS, language=language)


def _bar(stage: Metric, language: Language) -> Bar:
    if stage.value is None or not stage.is_known:
        return Bar(name="", value=None, label=words("charts.unknown", language))
    said = stated(stage, language)
    if stage.is_declared:
        said = words("charts.declared_part", language, part=said)
    return Bar(name="", value=stage.value / 100, label=said, declared=stage.is_declared)


def _rest(code: str, left: Metric | None, language: Language) -> Bar:
    """What is left of a stage; below zero it has no length, but is said."""
    if left is None or left.value is None or not left.is_known:
        return NOTHING
    sign = "rest" if left.value >= 0 else "shortfall"
    label = words(f"charts.where_the_money_is.{code}_{sign}", language, amount=stated(left, language))
    return Bar(name="", value=max(left.value, 0) / 100, label=label)

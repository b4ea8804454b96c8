"""Where the money is: raised, allocated, transferred and spent on one scale."""

from __future__ import annotations

from collections.abc import Callable

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, chart, lines
from fund.charts.plot import Hue, Measure, Part, Plot, Shape
from fund.metric import Metric
from fund.metrics.figure import difference
from fund.metrics.limits import tied_beyond_budgets
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.wording import Language, words
from fund.wording.figures import basis_label, label_of, pair, rounded_note, value_alone, value_in_sentence

OfProgramme = Callable[[ProgrammeMetrics], Metric]
PARTS: dict[str, OfProgramme] = {
    "allocated": lambda programme: programme.allocated,
    "transferred": lambda programme: programme.transferred,
    "spent": lambda programme: programme.spent,
}
RESTS: dict[str, Callable[[FundMetrics], Metric]] = {
    "allocated": lambda metrics: metrics.unallocated,
    "transferred": lambda metrics: metrics.balance,
}
SERIES = {
    "metrics.raised.label": (("raised",), Hue.RECEIVED),
    "charts.series.passed_on": (("allocated", "transferred"), Hue.OTHER),
    "metrics.spent.label": (("spent",), Hue.SPENT),
}
"""The series that draw the stages of the money: the words for each, its stages and its colour."""


def where_the_money_is(*, metrics: FundMetrics, language: Language) -> Chart | None:
    """The fund's four amounts, each programme a part of its bar. None where no amount is known at all."""
    plot = money_plot(metrics, language, detailed=True)
    if plot is None:
        return None
    stages, costs = stages_of(metrics), metrics.running_costs
    silent = [each.name for each in metrics.programmes if not any(part(each).is_known for part in PARTS.values())]
    return chart(
        "where_the_money_is",
        plot,
        _columns(stages, metrics, language),
        language,
        form="" if metrics.spent.is_known else "raised",
        raised=value_in_sentence(stages["raised"], language),
        spent=value_in_sentence(metrics.spent, language),
    ).about(
        *stages.values(),
        costs,
        remarks=[
            unspoken_note(metrics, language),
            _order(metrics, language),
            words("charts.silent_programmes", language, n=len(silent), names=", ".join(silent)) if silent else "",
            words("charts.where_the_money_is.costs", language, amount=value_in_sentence(costs, language))
            if costs.value
            else "",
            tied_note(metrics, language),
            rounded_note([*stages.values(), *_parts(metrics), *_beside(metrics)], language),
        ],
    )


def _parts(metrics: FundMetrics) -> list[Metric]:
    """The programmes' parts of the stages."""
    return [part(each) for each in metrics.programmes for part in PARTS.values()]


def _beside(metrics: FundMetrics) -> tuple[Metric, ...]:
    """What is told beside the stages: what neither is with the partners nor allocated."""
    return metrics.running_costs, metrics.unallocated, metrics.balance


def unspoken_note(metrics: FundMetrics, language: Language) -> str:
    """The stages that have no bar, as the workbooks say nothing of them; empty where each has one."""
    names = [label_of(code, language).lower() for code in _unspoken(metrics)]
    return words("charts.where_the_money_is.unspoken", language, names=", ".join(names)) if names else ""


def _unspoken(metrics: FundMetrics) -> list[str]:
    """The stages that the workbooks say nothing of; one alone is a gap between others, and shown in its place."""
    found = [code for code, stage in stages_of(metrics).items() if code in PARTS and not stage.is_spoken_of]
    return found if len(found) > 1 else []


def tied_note(metrics: FundMetrics, language: Language) -> str:
    """What of the money left to allocate is tied to a programme beyond its budget, and what is free; else nothing."""
    tied = tied_beyond_budgets(metrics)
    if tied is None or not metrics.unallocated.is_known:
        return ""
    free = difference("unallocated", metrics.unallocated, tied.known_part)
    fields = {"tied": value_in_sentence(tied, language), "free": value_alone(free, language)}
    return words("charts.where_the_money_is.tied", language, **fields)


def money_plot(metrics: FundMetrics, language: Language, *, detailed: bool) -> Plot | None:
    """The fund's four amounts as aligned bars, what remains of each after it. None where no amount is known.

    A stage that is not communicated has no bar but says so. `detailed` adds the programmes within each bar, the
    fund's running costs and the delivery rate.
    """
    unspoken = _unspoken(metrics)
    stages = {code: stage for code, stage in stages_of(metrics).items() if code not in unspoken}
    if not any(stage.is_known for stage in stages.values()):
        return None
    bars = {code: _bar(code, stage, metrics, language, detailed=detailed) for code, stage in stages.items()}
    series = [
        (words(key, language), hue, [bar if code in codes else NOTHING for code, bar in bars.items()])
        for key, (codes, hue) in SERIES.items()
    ]
    if detailed:
        costs = [_costs(code, metrics, language) for code in stages]
        series.append((label_of("running_costs", language), Hue.COSTS, costs))
    series.append(
        (words("charts.series.rest", language), Hue.REST, [_rest(code, metrics, language) for code in stages])
    )
    names = [label_of(code, language) for code in stages]
    return bar_plot(names, series, language, measure=Measure.EUROS, shape=Shape.STACKED)


def stages_of(metrics: FundMetrics) -> dict[str, Metric]:
    """The four amounts, in the order in which money passes through them."""
    return {
        "raised": metrics.contributions.raised,
        "allocated": metrics.allocated,
        "transferred": metrics.transferred,
        "spent": metrics.spent,
    }


def _bar(code: str, stage: Metric, metrics: FundMetrics, language: Language, *, detailed: bool) -> Bar:
    if stage.value is None or not stage.is_known:
        return Bar(value=None, label=value_alone(stage, language))
    name, said = label_of(code, language), value_alone(stage, language)
    return Bar(
        value=stage.value / 100,
        label=said,
        detail=_detail(code, stage, metrics, language, detailed=detailed),
        hover=lines(name, said, basis_label(stage, language)),
        declared=stage.is_declared,
        parts=_programmes(PARTS[code], name, metrics, language) if detailed and code in PARTS else (),
    )


def _detail(code: str, stage: Metric, metrics: FundMetrics, language: Language, *, detailed: bool) -> str:
    """That an amount is declared, and what share of the money transferred was spent."""
    rate = metrics.delivery_rate
    share = (
        words("charts.where_the_money_is.delivery_rate", language, share=value_in_sentence(rate, language))
        if detailed and code == "spent" and rate.value is not None
        else ""
    )
    return " · ".join(part for part in (basis_label(stage, language) if stage.is_declared else "", share) if part)


def _programmes(part: OfProgramme, stage: str, metrics: FundMetrics, language: Language) -> tuple[Part, ...]:
    """The programmes, each a part of the fund's bar."""
    return tuple(
        Part(
            name=each.name,
            value=metric.value / 100,
            hover=lines(each.name, f"{stage} · {value_alone(metric, language)}", basis_label(metric, language)),
            declared=metric.is_declared,
        )
        for each in metrics.programmes
        if (metric := part(each)).value
    )


def _costs(code: str, metrics: FundMetrics, language: Language) -> Bar:
    """The fund's running costs, after what they too are taken from."""
    costs = metrics.running_costs
    if code not in RESTS or RESTS[code](metrics).value is None or not costs.value:
        return NOTHING
    name = label_of("running_costs", language)
    return Bar(value=costs.value / 100, hover=pair(name, value_alone(costs, language), language))


def _rest(code: str, metrics: FundMetrics, language: Language) -> Bar:
    """What is left of a stage; below zero it has no length, but is said."""
    left = RESTS[code](metrics) if code in RESTS else None
    if left is None or left.value is None or not left.is_known:
        return NOTHING
    sign = "rest" if left.value >= 0 else "shortfall"
    said = words(f"charts.where_the_money_is.{code}_{sign}", language, amount=value_in_sentence(left, language))
    return Bar(value=max(left.value, 0) / 100, label=said, hover=said)


def _order(metrics: FundMetrics, language: Language) -> str:
    """Which programme each part of a bar is: most parts are too narrow for a name."""
    names = [each.name for each in metrics.programmes if any(part(each).value for part in PARTS.values())]
    if len(names) < 2:
        return ""
    listed = words("charts.separator", language).join(names)
    return words("charts.where_the_money_is.order", language, names=listed)


def _columns(stages: dict[str, Metric], metrics: FundMetrics, language: Language) -> dict[str, list[str]]:
    """The table's columns: the fund's amounts, each followed by its programmes'."""
    whole = words("charts.whole_fund", language)
    rows: list[tuple[str, str, Metric]] = []
    for code, stage in stages.items():
        name = label_of(code, language)
        rows.append((name, whole, stage))
        if code in PARTS:
            rows += [(name, programme.name, PARTS[code](programme)) for programme in metrics.programmes]
    for metric in _beside(metrics):
        rows.append((label_of(metric.code, language), whole, metric))
    return {
        "stage": [name for name, _, _ in rows],
        "programme": [programme for _, programme, _ in rows],
        "amount": [value_alone(metric, language, exact=True) for _, _, metric in rows],
        "basis": [basis_label(metric, language) for _, _, metric in rows],
    }

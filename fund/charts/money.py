"""Where the money is: raised, allocated, transferred and spent on one scale."""

from __future__ import annotations

from collections.abc import Callable

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, chart, lines
from fund.charts.marks import BETWEEN
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metric import Metric
from fund.metrics.figure import difference
from fund.metrics.limits import tied_beyond_budgets
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.wording import Language, words
from fund.wording.figures import basis_label, label, label_of, pair, rounded_note, value_alone, value_in_sentence

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
KEYS = {
    Hue.RECEIVED: "",
    Hue.REST: "charts.where_the_money_is.budget",
    Hue.OTHER: "metrics.transferred.label",
    Hue.SPENT: "metrics.spent.label",
    Hue.COSTS: "",
}
"""The words for each colour of the page's chart, where its row does not say them; each lies over the one before it."""
SERIES = {
    "metrics.raised.label": (("raised",), Hue.RECEIVED),
    "charts.series.passed_on": (("allocated", "transferred"), Hue.OTHER),
    "metrics.spent.label": (("spent",), Hue.SPENT),
}
"""The series that draw the stages of the money: the words for each, its stages and its colour."""


def where_the_money_is(*, metrics: FundMetrics, language: Language) -> Chart | None:
    """What was raised over what became of it, a row per programme, the costs, what is left: these add up to the first.

    None where no amount is known at all.
    """
    stages, costs = stages_of(metrics), metrics.running_costs
    if not any(stage.is_known for stage in stages.values()):
        return None
    rows = {label_of("raised", language): {Hue.RECEIVED: _alone(stages["raised"], language)}}
    names = [*rows, *(each.called for each in metrics.programmes)]
    bars = [*rows.values(), *(_programme(each, language) for each in metrics.programmes)]
    for figure, hue in ((costs, Hue.COSTS), (metrics.unallocated, Hue.REST)):
        if figure.is_known and (figure.value or hue is Hue.REST):
            names.append(label_of(figure.code, language))
            bars.append({hue: _alone(figure, language)})
    series = [
        (words(key, language) if key else "", hue, [row.get(hue, NOTHING) for row in bars]) for hue, key in KEYS.items()
    ]
    return chart(
        "where_the_money_is",
        bar_plot(names, series, language, measure=Measure.EUROS, shape=Shape.OVERLAID),
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


def money_plot(metrics: FundMetrics, language: Language) -> Plot | None:
    """The fund's four amounts as aligned bars, what remains of each after it. None where no amount is known.

    A stage that is not communicated has no bar but says so.
    """
    unspoken = _unspoken(metrics)
    stages = {code: stage for code, stage in stages_of(metrics).items() if code not in unspoken}
    if not any(stage.is_known for stage in stages.values()):
        return None
    bars = {code: _bar(code, stage, language) for code, stage in stages.items()}
    series = [
        (words(key, language), hue, [bar if code in codes else NOTHING for code, bar in bars.items()])
        for key, (codes, hue) in SERIES.items()
    ]
    series.append((words("charts.series.rest", language), Hue.REST, [_rest(one, metrics, language) for one in stages]))
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


def _alone(figure: Metric, language: Language) -> Bar:
    """The mark of a row of one figure; below zero it has no length, but is said."""
    value = max(figure.value / 100, 0) if figure.is_known and figure.value is not None else None
    detail = basis_label(figure, language) if figure.is_declared else ""
    return Bar(value=value, label=value_alone(figure, language), detail=detail, declared=figure.is_declared)


def _programme(programme: ProgrammeMetrics, language: Language) -> dict[Hue, Bar]:
    """Its budget, what was transferred of it and what was spent, those that are known; else how far it is in words."""
    bars = {
        hue: Bar(value=figure.value / 100, label=_named(figure, language), declared=figure.is_declared)
        for hue, code in zip((Hue.REST, Hue.OTHER, Hue.SPENT), PARTS, strict=True)
        if (figure := PARTS[code](programme)).is_known and figure.value is not None
    }
    if bars:
        return bars
    told = [each for each in (programme.progress, programme.hours.delivered) if each is not None and each.is_known]
    said = [pair(label(each, language), value_alone(each, language), language) for each in told[:1]]
    unknown = words("charts.where_the_money_is.no_amount", language)
    return {Hue.REST: Bar(value=None, label=BETWEEN.join((*said, unknown)))}


def _named(figure: Metric, language: Language) -> str:
    """« budget 420 000 € », « dépensé au moins 178 700 € »."""
    key = f"charts.where_the_money_is.of_programme.{figure.code}"
    return words(key, language, amount=value_in_sentence(figure, language))


def _bar(code: str, stage: Metric, language: Language) -> Bar:
    if stage.value is None or not stage.is_known:
        return Bar(value=None, label=value_alone(stage, language))
    name, said = label_of(code, language), value_alone(stage, language)
    return Bar(
        value=stage.value / 100,
        label=said,
        detail=basis_label(stage, language) if stage.is_declared else "",
        hover=lines(name, said, basis_label(stage, language)),
        declared=stage.is_declared,
    )


def _rest(code: str, metrics: FundMetrics, language: Language) -> Bar:
    """What is left of a stage; below zero it has no length, but is said."""
    left = RESTS[code](metrics) if code in RESTS else None
    if left is None or left.value is None or not left.is_known:
        return NOTHING
    sign = "rest" if left.value >= 0 else "shortfall"
    said = words(f"charts.where_the_money_is.{code}_{sign}", language, amount=value_in_sentence(left, language))
    return Bar(value=max(left.value, 0) / 100, label=said, hover=said)


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

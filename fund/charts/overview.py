"""Where the money is: raised, allocated, transferred and spent on one scale."""

from __future__ import annotations

from collections.abc import Callable

from fund.charts.bars import Mark, Row, Style, bars, full, listing, track
from fund.charts.chart import Chart, cells, table
from fund.charts.labels import basis, hover, note, pair, stated
from fund.charts.palette import Palette
from fund.metric import Metric
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.wording import Language, words

Part = Callable[[ProgrammeMetrics], Metric]
PARTS: dict[str, Part] = {
    "allocated": lambda programme: programme.allocated,
    "transferred": lambda programme: programme.transferred,
    "spent": lambda programme: programme.spent,
}
RESTS: dict[str, Callable[[FundMetrics], Metric]] = {
    "allocated": lambda metrics: metrics.unallocated,
    "transferred": lambda metrics: metrics.balance,
}


def where_the_money_is(*, metrics: FundMetrics, language: Language, palette: Palette) -> Chart | None:
    """The fund's four amounts as aligned bars, each programme a part of its bar, what remains as the track.

    A stage that is not communicated has no bar but says so. None where no amount is known at all.
    """
    stages = {
        "raised": metrics.contributions.raised,
        "allocated": metrics.allocated,
        "transferred": metrics.transferred,
        "spent": metrics.spent,
    }
    if not any(stage.is_known for stage in stages.values()):
        return None
    rows = [_row(code, stage, metrics, language, palette) for code, stage in stages.items()]
    silent = [each.name for each in metrics.programmes if not any(part(each).is_known for part in PARTS.values())]
    costs = metrics.running_costs
    title = "title" if metrics.spent.is_known else "title_raised"
    fields = {"raised": stated(stages["raised"], language), "spent": stated(metrics.spent, language)}
    return Chart(
        code="where_the_money_is",
        title=words(f"charts.where_the_money_is.{title}", language, **fields),
        figure=bars(rows, palette=palette, row_height=90),
        alt=words("charts.where_the_money_is.alt", language, listing=listing(rows, language)),
        table=table(_columns(stages, metrics, language), language),
        note=note(
            _order(
                [each.name for each in metrics.programmes if any(part(each).value for part in PARTS.values())], language
            ),
            words("charts.silent_programmes", language, n=len(silent), names=", ".join(silent)) if silent else "",
            words("charts.where_the_money_is.costs", language, amount=stated(costs, language)) if costs.value else "",
        ),
        source=cells(*stages.values(), costs),
    )


def _row(code: str, stage: Metric, metrics: FundMetrics, language: Language, palette: Palette) -> Row:
    name = words(f"charts.stages.{code}", language)
    if stage.value is None or not stage.is_known:
        return Row(label=name, detail=words("charts.unknown", language))
    said = stated(stage, language)
    style = full({"raised": palette.blue, "spent": palette.teal}.get(code, palette.mid), palette)
    told = hover(name, said, basis(stage, language))
    parts = _programmes(PARTS[code], name, metrics, style, language) if code in PARTS else []
    reported = stage.is_declared and not parts
    marks = [Mark(length=stage.value / 100, style=style, hover=told, declared=reported), *parts]
    if code in RESTS and RESTS[code](metrics).value is not None:
        marks += _rest(code, stage.value / 100, metrics, language, palette)
    return Row(label=name, end=said, detail=_second_line(code, stage, metrics, language), marks=tuple(marks))


def _order(names: list[str], language: Language) -> str:
    """Which programme each part of a bar is: most parts are too narrow for a name."""
    if len(names) < 2:
        return ""
    listed = words("charts.separator", language).join(names)
    return words("charts.where_the_money_is.order", language, names=listed)


def _programmes(part: Part, stage: str, metrics: FundMetrics, style: Style, language: Language) -> list[Mark]:
    """The programmes side by side, each where the one before it ends."""
    marks: list[Mark] = []
    start = 0.0
    for programme in metrics.programmes:
        metric = part(programme)
        if metric.value:
            said = hover(programme.name, f"{stage} · {stated(metric, language)}", basis(metric, language))
            mark = Mark(
                start=start,
                length=metric.value / 100,
                style=style,
                hover=said,
                inside=programme.name,
                declared=metric.is_declared,
            )
            marks.append(mark)
            start += mark.length
    return marks


def _rest(code: str, start: float, metrics: FundMetrics, language: Language, palette: Palette) -> list[Mark]:
    """After a stage's bar: the fund's running costs, then what is left as the track; a shortfall has no mark."""
    costs, left = metrics.running_costs.value or 0, RESTS[code](metrics).value or 0
    told = hover(
        pair(words("charts.stages.running_costs", language), stated(metrics.running_costs, language), language)
    )
    marks = [Mark(start=start, length=costs / 100, style=full(palette.soft, palette), hover=told)] if costs else []
    if left > 0:
        told = hover(_second_line(code, RESTS[code](metrics), metrics, language))
        marks.append(Mark(start=start + costs / 100, length=left / 100, style=track(palette), hover=told))
    return marks


def _second_line(code: str, stage: Metric, metrics: FundMetrics, language: Language) -> str:
    """Below a stage's amount: what is left of it, the delivery rate, or else that it is declared."""
    left = RESTS[code](metrics) if code in RESTS else None
    if left is not None and left.value is not None:
        sign = "rest" if left.value >= 0 else "shortfall"
        return words(f"charts.where_the_money_is.{code}_{sign}", language, amount=stated(left, language))
    if code == "spent" and metrics.delivery_rate.value is not None:
        share = stated(metrics.delivery_rate, language)
        return words("charts.where_the_money_is.delivery_rate", language, share=share)
    return basis(stage, language) if stage.is_declared else ""


def _columns(stages: dict[str, Metric], metrics: FundMetrics, language: Language) -> dict[str, list[str]]:
    """The table's columns: the fund's amounts, each followed by its programmes'."""
    lines: list[tuple[str, str, Metric]] = []
    for code, stage in stages.items():
        name = words(f"charts.stages.{code}", language)
        lines.append((name, words("charts.whole_fund", language), stage))
        if code in PARTS:
            lines += [(name, programme.name, PARTS[code](programme)) for programme in metrics.programmes]
    for code, metric in {
        "running_costs": metrics.running_costs,
        "unallocated": metrics.unallocated,
        "balance": metrics.balance,
    }.items():
        lines.append((words(f"charts.stages.{code}", language), words("charts.whole_fund", language), metric))
    return {
        "stage": [name for name, _, _ in lines],
        "programme": [programme for _, programme, _ in lines],
        "amount": [stated(metric, language) for _, _, metric in lines],
        "basis": [basis(metric, language) for _, _, metric in lines],
    }

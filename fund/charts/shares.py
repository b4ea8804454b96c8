"""What was spent of a whole: of each tranche, of each place's budget. A share never goes without its amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, chart, choice, knows, lines, listing, quoted, remark
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.wording import Language, count, words
from fund.wording.figures import amount, label_of, of_whole, value_alone

TOP_SITES = 20


def share_plot(names: Sequence[str], bars: Sequence[Bar], language: Language, *, of: str = "spent") -> Plot:
    """Shares spent (or of the figure of the code `of`), one a row, from 0 to 100 %."""
    plot = bar_plot(names, [(label_of(of, language), Hue.SPENT, bars)], language, measure=Measure.RATIO)
    return replace(plot, extent=1)


def share_bar(ratio: Metric, name: str, language: Language) -> Bar:
    """A known share in a row of that name, with its amounts."""
    label, detail = share_words(ratio, language)
    value = float(ratio.value) if ratio.is_known and ratio.value is not None else None
    return Bar(value=value, label=label, detail=detail, hover=lines(name, label, detail), declared=ratio.is_declared)


def share_words(ratio: Metric, language: Language) -> tuple[str, str]:
    """« 51,50 % », with « dépassement » above 100 %; then « 61 799,95 € sur 120 000 € » and whether it is declared."""
    said = value_alone(ratio, language)
    if ratio.value is None or not ratio.is_known:
        return said, ""
    if ratio.value > 1:
        said = words("charts.over", language, share=said)
    parts = parts_of(ratio, language)
    return said, words("charts.declared_part", language, part=parts) if ratio.is_declared else parts


def parts_of(ratio: Metric, language: Language) -> str:
    """« 61 799,95 € sur 120 000 € »; where the whole is not known, that it is not."""
    return of_whole(ratio, language) or words("charts.of_unknown", language)


def site_progress(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """What was spent of each place's budget, the largest budgets first; None where no amount is known."""
    sites = [row for row in records(programme.sites) if knows(row, "budget_cents", "spent_cents")]
    if not sites:
        return None
    sites.sort(key=lambda row: -(row["budget_cents"] or 0))
    plot = _sites_plot(sites[:TOP_SITES], language)
    everywhere = records(programme.sites)
    finished, others = sum(row["status"] == "finished" for row in everywhere), len(everywhere) - len(plot.categories)
    return chart(
        "site_progress",
        plot,
        {
            "place": [row["place"] for row in everywhere],
            "country": [row["country"] or "" for row in everywhere],
            "allocated": [amount(row["budget_cents"], language, exact=True) for row in everywhere],
            "spent": [amount(row["spent_cents"], language, exact=True) for row in everywhere],
            "status": [choice("sites", "status", row["status"], language) for row in everywhere],
        },
        language,
        listing=listing(plot, language, most=5),
        n=finished,
        number=count(finished, language),
        places=count(len(everywhere), language),
    ).about(remarks=[remark("and_others", others, language)])


def _sites_plot(sites: Sequence[Record], language: Language) -> Plot:
    """What was spent of each budget, over it; an overspend in another colour."""
    spent = [_spent(row, language) for row in sites]
    series = (
        ("", Hue.REST, [Bar(value=(row["budget_cents"] or 0) / 100, hover=_site(row, language)) for row in sites]),
        ("", Hue.SPENT, [NOTHING if _is_over(row) else bar for row, bar in zip(sites, spent, strict=True)]),
        ("", Hue.BROKEN, [bar if _is_over(row) else NOTHING for row, bar in zip(sites, spent, strict=True)]),
    )
    names = [str(row["place"]) for row in sites]
    return quoted(bar_plot(names, series, language, measure=Measure.EUROS, shape=Shape.OVERLAID))


def _is_over(row: Record) -> bool:
    budget, spent = row["budget_cents"], row["spent_cents"]
    return budget is not None and spent is not None and spent > budget


def _spent(row: Record, language: Language) -> Bar:
    spent = row["spent_cents"]
    said = amount(spent, language)
    return Bar(
        value=None if spent is None else spent / 100,
        label=words("charts.over", language, share=said) if _is_over(row) else said,
        detail=words("charts.of_budget", language, whole=amount(row["budget_cents"], language)),
        hover=_site(row, language),
    )


def _site(row: Record, language: Language) -> str:
    whole = words("charts.of_budget", language, whole=amount(row["budget_cents"], language))
    status = choice("sites", "status", row["status"], language)
    return lines(str(row["place"]), amount(row["spent_cents"], language), whole, status)

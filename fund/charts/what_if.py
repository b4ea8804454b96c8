"""A simulation beside the published figures: two bars per figure, the supposed one hatched in ochre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fund.charts.bars import Mark, Row, bars, full, hatched, listing
from fund.charts.chart import Chart, table
from fund.charts.labels import hover, shown, stated
from fund.charts.palette import Palette
from fund.metric import Metric, Unit
from fund.wording import Language, words


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A figure as published and as supposed; both in the same unit. `name` is plain text."""

    name: str
    published: Metric
    supposed: Metric


def before_after(pairs: Sequence[Pair], *, language: Language, palette: Palette) -> Chart | None:
    """Published and simulated, one above the other, for figures of one unit; None where none is known on both sides."""
    told = [pair for pair in pairs if pair.published.value is not None and pair.supposed.value is not None]
    if not told:
        return None
    rows = [row for pair in told for row in _rows(pair, language, palette)]
    return Chart(
        code="simulation",
        title=words("charts.before_after.title", language),
        figure=bars(rows, palette=palette, row_height=26),
        alt=words("charts.before_after.alt", language, listing=listing(rows, language)),
        table=table(
            {
                "figure": [pair.name for pair in told],
                "published": [stated(pair.published, language) for pair in told],
                "simulated": [stated(pair.supposed, language) for pair in told],
                "gap": [_gap(pair, language) for pair in told],
            },
            language,
        ),
    )


def _rows(pair: Pair, language: Language, palette: Palette) -> tuple[Row, Row]:
    """The published figure named, the supposed one below it with what it changes."""
    said = stated(pair.published, language)
    supposed = words("charts.before_after.simulated", language, value=stated(pair.supposed, language))
    return (
        Row(
            label=pair.name,
            end=said,
            marks=(
                Mark(length=_length(pair.published), style=full(palette.blue, palette), hover=hover(pair.name, said)),
            ),
        ),
        Row(
            label="",
            end=supposed,
            marks=(
                Mark(
                    length=_length(pair.supposed),
                    style=hatched(palette.ochre, palette),
                    hover=hover(pair.name, supposed),
                ),
            ),
        ),
    )


def _length(metric: Metric) -> float:
    value = metric.value or 0
    return value / 100 if metric.unit is Unit.CENTS else value


def _gap(pair: Pair, language: Language) -> str:
    """What the scenario changes, with its sign."""
    change = (pair.supposed.value or 0) - (pair.published.value or 0)
    return ("+" if change > 0 else "") + shown(change, pair.published.unit, language)

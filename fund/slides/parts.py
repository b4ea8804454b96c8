"""What all slides are made with: figures in words, plots cut to what can be read, the foot that says the sources."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from fund.charts.chart import listing
from fund.charts.plot import Plot
from fund.charts.text import width
from fund.metric import Cells, Metric
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record
from fund.slides.geometry import SMALL
from fund.slides.slide import MOST_FIGURES, DeckInput, SlideFigure
from fund.slides.text_layout import ROWS_UNDER_FIGURES, column, line_count, name, plain, shortened
from fund.wording import Language, count, words
from fund.wording.dates import dated, stopped
from fund.wording.figures import basis_mark, label, minimum_mark, value_alone
from fund.wording.givers import called
from fund.wording.periods import named_period, short_part
from fund.wording.sources import documents_and_files

SOURCE_LENGTH, FUND_LENGTH = 44, 36
MOST_ORIGINS = 3


def figure(metric: Metric, material: DeckInput, language: Language, *, note: str = "", name: str = "") -> SlideFigure:
    """A metric as a large figure: « au moins » in its label (or `name`); under it its part in the period, its date."""
    flow = material.part_of(metric)
    part = "" if flow is None or material.period is None else short_part(flow.part, material.period, language)
    least = minimum_mark(metric, language)
    name_ = name or label(metric, language)
    parts = (part, note, basis_mark(metric, language), _own_date(metric, material, language))
    return SlideFigure(
        label=f"{name_}, {least}" if least else name_,
        value=value_alone(metric, language, minimum=False),
        note=" · ".join(part for part in parts if part),
        metric=metric,
        note_lines=3 if part else 2,
    )


def figures(found: Sequence[SlideFigure], most: int = MOST_FIGURES) -> tuple[SlideFigure, ...]:
    """At most so many figures, the words over and under each cut to its column."""
    kept = found[:most]
    return tuple(
        replace(
            each,
            label=_cut_label(each.label, column(len(kept))),
            note=shortened(each.note, room=column(len(kept)), lines=each.note_lines),
        )
        for each in kept
    )


def _cut_label(label: str, room: float) -> str:
    """On one line; what stands after its last comma, « au moins », stays."""
    called, comma, said = label.rpartition(", ")
    left = room - width(f"{comma}{said}", SMALL.size)
    if line_count(label, SMALL.size, room) == 1 or left < room / 2:
        return shortened(label, room=room)
    return f"{shortened(called, room=left)}{comma}{said}"


def foot(
    material: DeckInput, language: Language, metrics: Iterable[Metric | None] = (), cells: Sequence[Cells] = ()
) -> str:
    """The fund, the date of its figures, and the documents and files that those of the slide come from."""
    told = (metric for metric in metrics if metric is not None)
    documents, files = documents_and_files(material.fund.dataset, told, cells)
    origins = list(dict.fromkeys(name(origin, SOURCE_LENGTH) for origin in (*documents, *files)))
    fund = material.fund.dataset.fund
    period = [] if material.period is None else [named_period(material.period, language)]
    parts = [name(fund.called, FUND_LENGTH), stopped(fund, language), *period]
    if not origins:
        return shortened(" · ".join(parts))
    said = [" · ".join((*parts, _origins(origins, most, language))) for most in range(MOST_ORIGINS, 0, -1)]
    return next((line for line in said if line_count(line, SMALL.size) == 1), shortened(said[-1]))


def _origins(origins: Sequence[str], most: int, language: Language) -> str:
    """The first documents and files, and how many more there are."""
    listed, rest = ", ".join(origins[:most]), len(origins) - most
    names = words("changes.more_names", language, n=rest, names=listed) if rest > 0 else listed
    return words("slides.source", language, n=len(origins), names=names)


def short_name(programme: ProgrammeMetrics) -> str:
    """The name a title uses: the short one, the initials that the name gives in brackets at its end, else the name."""
    return plain(programme.short_name) if programme.short_name else called(plain(programme.name))


def _own_date(metric: Metric, material: DeckInput, language: Language) -> str:
    """The figure's own date where it is not the fund's."""
    if not metric.is_told or metric.as_of is None or metric.as_of == material.fund.dataset.fund.as_of:
        return ""
    return dated(metric.as_of, language)


def slide_plot(plot: Plot, language: Language) -> Plot:
    """A plot of rows with its names cut to what a slide can hold."""
    short = replace(plot, categories=tuple(name(str(each)) for each in plot.categories))
    return replace(short, alt=listing(short, language))


def largest(
    rows: Sequence[Record], what: str, named: str, added: Sequence[str], language: Language
) -> tuple[Record, ...]:
    """As many of the ranked rows as fit under figures; the last one then stands for all others.

    Its name (in column `named`) says how many `what` they are, each column of `added` is the sum of what is known
    of them (None where nothing is), and `partial` whether something is not.
    """
    if len(rows) <= ROWS_UNDER_FIGURES:
        return tuple(rows)
    shown, others = rows[: ROWS_UNDER_FIGURES - 1], rows[ROWS_UNDER_FIGURES - 1 :]
    number, unknown = len(others), f"{added[0].removesuffix('_cents')}_unknown"
    gathered = dict[Hashable, Any].fromkeys(rows[0])
    gathered[named] = words(f"slides.others.{what}", language, n=number, number=count(number, language))
    for summed in added:
        known = [row[summed] for row in others if row[summed] is not None]
        gathered[summed] = sum(known) if known else None
    gathered["partial"] = any(row[added[0]] is None or row.get(unknown) for row in others)
    return (*shown, gathered)

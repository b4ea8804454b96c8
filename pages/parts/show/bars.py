"""Charts in HTML: rows of bars, their names and words above and below where there is no room beside; tranches."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from fund.charts.marks import Mark, groups, marks_of, span, words_of
from fund.charts.plot import Plot, PlotSeries, Stretch, Strip
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.figures import capitalised
from pages.parts.show.markup import fill, fill_if, join

HALF = 0.5
LEAST = 0.4
"""Per cent of the axis: so little that nothing would be seen of it still is a part."""


def bars(plot: Plot) -> Markup:
    """The rows of a plot of bars under the keys of its series. It is as high as its rows, at any width."""
    marks = [list(marks_of(plot, at)) for at in range(len(plot.series))]
    ends = span(plot, [mark for each in marks for mark in each])
    rows = [
        _row(plot, row, group, [mark for at in group for mark in marks[at] if mark.row == row], ends)
        for row in range(len(plot.categories))
        for group in groups(plot)
    ]
    return fill(
        '<div class="bars {shape}" role="img" aria-label="{alt}">{keys}<div class="bar-rows">{rows}</div></div>',
        shape=plot.shape,
        alt=plot.alt,
        keys=_keys(plot.series),
        rows=join(rows),
    )


def _keys(series: Sequence[PlotSeries]) -> Markup:
    """What each colour says, where there are several that have a name."""
    named = [each for each in series if each.name]
    keys = [
        fill(
            '<span class="key"><span class="bar {look}"></span> {name}</span>',
            look=_look(each.hue, declared=each.declared),
            name=capitalised(each.name),
        )
        for each in named
    ]
    return fill_if(join(keys), '<p class="bar-keys">{text}</p>') if len(named) > 1 else Markup("")


def _row(plot: Plot, row: int, group: Sequence[int], marks: Sequence[Mark], ends: tuple[float, float]) -> Markup:
    """A row, or one of the bars that share it side by side: only the first says its name."""
    said = words_of(plot, row, group)
    known = any(plot.series[at].values[row] is not None for at in group)
    return fill(
        '<div class="bar-name"{language}>{name}</div>{lane}<div class="bar-said {alone}">{head} {detail}</div>',
        language=fill_if(WORKBOOK_LANGUAGE if plot.quoted else "", ' lang="{text}"'),
        name=capitalised(str(plot.categories[row])) if group[0] == 0 else "",
        lane=_lane(plot, row, marks, ends) if known else "",
        alone="" if known else "alone",
        head=fill_if(said.head, "<strong>{text}</strong>"),
        detail=fill_if(said.detail, '<span class="soft">{text}</span>'),
    )


def _lane(plot: Plot, row: int, marks: Sequence[Mark], ends: tuple[float, float]) -> Markup:
    """The marks of a row in their places, over the whole where they are a part of one."""
    if plot.turn is not None:
        # What is published and what is supposed are as thick: the shorter one stands before the other.
        marks = sorted(marks, key=lambda one: -abs(one.length))
    drawn = [_mark(_look(one.hue, declared=one.declared), *one.ends, ends, hover=_hover(plot, one)) for one in marks]
    whole = [] if plot.extent is None else [_mark(_look("rest"), 0, plot.extent, ends)]
    return fill('<div class="bar-lane">{marks}</div>', marks=join([*whole, *drawn]))


def _mark(look: str, low: float, high: float, ends: tuple[float, float], *, hover: str = "") -> Markup:
    first, last = ends
    start, length = (100 * each / (last - first) for each in (low - first, high - low))
    return fill(
        '<span class="bar {look}"{hover} style="left:{start:.2f}%;width:{length:.2f}%"></span>',
        look=look,
        hover=fill_if(hover, ' title="{text}"'),
        start=start,
        length=max(length, LEAST),
    )


def _look(hue: str, *, declared: bool = False) -> str:
    return f"of-{hue} declared" if declared else f"of-{hue}"


def _hover(plot: Plot, mark: Mark) -> str:
    """What the pointer tells that does not stand beside the bar."""
    series = plot.series[mark.series]
    told = (str(plot.categories[mark.row]), *series.said(mark.row))
    lines = series.hovers[mark.row].split("\n") if series.hovers else ()
    return "\n".join(line for line in lines if line not in told)


def strip(plot: Strip) -> Markup:
    """Tranches one after the other, as wide as their amounts; one below the other where there is no room."""
    widest = max(each.weight for each in plot.stretches)
    return fill(
        '<ol class="strip" aria-label="{alt}">{items}</ol>',
        alt=plot.alt,
        items=join(_stretch(each, each.weight / widest) for each in plot.stretches),
    )


def _stretch(stretch: Stretch, width: float) -> Markup:
    """A tranche: what of it is justified, what the next one waits for as a tick, turned away from the nearer edge."""
    look = "of-broken" if (stretch.share or 0) > 1 else "of-spent"
    filled = '<span class="bar {look}" style="width:{part:.2f}%"></span>'
    tick = '<span class="strip-mark {side}" style="left:{part:.2f}%"><span>{label}</span></span>'
    side, asked = ("before" if (stretch.mark or 0) > HALF else "after"), stretch.mark
    return fill(
        '<li class="{state}" style="flex-grow:{weight:.4f};--width:{width:.2f}%">'
        '<div class="strip-bar">{filled}{mark}<span class="strip-inside">{inside}</span></div>'
        "<strong>{name}</strong>{lines}</li>",
        state=f"{stretch.state} declared" if stretch.declared else stretch.state,
        weight=width,
        width=width * 100,
        filled="" if stretch.share is None else fill(filled, look=look, part=min(stretch.share, 1) * 100),
        mark="" if asked is None else fill(tick, side=side, part=asked * 100, label=stretch.mark_label),
        inside=stretch.inside,
        name=stretch.name,
        lines=join(fill(' <span class="strip-line">{text}</span>', text=line) for line in stretch.lines),
    )

"""The one way a figure is laid out: no title, no tool bar, no legend, nothing that can be dragged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from plotly.graph_objects import Figure

from fund.charts.palette import Palette
from fund.wording import Language
from fund.wording.language import conventions

Part = Mapping[str, object]

FONT, SIZE = "Inter, sans-serif", 18
HOVER = "%{customdata}<extra></extra>"
"""The only hover template: what a workbook wrote travels as data, never as a template."""


def figure(
    traces: Sequence[Part], *, palette: Palette, height: int, layout: Part, shapes: Sequence[Part] = ()
) -> Figure:
    """A figure from plain traces, `height` pixels high; `layout` adds axes and margins to the common one."""
    common = {
        "template": {},
        "height": height,
        "font": {"family": FONT, "size": SIZE, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "barmode": "overlay",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.soft,
            "align": "left",
            "font": {"family": FONT, "size": SIZE, "color": palette.ink},
        },
        "uniformtext": {"mode": "hide", "minsize": 14},
        "shapes": list(shapes),
    }
    return Figure({"data": list(traces), "layout": {**common, **layout}})


def axis(**settings: object) -> dict[str, object]:
    """An axis with nothing but its labels; `settings` adds to it or overrides."""
    bare = {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False, "automargin": True}
    return {**bare, **settings}


def beside(x: str, y: float, text: str, palette: Palette, **settings: object) -> dict[str, object]:
    """Words (already escaped) at a point, on a ground of their own that hides the lines behind them."""
    common = {"showarrow": False, "xanchor": "left", "align": "left", "bgcolor": palette.surface, "borderpad": 1}
    return {"x": x, "y": y, "text": text, **common, **settings}


@cache
def _format(language: Language) -> dict[str, object]:
    names = conventions(language).locale
    return {
        "days": [names.days["format"]["wide"][(day - 1) % 7] for day in range(7)],
        "shortDays": [names.days["format"]["abbreviated"][(day - 1) % 7] for day in range(7)],
        "months": [names.months["format"]["wide"][month] for month in range(1, 13)],
        "shortMonths": [names.months["format"]["abbreviated"][month] for month in range(1, 13)],
        "date": "%d/%m/%Y",
        "decimal": names.number_symbols["latn"]["decimal"],
        "thousands": names.number_symbols["latn"]["group"],
    }


def config(language: Language) -> dict[str, object]:
    """Plotly's configuration for a reader's language, with the locale in it: nothing is fetched."""
    return {
        "displayModeBar": False,
        "doubleClick": False,
        "scrollZoom": False,
        "showTips": False,
        "responsive": True,
        "locale": language,
        "locales": {language: {"dictionary": {}, "format": _format(language)}},
    }

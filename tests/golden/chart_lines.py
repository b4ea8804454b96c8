"""A Plotly figure as the lines a person reads: titles, ticks, notes in it, and each mark with its words."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from tests.golden.html_lines import cut, html_lines

_FIELD = re.compile(r"%\{(\w+)(?:\[(\d+)\])?(?::[^}]*)?\}")
MOST_MARKS = 40


def chart_lines(spec: Mapping[str, Any]) -> Iterator[str]:
    """The figure's own words, then its traces."""
    layout = spec.get("layout", {})
    for name in sorted(name for name in layout if name.startswith(("xaxis", "yaxis"))):
        axis = layout[name]
        title = _plain((axis.get("title") or {}).get("text", ""))
        ticks = " ; ".join(_plain(each) for each in _values(axis.get("ticktext")))
        if title or ticks:
            yield f"  {name}: {title} [{ticks}]"
    yield from (f"  written: {_plain(each['text'])}" for each in layout.get("annotations", ()) if each.get("text"))
    for trace in spec.get("data", ()):
        yield f"  {trace.get('type', 'scatter')}: {_plain(str(trace.get('name') or ''))}".rstrip()
        yield from cut(list(_marks(trace)), first=MOST_MARKS)


def _marks(trace: Mapping[str, Any]) -> Iterator[str]:
    columns = {name: _values(trace.get(name)) for name in ("x", "y", "text", "hovertext", "customdata")}
    for at in range(max(map(len, columns.values()), default=0)):
        found = {name: values[at] for name, values in columns.items() if at < len(values)}
        where = ", ".join(_short(found[name]) for name in ("x", "y") if name in found)
        words = [str(found.get("text", "")), _hover(trace, found, at)]
        yield f"    ({where}) " + " / ".join(_plain(each) for each in words if each)


def _hover(trace: Mapping[str, Any], found: Mapping[str, Any], at: int) -> str:
    """What the pointer shows over a mark."""
    template = trace.get("hovertemplate")
    if trace.get("hoverinfo") in ("skip", "none"):
        return ""
    if isinstance(template, list):
        template = template[at] if at < len(template) else ""
    if not template:
        return str(found.get("hovertext", ""))

    def said(match: re.Match[str]) -> str:
        value = found.get(match[1], "")
        return _short(value[int(match[2])] if match[2] else value)

    return _FIELD.sub(said, template)


def _values(given: object) -> Sequence[Any]:
    """A list as Plotly writes it: as such, or as base64 of an array."""
    if isinstance(given, Mapping) and "bdata" in given:
        array = np.frombuffer(base64.b64decode(given["bdata"]), dtype=given["dtype"])
        shape = [int(size) for size in str(given.get("shape", array.size)).split(",")]
        return list(array.reshape(shape).tolist())
    return given if isinstance(given, list) else () if given is None else [given]


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"
    return str(value)


def _plain(text: str) -> str:
    return " / ".join(html_lines(str(text)))

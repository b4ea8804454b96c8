"""The slides of a meeting, as values, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.golden.product import Slide


def deck_lines(slides: Sequence[Slide]) -> list[str]:
    """Every slide one after the other."""
    return [line for slide in slides for line in _slide(slide)]


def _slide(slide: Slide) -> Iterator[str]:
    yield f"== {slide.code} ({slide.kind}) {slide.title}"
    for name in ("subtitle", "programme", "told", "heading", "note", "line", "foot"):
        if text := getattr(slide, name):
            yield f"{name}: {text}"
    yield from (f"mark: {mark}" for mark in slide.marks)
    for figure in slide.figures:
        yield f"figure: {figure.label} | {figure.value} | {figure.note}"
    for fact in slide.facts:
        yield f"fact: {fact.mark} | {fact.value} | {fact.said} | {fact.detail}"
    if slide.plot is not None:
        yield from _plot(slide.plot)
    if slide.table is not None:
        yield f"table: {' | '.join(slide.table.headings)}"
        yield from (f"  {' | '.join(row)}" for row in slide.table.rows)
    yield from (f"line: {line}" for line in slide.lines)
    if slide.names:
        yield f"names: {' ; '.join(slide.names)}"


def _plot(plot: Any) -> Iterator[str]:
    """The chart's words; `Any`: a chart's value may grow."""
    yield f"plot: {plot.shape}, {plot.measure}"
    yield f"  alt: {plot.alt}"
    if plot.threshold_label:
        yield f"  threshold: {plot.threshold_row} {plot.threshold:g} {plot.threshold_label}"
    for series in plot.series:
        yield f"  series: {series.name}{' (declared)' if series.declared else ''}"
        for name, value, label in zip(plot.categories, series.values, series.texts, strict=True):
            yield f"    {name}: {'–' if value is None else f'{value:.6g}'} | {label}"

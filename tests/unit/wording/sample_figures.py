"""Figures to be worded, and how their words are compared."""

from __future__ import annotations

from fund.metric import Basis, Metric, Unit


def plain(text: str) -> str:
    """No-break and narrow spaces written as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def figure(
    value: float | None, unit: Unit = Unit.CENTS, *, code: str = "raised", basis: Basis = Basis.COMPUTED, **more: object
) -> Metric:
    return Metric(code=code, unit=unit, value=value, basis=None if value is None else basis, **more)

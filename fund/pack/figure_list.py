"""Every figure of a meeting with what there is to say of it: of the fund, its programmes, their people and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fund.metric import Basis, Cells, Metric, Unit
from fund.metrics.fund import FundState
from fund.metrics.result import ProgrammeMetrics
from fund.model import records
from fund.pack.office_text import one_line
from fund.schema import folded
from fund.slides.slide import Slide
from fund.wording import Language, words
from fund.wording.figures import formula, label, label_of

Identity = tuple[object, ...]
"""A figure's code, programme, tranche, date, value and document: the same figure declared twice is two."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Statement:
    """A figure under its name. `programme` is a name, empty for the fund; `slides` number those that show it."""

    label: str
    metric: Metric
    formula: str
    programme: str = ""
    slides: tuple[int, ...] = ()


def statements(fund: FundState, language: Language, slides: Sequence[Slide] = ()) -> tuple[Statement, ...]:
    """The fund's figures first, then those of each programme, then what is only declared."""
    metrics = fund.metrics
    listed = _Listing(fund, language, _shown(slides))
    found = [listed.named(metric) for metric in metrics.figures() if _is_asked(metric)]
    for programme in metrics.programmes:
        found += [listed.named(metric) for metric in programme.figures() if _is_asked(metric)]
        found += [
            listed.named(metric)
            for result in programme.results
            for metric in (result.achieved, result.target, *(() if result.target.at_most else (result.share,)))
        ]
        found += listed.people(programme)
        found += listed.hours(programme)
    told = {_identity(statement.metric) for statement in found}
    found += [listed.named(metric) for metric in metrics.declared if _identity(metric) not in told]
    return tuple(found)


def _is_asked(metric: Metric) -> bool:
    """Whether it is missed where no workbook speaks of it: money and donors are, hours and people need not apply."""
    return metric.is_spoken_of or metric.unit is Unit.CENTS or metric.code == "donors"


@dataclass(frozen=True, slots=True, eq=False)
class _Listing:
    """What every statement is made with. `shown` numbers the slides of each figure."""

    fund: FundState
    language: Language
    shown: Mapping[Identity, tuple[int, ...]]

    def named(self, metric: Metric) -> Statement:
        """A figure of the definitions."""
        return Statement(
            label=label(metric, self.language) if metric.subject else label_of(metric.code, self.language),
            metric=metric,
            formula=formula(metric, self.language),
            programme=self._name(metric.programme),
            slides=self.shown.get(_identity(metric), ()),
        )

    def people(self, programme: ProgrammeMetrics) -> Iterator[Statement]:
        """The people at each step, the enrolments of each course."""
        for kind, table, frame, name, value in (
            ("step", "participants", programme.steps, "step", "count"),
            ("course", "courses", programme.courses, "title", "enrolled"),
        ):
            for row in records(frame):
                cells = Cells(table, (value,), np.array([row["position"]], dtype=np.intp))
                yield self._row(kind, row[name], value=row[value], cells=cells, programme=programme.code)

    def hours(self, programme: ProgrammeMetrics) -> Iterator[Statement]:
        """The hours of each kind of activity, delivered and received."""
        for row in records(programme.hours.by_kind):
            positions = self._activities(programme.code, str(row["kind"]))
            for kind in ("hours_delivered", "hours_received"):
                cells = Cells("activities", (kind,) if kind == "hours_delivered" else _RECEIVED, positions)
                told = self._row(kind, row["kind"], value=row[kind], cells=cells, programme=programme.code)
                yield replace(told, metric=replace(told.metric, unknown=int(row[f"{kind}_unknown"])))

    def _row(self, kind: str, name: object, *, value: float | None, cells: Cells, programme: str) -> Statement:
        """A figure of one row: `kind` names its words, `name` is what the row calls itself."""
        hours = kind.startswith("hours_")
        basis = Basis.DERIVED if kind == "hours_received" else Basis.COMPUTED
        metric = Metric(
            code=kind,
            unit=Unit.HOURS if hours else Unit.COUNT,
            value=value,
            basis=None if value is None else basis,
            as_of=self.fund.dataset.fund.as_of,
            cells=(cells,),
            reason="not_communicated" if value is None else "",
            programme=programme,
        )
        formula = f"metrics.{kind}.formula" if hours else "pack.as_written"
        return Statement(
            label=words(f"pack.of.{kind}", self.language, name=one_line(str(name or ""))),
            metric=metric,
            formula=words(formula, self.language),
            programme=self._name(programme),
        )

    def _activities(self, programme: str, kind: str) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The rows of a programme's activities of a kind; one without kind goes by its name."""
        columns = self.fund.metrics.columns
        table = columns.dataset.table("activities")
        kinds = table["kind"].astype("object").where(table["kind"].notna(), table["activity"].astype("object"))
        own = [
            owner == programme and folded(str(name)) == folded(kind)
            for owner, name in zip(table["programme"], kinds, strict=True)
        ]
        found = np.flatnonzero(np.array(own, dtype=np.bool_))
        return np.intersect1d(found, columns.kept("activities"), assume_unique=True).astype(np.intp)

    def _name(self, code: str) -> str:
        return one_line(self.fund.metrics.names.get(code, code))


_RECEIVED = ("groups", "participants", "hours_delivered", "hours_per_participant")


def _identity(metric: Metric) -> Identity:
    return (metric.code, metric.programme, metric.tranche, metric.subject, metric.as_of, metric.value, metric.source)


def _shown(slides: Sequence[Slide]) -> dict[Identity, tuple[int, ...]]:
    found: dict[Identity, tuple[int, ...]] = {}
    for number, slide in enumerate(slides, start=1):
        for metric in slide.metrics:
            found[_identity(metric)] = (*found.get(_identity(metric), ()), number)
    return found

"""What one donor gave: its contributions, their sums, and the share they are of what the fund raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from fund.donor.support import Bounded, Supported, milestones_since, share_of, supported
from fund.metric import Metric, Unit
from fund.metrics.amounts import Amounts, Positions
from fund.metrics.cutoff import later_stages
from fund.metrics.euro_cells import euro_cells
from fund.metrics.figure import exact, total
from fund.metrics.fund import FundState
from fund.metrics.gifts import AMOUNT_COLUMNS, STAGES, Gifts, gifts
from fund.metrics.over_time.dated_figures import gift_figures
from fund.metrics.over_time.flows import Flow, Flows, OverTime
from fund.metrics.result import ContributionMetrics
from fund.metrics.scope import Scope
from fund.metrics.texts import Texts, texts
from fund.model import Dataset, records
from fund.period import Period
from fund.schema import folded
from fund.schema.converted import in_euros


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One row of the workbook: amounts in cents, None where not told; days, None where not known.

    `pending` are the stages that have not happened yet: of the others without an amount it is not communicated.
    `programme` is the code of the programme the row is earmarked for, empty where the money is pooled.
    """

    pledged_cents: int | None
    pledged_on: date | None
    decided_on: date | None
    committed_cents: int | None
    committed_on: date | None
    received_cents: int | None
    received_on: date | None
    programme: str
    pending: frozenset[str] = frozenset()

    @property
    def has_amount(self) -> bool:
        """Whether the row tells an amount; without one, nor does it tell that the money is pooled."""
        return any(cents is not None for cents in (self.pledged_cents, self.committed_cents, self.received_cents))


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterStage:
    """What happened of a gift after the closing day: cents, None where not communicated, and the day."""

    stage: str
    cents: int | None
    day: date


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Gift:
    """What one donor gave, and what the fund did with the money.

    `donor` is its name as the workbook first spells it; `donor_type` the code of a choice of the schema, and
    like `department` and `siren` empty where no row gives it. `share` is what was received and is tied to
    no programme ÷ what the fund raised: a notional share, since the money is one pot.
    `tied` tells whether every row is earmarked: then there is no pooled money and `programmes` are those of
    the gift only, else all of the fund. `milestones` as in `FundMetrics`, of these programmes and of the fund,
    from `first_received` on (from the start where that day is not known). `over_time` is of what the donor gave; with a
    `period`, `flows` are what it holds of that, then of the fund. `later` is in none of the figures, nor is `intended`
    (the cents of what is only considered): a gift that is all of these has no contributions. `givers` are all donors.
    """

    donor: str
    donor_type: str
    department: str
    siren: str
    contributions: tuple[Contribution, ...]
    pledged: Metric
    committed: Metric
    received: Metric
    outstanding: Metric
    share: Bounded
    tied: bool
    first_received: date | None
    programmes: tuple[Supported, ...]
    milestones: pd.DataFrame
    over_time: OverTime
    givers: ContributionMetrics
    later: tuple[LaterStage, ...] = ()
    intended: tuple[int | None, ...] = ()
    period: Period | None = None
    flows: tuple[Flows, ...] = ()

    def part_of(self, figure: Metric) -> Flow | None:
        """What the period holds of a figure of the donor or of the fund; None without a period, or of a state."""
        found = (flows.of(figure) for flows in self.flows)
        return next((flow for flow in found if flow is not None), None)

    @property
    def names(self) -> dict[str, str]:
        """The names of its programmes by their codes."""
        return {each.programme.code: each.programme.name for each in self.programmes}


def gift_of(fund: FundState, donor: str, *, period: Period | None = None) -> Gift | None:
    """The gift of a donor, whose name is compared without case, accents or punctuation, with its part in a period.

    None for a name that the fund does not have.
    """
    dataset, metrics = fund.dataset, fund.metrics
    columns = metrics.columns
    every = _rows_of(columns.read(texts, "contributions", "donor"), donor)
    if not len(every):
        return None
    positions = np.intersect1d(every, columns.kept("contributions"), assume_unique=True)
    given = gifts(Scope(columns, "", {"contributions": positions}))
    named = gifts(Scope(columns, "", {"contributions": every}))
    scope = given.scope
    programmes = np.array(scope.texts("contributions", "programme").tolist(), dtype=object)
    pooled = _sum(given, "pooled", given.received, rows=programmes == "")
    tied = bool((programmes != "").all())
    codes = [code for code in dict.fromkeys(programmes.tolist()) if code]
    first, own = _first_received(given), set(every.tolist())
    intended = [row["intended_cents"] for row in records(metrics.contributions.intended) if row["position"] in own]
    only_intended = len(intended) == len(every)
    helped = supported(
        metrics,
        pooled=None if tied else pooled,
        tied={code: _sum(given, "earmarked", given.received, rows=programmes == code) for code in codes},
    )
    amounts = {stage: _sum(given, stage, given.amounts[f"{stage}_cents"]) for stage in STAGES}
    if only_intended:
        amounts["received"] = _nothing_yet(named)
    dated = OverTime(tuple(gift_figures(given, *amounts.values())), closing=named.scope.dataset.fund.day)
    return Gift(
        donor=named.donors.labels[0],
        donor_type=named.donor_types[0],
        department=_first(named.scope.texts("contributions", "department")),
        siren=_first(named.scope.texts("contributions", "siren")),
        contributions=tuple(_contributions(given)),
        **amounts,
        outstanding=_sum(given, "outstanding", given.outstanding),
        share=share_of("fund_share", pooled, metrics.contributions.raised),
        tied=tied,
        first_received=first,
        programmes=helped,
        milestones=milestones_since(metrics, first, codes=[each.programme.code for each in helped]),
        over_time=dated,
        givers=metrics.contributions,
        later=tuple(_later(dataset, every)),
        intended=tuple(intended),
        period=period,
        flows=() if period is None else (dated.over(period), metrics.over_time.over(period)),
    )


def _rows_of(names: Texts, donor: str) -> Positions:
    """The rows of a donor, by the rule that groups them everywhere else; a name without letters is itself."""
    wanted = folded(donor) or donor
    same = [place for place, spelling in enumerate(names.spellings) if (folded(spelling) or spelling) == wanted]
    return np.flatnonzero(np.isin(names.codes, same)) if wanted else np.empty(0, dtype=np.intp)


def _first(texts: Texts) -> str:
    return next((text for text in texts.tolist() if text), "")


def _sum(given: Gifts, code: str, amounts: Amounts, *, rows: np.ndarray | None = None) -> Metric:
    """The sum of an amount over the rows chosen (all of them by default); pending where none of them tells one."""
    names = {"pledged": AMOUNT_COLUMNS[:1], "committed": AMOUNT_COLUMNS[1:2], "outstanding": AMOUNT_COLUMNS}
    chosen = np.ones(len(amounts.values), dtype=np.bool_) if rows is None else rows
    columns = (*names.get(code, AMOUNT_COLUMNS[2:]), *(("programme",) if rows is not None else ()))
    cells = euro_cells(given.scope, "contributions", *columns, where=chosen)
    figure = total(given.scope, code, Unit.CENTS, amounts=amounts.where(chosen), cells=cells)
    told = given.told.get(code, given.told["received"])[chosen]
    return replace(figure, pending=figure.value == 0 and code != "outstanding" and not told.any())


def _nothing_yet(named: Gifts) -> Metric:
    """What was received of a gift that is only considered."""
    cells = named.scope.cells("contributions", *AMOUNT_COLUMNS)
    return exact(named.scope, "received", Unit.CENTS, value=0, pending=True, cells=cells)


def _first_received(given: Gifts) -> date | None:
    """The day of the first payment; a row that says nothing was paid has none."""
    days = given.scope.days("contributions", "received_on")
    paid = days[~np.isnat(days) & ((given.received.values > 0) | ~given.received.known)]
    return _day(paid.min()) if len(paid) else None


def _contributions(given: Gifts) -> Iterator[Contribution]:
    columns: dict[str, list[Any]] = {"programme": given.scope.texts("contributions", "programme").tolist()}
    pending = [set[str]() for _ in columns["programme"]]
    for stage in STAGES:
        amounts, told = given.amounts[f"{stage}_cents"], given.told[stage]
        columns[f"{stage}_cents"] = _cents(Amounts(amounts.values, amounts.known & told))
        # A promise that a row does not tell is none, whether or not the fund tells any.
        undated = np.isnat(given.scope.days("contributions", f"{stage}_on"))
        silent = amounts.known if stage == "received" else given.disclosed & undated
        for place in np.flatnonzero(silent & ~told):
            pending[place].add(stage)
    columns["pending"] = [frozenset(stages) for stages in pending]
    for name in ("pledged_on", "decided_on", "committed_on", "received_on"):
        columns[name] = [_day(day) for day in given.scope.days("contributions", name)]
    for row in zip(*columns.values(), strict=True):
        yield Contribution(**dict(zip(columns, row, strict=True)))


def _later(dataset: Dataset, rows: Positions) -> Iterator[LaterStage]:
    """What of these contributions is later than the closing day, row by row."""
    if dataset.closing is None:
        return
    frame = dataset.table("contributions").iloc[rows]
    stages = later_stages(frame, dataset.closing)
    for place, row in enumerate(records(frame)):
        for stage in (stage for stage in STAGES if stages[stage][place]):
            cents = row[in_euros(f"{stage}_cents", frame.columns)]
            yield LaterStage(stage=stage, cents=None if cents is None else int(cents), day=row[f"{stage}_on"].date())


def _cents(amounts: Amounts) -> list[int | None]:
    return [int(cents) if known else None for cents, known in zip(amounts.values, amounts.known, strict=True)]


def _day(day: np.datetime64) -> date | None:
    found: date | None = day.astype("datetime64[D]").item()
    return found

"""What computing gives: the figures of a fund, its programmes and their tranches; frames are made when first read."""

# ruff: noqa: RUF009 (a `LazyFrame` is a descriptor, not a value that instances would share)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from fund.metric import Metric, Reconciliation, Release
from fund.metrics.implementation.results import Result
from fund.metrics.lazy_frame import LazyFrame
from fund.metrics.over_time.flows import OverTime
from fund.metrics.over_time.movements import CashPath
from fund.metrics.photos import Photo, photos
from fund.metrics.scope import Columns
from fund.metrics.tender import Tender
from fund.model import Moment


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TrancheMetrics:
    """One tranche of a programme. `release` is None for the first tranche or where no threshold is set."""

    programme: str
    number: int
    amount: Metric
    spent: Metric
    share: Metric
    remaining: Metric
    planned_on: Moment | None
    paid_on: Moment | None
    release: Release | None

    def figures(self) -> tuple[Metric, ...]:
        """Its figures in reading order, what is still to justify for its payment last."""
        waited = () if self.release is None else (self.release.to_justify,)
        return (self.amount, self.spent, self.share, self.remaining, *waited)


@dataclass(frozen=True, eq=False, kw_only=True)
class ContributionMetrics:
    """What was given to the fund.

    Frames (money in cents, `Int64`, NA = not communicated):
    - `by_donor`: donor, donor_type, contributions, the four amounts, rows that tell a stage (pledged_told…) or lack
      its amount (pledged_unknown…, outstanding_unknown); ranked by received, committed, pledged, name.
    - `by_type`: donor_type, donors, pledged_cents, committed_cents, received_cents, outstanding_cents, and the same.
    - `by_month`: month (first day, every one from first to last receipt), received_cents, cumulative_cents.
    - `by_row`: position, pledged, committed, raised, outstanding: what each row counts for, 0 where nothing is yet.
    - `outstanding_rows`: position, donor, stage, since (NaT if unknown), days, late, due_cents; oldest first.
    - `promise_repeats`: position, first, stage, sure, told_cents; the promise of `first` again, counted unless `sure`.
    - `repaid_beyond`: position, donor, repaid_cents, excess_cents; money given back beyond what its donor gave.
    - `undisclosed_donors`, `promised_donors`, `later_donors`: donor, donor_type (not of the last), by name.
    - `intended`: position, donor, intended_cents; what is only considered, in no figure.
    - `declared_points`: position, date, date_precision, value_cents, approximate, at_least, source; by date.
    """

    pledged: Metric
    committed: Metric
    raised: Metric
    outstanding: Metric
    outstanding_oldest: Metric
    donors: Metric
    donors_paid: Metric
    donors_promised: Metric
    undisclosed: Metric
    other_contributors: Metric
    others_paid: Metric
    lone_other: str = ""
    lone_payer: str = ""
    by_donor: LazyFrame = LazyFrame()
    by_type: LazyFrame = LazyFrame()
    by_month: LazyFrame = LazyFrame()
    outstanding_rows: LazyFrame = LazyFrame()
    promise_repeats: LazyFrame = LazyFrame()
    repaid_beyond: LazyFrame = LazyFrame()
    undisclosed_donors: LazyFrame = LazyFrame()
    promised_donors: LazyFrame = LazyFrame()
    later_donors: LazyFrame = LazyFrame()
    intended: LazyFrame = LazyFrame()
    declared_points: LazyFrame = LazyFrame()
    by_row: LazyFrame = LazyFrame()

    def figures(self) -> tuple[Metric, ...]:
        """Its figures in reading order: amounts, then how many gave."""
        amounts = (self.raised, self.committed, self.pledged, self.outstanding, self.outstanding_oldest)
        authorities = (self.donors, self.donors_paid, self.donors_promised, self.undisclosed)
        return (*amounts, *authorities, self.other_contributors, self.others_paid)


@dataclass(frozen=True, eq=False, kw_only=True)
class HoursMetrics:
    """Hours of a programme or of the fund.

    `by_kind`: kind, received_rule (`recorded`, `individual`, `group`, `unknown`, or `mixed`), hours_delivered,
    hours_planned, hours_received, participants (of the largest row: at least so many where there are several),
    sessions (rows), hours_delivered_unknown, hours_received_unknown (rows that do not tell them), per_participant
    (hours received ÷ participants, of one row only); Float64 and Int64, NA = not communicated; most delivered first.
    `by_row`: position, hours_delivered, hours_received: what each row counts for.
    """

    delivered: Metric
    planned: Metric
    received: Metric
    per_participant: Metric
    by_kind: LazyFrame = LazyFrame()
    by_row: LazyFrame = LazyFrame()

    def figures(self) -> tuple[Metric, ...]:
        """Its figures in reading order."""
        return (self.delivered, self.planned, self.received, self.per_participant)


@dataclass(frozen=True, eq=False, kw_only=True)
class ProgrammeMetrics:
    """Everything a programme's page shows.

    `planned` is what all its tranches come to, paid or not, of whatever number. Frames:
    - `spending`: date, spent_cents, cumulative_cents: one row per day with dated, converted expenses.
    - `transfers`: date, paid_cents, cumulative_cents: one row per day on which known amounts were paid, by date.
    - `by_category`, `by_supplier`: its name, spent_cents, expenses, unknown (rows without euros), largest first.
    - `unconverted`: position, date, label, amount_cents, currency: amounts left out of every total.
    - `steps`: step, count; `courses`: title, status, enrolled; `sites`: place, country, latitude, longitude,
      budget_cents, spent_cents, status; `milestones`: date, date_precision, title, status, description, source, by
      date; `stories`: period with its dates, title, text, nature, source; `works` (no training): activity, kind,
      start and end with their precisions, status. Each in sheet order but for milestones, each with `position` first.
    """

    code: str
    name: str
    country: str
    partner: str
    beneficiaries: str
    start: Moment | None
    end: Moment | None
    status: str
    summary: str
    strand: str
    cofunding: str
    short_name: str
    position: int
    allocated: Metric
    transferred: Metric
    spent: Metric
    balance: Metric
    delivery_rate: Metric
    budget_share: Metric
    earmarked: Metric
    planned: Metric
    tranches: tuple[TrancheMetrics, ...]
    next_release: Release | None
    hours: HoursMetrics
    hour_cost: Metric
    tender: Tender | None
    places: Metric
    planned_places: Metric
    enrolments: Metric
    spending: LazyFrame = LazyFrame()
    by_category: LazyFrame = LazyFrame()
    by_supplier: LazyFrame = LazyFrame()
    unconverted: LazyFrame = LazyFrame()
    steps: LazyFrame = LazyFrame()
    courses: LazyFrame = LazyFrame()
    sites: LazyFrame = LazyFrame()
    milestones: LazyFrame = LazyFrame()
    stories: LazyFrame = LazyFrame()
    works: LazyFrame = LazyFrame()
    transfers: LazyFrame = LazyFrame()
    count_results: Callable[[], tuple[Result, ...]] = tuple
    count_results_since: Callable[[], tuple[Result, ...]] = tuple

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """What was reached, worked out when it is first asked for."""
        return self.count_results()

    @cached_property
    def results_since(self) -> tuple[Result, ...]:
        """What was reached after the closing day, which no figure counts."""
        return self.count_results_since()

    @property
    def called(self) -> str:
        """Its name where there is little room."""
        return self.short_name or self.name

    @property
    def first_results(self) -> list[Metric]:
        """What was reached of the first two results that its authors list, where there is little room."""
        return [each.achieved for each in self.results if each.achieved.is_known][:2]

    @property
    def latest_tranche(self) -> TrancheMetrics | None:
        """The last tranche of which something is spent, else the first whose share is known."""
        known = [each for each in self.tranches if each.share.is_known]
        return next((each for each in reversed(known) if each.share.value), known[0] if known else None)

    @property
    def paid_tranche(self) -> TrancheMetrics | None:
        """The last tranche paid: what is spent now is charged to it."""
        return next((each for each in reversed(self.tranches) if each.paid_on is not None), None)

    @property
    def progress(self) -> Metric | None:
        """The best-known measure of how far it is: its budget's share spent, else its latest tranche's."""
        if self.budget_share.is_known:
            return self.budget_share
        return None if self.latest_tranche is None else self.latest_tranche.share

    def amount_of(self, tranche: int) -> Metric | None:
        """The amount of the tranche of that number, None where the programme has none."""
        return next((each.amount for each in self.tranches if each.number == tranche), None)

    def figures(self) -> tuple[Metric, ...]:
        """Its figures in reading order: money, tranche by tranche, purchases, hours, people and places."""
        return (
            *(self.allocated, self.earmarked, self.transferred, self.spent),
            *(self.balance, self.delivery_rate, self.budget_share),
            *(figure for tranche in self.tranches for figure in tranche.figures()),
            *(self.tender.figures() if self.tender else ()),
            *self.hours.figures(),
            *(self.enrolments, self.places, self.planned_places),
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class FundMetrics:
    """Every figure of a fund; `milestones` as in `ProgrammeMetrics`, with a `programme` (empty for the fund), by date.

    `transfers`: position, transferred, of each tranche's row. `stories`: its own. `columns`: tables on the closing day.
    """

    columns: Columns
    contributions: ContributionMetrics
    allocated: Metric
    unallocated: Metric
    transferred: Metric
    spent: Metric
    running_costs: Metric
    balance: Metric
    delivery_rate: Metric
    hours: HoursMetrics
    programmes: tuple[ProgrammeMetrics, ...]
    reconcile: Callable[[FundMetrics], tuple[Reconciliation, ...]]
    date_figures: Callable[[FundMetrics], OverTime]
    follow_cash: Callable[[FundMetrics], CashPath]
    transfers: LazyFrame = LazyFrame()
    milestones: LazyFrame = LazyFrame()
    stories: LazyFrame = LazyFrame()
    declared: tuple[Metric, ...] = ()

    def figures(self) -> tuple[Metric, ...]:
        """The figures of the fund itself in reading order: what came in, what was done with it, hours."""
        return (
            *self.contributions.figures(),
            *(self.allocated, self.unallocated, self.transferred, self.spent, self.delivery_rate),
            *(self.running_costs, self.balance, *self.hours.figures()),
        )

    @cached_property
    def reconciliations(self) -> tuple[Reconciliation, ...]:
        """The amounts that can be had in two ways, compared when they are first asked for."""
        return self.reconcile(self)

    @cached_property
    def over_time(self) -> OverTime:
        """What periods hold of its figures, put together when a period is first asked for."""
        return self.date_figures(self)

    @cached_property
    def cash(self) -> CashPath:
        """What the fund has month by month."""
        return self.follow_cash(self)

    @cached_property
    def photos(self) -> tuple[Photo, ...]:
        """Every row of the sheet of photos, looked at when first asked for."""
        return photos(self.columns.dataset)

    @cached_property
    def by_code(self) -> Mapping[str, Metric]:
        """The figures of the fund itself by their codes."""
        return {figure.code: figure for figure in self.figures()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each programme by its code."""
        return {programme.code: programme.name for programme in self.programmes}

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """What each programme is called where there is little room, by its code."""
        return {programme.code: programme.called for programme in self.programmes}

    def programme(self, code: str) -> ProgrammeMetrics:
        """The figures of one programme; raises KeyError for a code the fund does not have."""
        return {programme.code: programme for programme in self.programmes}[code]

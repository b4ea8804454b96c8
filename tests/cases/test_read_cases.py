"""Each workbook of `read/`, as people really make them: what must come out, or what must be said of which cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from fund.metric import Metric
from fund.metrics.result import FundMetrics
from fund.model import Finding, Severity, WorkbookFile
from fund.open_fund import OpenFund, open_files
from tests.cases import CASES

READ = CASES / "read"
BASE = "base_fonds_programmes.xlsx"
"""Holds the sheets « Fonds » and « Programmes » for the cases that are one CSV."""
TOLD = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class About:
    """A finding that is about what is wrong: on that sheet, on that row where one is given."""

    sheet: str
    row: int | None = None
    severities: tuple[Severity, ...] = TOLD

    def is_about(self, finding: Finding) -> bool:
        """Whether a finding names this very place."""
        return (
            finding.sheet == self.sheet
            and (self.row is None or finding.row == self.row)
            and finding.severity in self.severities
        )


@dataclass(frozen=True)
class Case:
    """One workbook. `figures` by name (see `_figure`), money in cents, None = not communicated."""

    name: str
    figures: Mapping[str, float | None] = field(default_factory=dict)
    told: tuple[About, ...] = ()
    untold: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the fund, in `read/`."""
        return (*((BASE,) if self.name.endswith(".csv") else ()), self.name, *self.others)


def right(name: str, *, untold: tuple[str, ...] = (), **figures: float | None) -> Case:
    """A workbook whose figures must come out; `untold` are findings that must not."""
    return Case(name, figures, untold=untold)


def told(name: str, *places: About, others: tuple[str, ...] = (), **figures: float | None) -> Case:
    """A workbook of which something must be said, whatever else is right."""
    return Case(name, figures, told=places, others=others)


def note(sheet: str, row: int) -> About:
    """Something said of a row, be it only a note."""
    return About(sheet, row, (*TOLD, Severity.NOTE))


CASES_READ = (
    # Totals, subtotals and notes under a table: left out, and said so.
    told("depenses_total_in_label.xlsx", note("Dépenses", 4), spent=1_500_00),
    told("frais_total_dated.xlsx", note("Frais", 4), running_costs=300_00),
    told("grand_total_english.xlsx", note("Contributions", 4), raised=3_000_00, donors=2),
    told(
        "notes_below_contributions.xlsx",
        note("Contributions", 5),
        note("Contributions", 6),
        raised=3_000_00,
        donors=2,
        raised_unknown=0,
    ),
    told("programmes_total_row.xlsx", note("Programmes", 4), allocated=1_500_00, programmes=2),
    told(
        "subtotals_libreoffice.xlsx",
        *(note("Contributions", row) for row in (3, 5, 6)),
        raised=3_000_00,
        donors=2,
    ),
    told("summary_table_below.xlsx", note("Contributions", 6), raised=3_000_00, donors=2),
    told("total_with_remark.xlsx", note("Contributions", 4), raised=3_000_00, donors=2),
    # Numbers and units.
    right("amount_swiss_dash.xlsx", running_costs=700_00),
    told("count_dot_thousands.xlsx", About("Activités", 2, (Severity.ERROR,))),
    right("declared_percent_above_100.xlsx", tranche_share_auc_1=1.04),
    right("donor_takes_money_back.xlsx", raised=800_00, outstanding=0, untold=("below_minimum",)),
    told("frais_negative.xlsx", About("Frais")),
    right("hours_as_duration.xlsx", hours=7.5 + 180 + 7.5, untold=("not_a_number",)),
    # Dates.
    right("as_of_month_format.xlsx", as_of_month=2023 * 12 + 11),
    right("date_with_midnight.xlsx", untold=("not_a_date",), raised=300),
    told("rows_after_as_of.xlsx", About("Contributions", 2), About("Dépenses", 2), spent_auc=0),
    # Currencies.
    told("currency_only_in_format.xlsx", About("Dépenses", 2, (Severity.ERROR,))),
    right("expenses_two_amount_columns.xlsx", spent_auc=10_000_00),
    told("rate_reversed.xlsx", About("Taux", 2)),
    told("title_says_thousands.xlsx", About("Frais")),
    told("tranches_in_uah.xlsx", About("Tranches", 2, (Severity.ERROR,)), transferred_auc=None),
    # Headers and sheets.
    told("header_k_euros.xlsx", About("Contributions", 1), raised=None),
    told("sheets_per_year.xlsx", About("Contributions 2022"), About("Dépenses T1"), About("Dépenses T2")),
    right("two_row_header.xlsx", raised=1_000_00, committed=1_000_00, untold=("missing_value", "unknown_column")),
    # Donors, repeats, instalments.
    right("gift_paid_in_instalments.xlsx", raised=10_000_00, outstanding=0, untold=("late_pledge",)),
    right("namesake_communes.xlsx", raised=3_000_00, donors=2),
    told("same_gift_in_two_files.xlsx", About("Contributions", 2), others=("same_gift_in_two_files_2.xlsx",)),
    right("tranche_in_two_payments.xlsx", transferred=50_000_00, tranches=1, untold=("duplicate_key",)),
    right("tranche_number_as_text.xlsx", transferred=300, tranches=3, untold=("not_a_number",)),
    # CSV.
    told("csv_stray_quotes__Contributions.csv", About("Contributions", 3, (Severity.ERROR,))),
    told("csv_unquoted_separator__Contributions.csv", About("Contributions", 2, (Severity.ERROR,))),
    right("csv_utf16__Contributions.csv", raised=1_000_00),
    # Files that people expect to work.
    right("backslash_names.xlsx", running_costs=300_00),
    told("error_spill.xlsx", About("Frais", 3, (Severity.ERROR,)), raised=200_000_00),
    right("jpeg_logo_photoshop_mac.xlsx", running_costs=300_00),
    right("libreoffice_last_row.xlsx", running_costs=300_00),
    right("power_query_leftover.xlsx", running_costs=300_00),
    right("prefixed_600_rows.xlsx", raised=600 * 100_00),
    right("sheet_state_show.xlsx", raised=200_000_00),
    right("workbook_other_name.xlsx", running_costs=300_00),
    # Others.
    told("error_cell_without_address.xlsx", About("Contributions", 3, (Severity.ERROR,))),
    told(
        "ods_filtered_and_merged.ods",
        note("Frais", 3),
        spent_auc=120_00,
        spent_rze=60_00,
        running_costs=600_00,
    ),
    told("struck_through_row.xlsx", note("Contributions", 3)),
)


@pytest.mark.parametrize("case", CASES_READ, ids=lambda case: case.name)
def test_a_workbook_as_people_make_it_is_read_right_or_said_to_be_wrong_where_it_is(case: Case):
    fund = _opened(case)
    seen = {name: _figure(fund, name) for name in case.figures}
    codes = {finding.code for finding in fund.findings}

    assert seen == dict(case.figures)
    for place in case.told:
        assert any(map(place.is_about, fund.findings)), (place, fund.findings)
    assert not codes & set(case.untold)


def test_every_workbook_of_the_folder_is_looked_at():
    looked_at = {name for case in CASES_READ for name in case.files}

    assert looked_at == {file.name for file in READ.iterdir()}


def _opened(case: Case) -> OpenFund:
    files = [WorkbookFile(name.rpartition("__")[2], (READ / name).read_bytes()) for name in case.files]
    return open_files("essai", files)


def _figure(fund: OpenFund, name: str) -> float | None:
    """A figure by its name: of the fund, or `<figure>_<programme>` of a programme."""
    metrics = fund.metrics
    gifts = metrics.contributions
    match name:
        case "programmes":
            return len(metrics.programmes)
        case "tranches":
            return sum(len(programme.tranches) for programme in metrics.programmes)
        case "as_of_month":
            as_of = fund.dataset.fund.as_of
            return None if as_of is None else as_of.day.year * 12 + as_of.day.month
        case "raised_unknown":
            return gifts.raised.unknown
        case "tranche_share_auc_1":
            return metrics.programme("auc").tranches[0].share.value
    figures: dict[str, Metric] = {
        **_of_fund(metrics),
        **{f"spent_{each.code}": each.spent for each in metrics.programmes},
        **{f"transferred_{each.code}": each.transferred for each in metrics.programmes},
    }
    return figures[name].value


def _of_fund(metrics: FundMetrics) -> dict[str, Metric]:
    gifts = metrics.contributions
    return {
        "raised": gifts.raised,
        "committed": gifts.committed,
        "outstanding": gifts.outstanding,
        "donors": gifts.donors,
        "allocated": metrics.allocated,
        "transferred": metrics.transferred,
        "spent": metrics.spent,
        "running_costs": metrics.running_costs,
        "hours": metrics.hours.delivered,
    }

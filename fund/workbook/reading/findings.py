"""What reading can say about a workbook, and how a finding names its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
from openpyxl.utils import get_column_letter

from fund.model import Finding, Severity
from fund.workbook.reading.cells import NO_DETAILS, as_text

Mask = pd.Series | npt.NDArray[np.bool_]
Positions = Sequence[int] | npt.NDArray[np.intp]

SEEN_LENGTH = 120

_BY_SEVERITY = {
    Severity.ERROR: (
        "ambiguous_currency",
        "ambiguous_number",
        "ambiguous_percent",
        "below_minimum",
        "currency_conflict",
        "currency_differs",
        "currency_in_title",
        "currency_not_read",
        "date_not_full",
        "date_out_of_range",
        "doubtful_row",
        "duplicate_key",
        "empty_workbook",
        "excel_error",
        "format_currency",
        "format_thousands",
        "formula_without_value",
        "missing_column",
        "missing_sheet",
        "missing_value",
        "no_fund_row",
        "no_header",
        "no_known_sheet",
        "no_rate",
        "not_a_currency",
        "not_a_date",
        "not_a_number",
        "not_whole",
        "not_yes_no",
        "number_out_of_range",
        "overlong_row",
        "percent_of_other_unit",
        "personal_data",
        "rate_reversed",
        "repeated_column",
        "several_currencies",
        "several_funds",
        "split_number",
        "stray_quote",
        "text_too_long",
        "two_digit_year",
        "undated_conversion",
        "unit_in_header",
        "unit_in_title",
        "unit_mismatch",
        "unknown_choice",
        "unknown_programme",
        "unsplit_row",
        "zero_rate",
    ),
    Severity.WARNING: (
        "cancelled_row",
        "committed_above_pledged",
        "country_code_invalid",
        "currency_left_out",
        "days_out_of_order",
        "donor_of_several",
        "donor_of_two_spellings",
        "donor_of_two_types",
        "duplicate_row",
        "example_row",
        "expense_before_programme",
        "expense_without_amount",
        "far_from_its_kind",
        "hours_above_planned",
        "hours_above_received",
        "longer_than_published",
        "missing_expected",
        "negative_cost",
        "percent_below_one",
        "photo_not_in_file",
        "photo_on_page",
        "photo_over_header",
        "photo_several",
        "photo_too_many",
        "photo_without_row",
        "probable_repeat",
        "rate_disagrees",
        "rate_far",
        "rate_old",
        "rate_without_currency",
        "received_above_committed",
        "repayment_contradicted",
        "rna_invalid",
        "sector_invalid",
        "siren_invalid",
        "siren_of_two_names",
        "siret_differs",
        "siret_invalid",
        "siret_is_siren",
        "siret_ruined",
        "stated_euros_differ",
        "struck_row",
        "sub_cent",
        "tranche_whole_and_parts",
        "tranche_without_amount",
        "unknown_tranche",
        "unread_amounts",
        "unread_table",
    ),
    Severity.NOTE: (
        "amounts_not_communicated",
        "donor_namesakes",
        "hidden_column",
        "hidden_rows",
        "hidden_sheet",
        "linked_workbooks",
        "merged_cells",
        "minimum_quoted",
        "note_left_out",
        "refund",
        "repayment",
        "sheet_set_aside",
        "summary_left_out",
        "total_left_out",
        "tranche_in_parts",
        "unknown_column",
        "unknown_sheet",
    ),
}

SEVERITIES = MappingProxyType({code: severity for severity, codes in _BY_SEVERITY.items() for code in codes})
"""Every finding that reading makes of a file that may be read, with its severity."""

_OF_SEVERAL_ROWS = frozenset(
    (
        *("donor_of_several", "donor_of_two_spellings", "donor_of_two_types"),
        *("siren_of_two_names", "tranches_above_budget"),
    )
)
"""Findings about a donor or a programme, at one of its rows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet as its header row writes it; `index` counts from 0."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class SheetSource:
    """The sheet of a file that rows come from; `headings` are its known columns by code."""

    file: str
    sheet: str = ""
    headings: Mapping[str, Heading] = field(default_factory=dict)

    def finding(
        self,
        code: str,
        *,
        row: int | None = None,
        column: str | Heading = "",
        seen: object = "",
        details: Mapping[str, object] = NO_DETAILS,
    ) -> Finding:
        """A finding about this sheet. `row` is the Excel row, `column` a heading or the code of a known column.

        A column that the sheet does not have is named by `column` as it is, without a cell.
        """
        heading = self.headings.get(column) if isinstance(column, str) else column
        return Finding(
            code,
            SEVERITIES[code],
            file=self.file,
            sheet=self.sheet,
            row=row,
            column=heading.text if heading else str(column),
            cell=f"{get_column_letter(heading.index + 1)}{row}" if heading and row else "",
            seen=as_text(seen)[:SEEN_LENGTH],
            details=details,
            of_row=code not in _OF_SEVERAL_ROWS,
        )


@dataclass(frozen=True, slots=True)
class SheetSources:
    """The sheets that tables were read from, by file and sheet name."""

    by_sheet: Mapping[tuple[str, str], SheetSource]

    def findings(
        self,
        code: str,
        frame: pd.DataFrame,
        *,
        where: Mask | Positions,
        column: str = "",
        details: Mapping[str, object] | Sequence[Mapping[str, object]] = NO_DETAILS,
    ) -> Iterator[Finding]:
        """A finding for each of these rows, showing the value of `column` where given.

        `where` says which: a mask, in which unknown is no, or 0-based positions. `details` are those of each, in the
        same order, or of all.
        """
        positions = _positions(where)
        if not len(positions):
            return  # of most rules in most tables: a frame of no row takes as long as one of many
        rows = frame.iloc[positions]
        each = [details] * len(rows) if isinstance(details, Mapping) else details
        seen = _seen(column, rows) if column else [""] * len(rows)
        places = zip(rows["source_file"], rows["source_sheet"], rows["source_row"].tolist(), strict=True)
        for (file, sheet, row), value, detail in zip(places, seen, each, strict=True):
            source = self.by_sheet[(file, sheet)]
            yield source.finding(code, row=row, column=column, seen=value, details=detail)


def _positions(where: Mask | Positions) -> npt.NDArray[np.intp]:
    known = where.fillna(value=False).to_numpy(dtype=np.bool_) if isinstance(where, pd.Series) else np.asarray(where)
    return np.flatnonzero(known) if known.dtype == np.bool_ else known.astype(np.intp)


def _seen(column: str, rows: pd.DataFrame) -> list[object]:
    values = rows[column] / 100 if column.endswith("_cents") else rows[column]
    return ["" if pd.isna(value) else value for value in values.tolist()]

"""A rate typed ten times too small on a row, where the sheet « Taux » says otherwise: told with both."""

from __future__ import annotations

from fund.model import WorkbookFile
from fund.open_fund import open_files
from tests.cases import CASES

FOLDER = CASES / "figures_rate_factor10"


def test_a_row_s_rate_far_from_the_sheet_s_is_told_on_its_cell_with_both_values() -> None:
    files = [WorkbookFile(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.xlsx"))]
    told = [finding for finding in open_files("exemple", files).findings if finding.code == "rate_disagrees"]
    assert [(finding.sheet, finding.column) for finding in told] == [("Dépenses", "taux")]
    assert told[0].details["rate"] < told[0].details["beside"] / 5

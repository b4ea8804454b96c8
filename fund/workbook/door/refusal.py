"""Why a file is not read, and how large one may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fund.model import Finding, Severity


class RefusedError(Exception):
    """A file that must not be read, or can't be; `details` fill the sentences of its finding.

    `code` names the finding. The audit list keeps codes of refused uploads, so none is ever renamed; what
    turns out to be damaged, at whatever step, is `truncated_zip`.
    """

    def __init__(self, code: str, details: Mapping[str, object] | None = None) -> None:
        """Take the reason's code and details."""
        super().__init__(code)
        self.code = code
        self.details = dict(details or {})

    def finding(self, file: str) -> Finding:
        """The finding about the file of that name."""
        return Finding(self.code, Severity.ERROR, file=file, details=self.details)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. A fund of two sheets of 100,000 rows takes half of it.

    `content`, `unpacked`, `text` and `open_document` are bytes, `entries` the parts of a zip. A zip may unpack
    to `ratio` times its size: that counts for parts of more than `ratio_from` unpacked bytes, as a small one may
    well be all alike (worksheets of real workbooks unpack to 5 to 30 times their size).

    `rows` and `columns` are those of a sheet, `cells` those of the rectangles that all sheets span, because the
    reader holds empty cells in memory too; `merged_rows` those that a sheet's merged cells span, added up.
    `text` is for the sheets with every shared string in each of its cells: reading takes up to five times as
    much memory. `memory` is what a process that reads one file may ask for, in bytes, with Python and its libraries
    (120 MB), `resident` what of it it may hold.
    """

    content: int = 50 * 2**20
    entries: int = 2_000
    unpacked: int = 250 * 2**20
    ratio: int = 120
    ratio_from: int = 8 * 2**20
    sheets: int = 60
    rows: int = 200_000
    columns: int = 300
    cells: int = 6_000_000
    merged_rows: int = 1_000_000
    text: int = 200 * 2**20
    open_document: int = 40 * 2**20
    memory: int = 512 * 2**20
    resident: int = 400 * 2**20


LIMITS = Limits()

"""Disguised workbooks as bytes: seeds for the fuzzer."""

from __future__ import annotations

from fund.model import WorkbookFile
from tests.disguise import kinds
from tests.disguise.disguise import DISGUISES
from tests.disguise.run import disguised
from tests.disguise.write_files import written


def disguised_files(count: int, *, start: int = 0) -> list[WorkbookFile]:
    """The files of so many disguised funds, spread over all the disguises."""
    assert kinds.__all__
    step = max(1, len(DISGUISES) // count)
    return [file for number in range(count) for file in written(disguised(start + number * step).draft)]

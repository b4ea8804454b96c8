"""The shipped funds, opened once for all tests: they are read-only, and opening one takes a fifth of a second."""

from __future__ import annotations

from functools import cache

from fund.model import WorkbookFile
from fund.open_fund import SHIPPED, OpenFund, open_files
from fund.store.open_store import workbooks_in


@cache
def shipped_fund(code: str) -> OpenFund:
    """`ukraine` or `exemple`."""
    return open_files(code, [WorkbookFile(file.name, file.read_bytes()) for file in workbooks_in(SHIPPED / code)])

"""A few seconds of the fuzzer at every test run: nothing that the guard lets pass raises anything."""

from __future__ import annotations

import os
from pathlib import Path

from tests.fuzz.fuzz_workbooks import run

SECONDS = float(os.environ.get("FUZZ_SECONDS", "5"))


def test_a_spoiled_workbook_is_refused_or_read_and_never_raises(tmp_path: Path) -> None:
    tally = run(SECONDS, seed=1, failures=tmp_path)
    assert tally.failures == {}
    assert tally.seen["read"] > 0

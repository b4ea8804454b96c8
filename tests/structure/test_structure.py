"""The product stays as small and as plain as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.structure.measures import LIMITS, Measure, measures
from tests.structure.upload_to_overview import modules_passed
from tests.structure.value_path import ROOT

PASSED = "modules from upload to overview"


@pytest.mark.parametrize(("name", "measure"), measures().items())
def test_a_measure_is_within_its_limit(name: str, measure: Measure) -> None:
    assert measure.number <= LIMITS[name].today, measure.about


def test_an_amount_passes_few_modules_from_the_upload_to_the_overview(tmp_path: Path) -> None:
    passed = modules_passed(tmp_path)
    assert len(passed) <= LIMITS[PASSED].today, list(passed)
    # It begins with the file dropped, ends with the figure on screen, and passes the sum.
    assert {"pages/update.py", "pages/overview.py", "fund/metrics/contributions.py"} <= set(passed)
    assert all((ROOT / module).exists() for module in passed)

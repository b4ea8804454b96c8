"""Print every measure beside its limit."""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.structure.measures import LIMITS, Measure, measures
from tests.structure.upload_to_overview import modules_passed


def main() -> None:
    """The measures, then the modules that an amount passes."""
    logging.disable(logging.WARNING)
    with TemporaryDirectory() as folder:
        passed = modules_passed(Path(folder))
    found = {**measures(), "modules from upload to overview": Measure(len(passed))}
    for name, measure in found.items():
        limit = LIMITS[name]
        told = ", ".join(measure.about)
        print(f"{measure.number:>8,.0f}  at most {limit.today:,.0f}, goal {limit.goal:,.0f}  {name}  {told}")
    for module, functions in passed.items():
        print(f"    {module}: {', '.join(functions)}")


main()

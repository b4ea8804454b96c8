"""The order of the tests: what is fast first, what needs a browser last."""

from __future__ import annotations

from pathlib import Path

import pytest

FAST = ("unit", "cases", "disguise", "structure", "pins", "pages", "golden", "same_words", "third_language", "contract")
ORDER = (*FAST, "store", "fuzz", "office", "browser", "machines")
"""Browser tests also leave an event loop running, in which no other may be started."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    items.sort(key=lambda item: ORDER.index(Path(item.path).relative_to(here).parts[0]))

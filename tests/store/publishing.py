"""Short ways to publish in tests."""

from __future__ import annotations

from fund.model import WorkbookFile
from fund.records import Version
from fund.store.store import Store


def workbook(content: str, name: str = "fonds.xlsx") -> WorkbookFile:
    """A workbook as far as the store is concerned: it looks at names and bytes, never inside."""
    return WorkbookFile(name, content.encode())


def publish(store: Store, content: str, *, based_on: Version | None = None, fund: str = "ukraine") -> Version:
    """Publish one workbook of that content."""
    return store.publish(fund, [workbook(content)], author="Anne", note="", based_on=based_on.id if based_on else None)

"""Everything that people do to a workbook, a module for each kind; importing this registers them all."""

from __future__ import annotations

from tests.disguise.kinds import cells, rows, sheet

__all__ = ["cells", "rows", "sheet"]

"""What people do to rows: totals, notes, repeats, instalments."""

from __future__ import annotations

from tests.disguise.kinds.rows import donors, instalments, look_alikes, notes, repeats, subtotals, totals

__all__ = ["donors", "instalments", "look_alikes", "notes", "repeats", "subtotals", "totals"]

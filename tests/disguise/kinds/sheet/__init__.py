"""What people do to sheets and files: headers, layout, names, text tables."""

from __future__ import annotations

from tests.disguise.kinds.sheet import delimited, delimited_faults, headers, hidden, layout, names, units

__all__ = ["delimited", "delimited_faults", "headers", "hidden", "layout", "names", "units"]

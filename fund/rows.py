"""A frame's rows one by one, for the few rows that are shown or reported."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

Record = Mapping[Hashable, Any]


def records(frame: pd.DataFrame) -> list[Record]:
    """A frame's rows, None where a cell holds nothing."""
    if frame.empty:
        return []
    cells = frame.astype(object)
    return list[Record](cells.where(frame.notna(), None).to_dict(orient="records"))

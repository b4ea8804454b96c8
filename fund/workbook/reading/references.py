"""Programme codes as other sheets write them, brought to the spelling of the sheet « Programmes »."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.model import Finding
from fund.schema import SHEETS, folded
from fund.workbook.reading.sheet_sources import Origins


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """Tables after a check that corrects them, with what it found."""

    tables: dict[str, pd.DataFrame]
    findings: tuple[Finding, ...]


def link_programmes(tables: Mapping[str, pd.DataFrame], origins: Origins) -> Checked:
    """Spell each programme as in its own sheet; one that isn't there stays as typed and is an error.

    Without any programme nothing is said: the missing sheet already is.
    """
    spelled = {folded(code): code for code in tables["programmes"]["code"].dropna()}
    linked = dict(tables)
    findings: list[Finding] = []
    if not spelled:
        return Checked(linked, ())
    for schema in SHEETS:
        for column in schema.columns:
            if column.refers_to != "programmes":
                continue
            frame = tables[schema.code]
            typed = frame[column.code]
            known = {text: spelled.get(folded(text)) for text in typed.dropna().unique().tolist()}
            if any(text != code for text, code in known.items()):
                renamed = typed.map({text: code or text for text, code in known.items()}).astype("str")
                linked[schema.code] = frame.assign(**{column.code: renamed})
                strange = np.flatnonzero(typed.isin([text for text, code in known.items() if code is None]))
                findings += origins.findings(
                    "unknown_programme",
                    frame,
                    positions=strange.tolist(),
                    column=column.code,
                    details=[{"known": ", ".join(spelled.values())}] * len(strange),
                )
    return Checked(linked, tuple(findings))

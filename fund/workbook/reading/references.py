"""What rows refer to in other sheets: programmes, spelled as in their own sheet, and tranches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.model import Finding
from fund.schema import SHEETS, folded
from fund.workbook.reading.findings import SheetSources


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """Tables after a check that corrects them, with what it found."""

    tables: dict[str, pd.DataFrame]
    findings: tuple[Finding, ...]


def link_programmes(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Checked:
    """Spell each programme as in its own sheet; one that isn't there stays as typed and is an error.

    Without any programme there is no finding: the missing sheet is one.
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
                findings += sources.findings(
                    "unknown_programme",
                    frame,
                    positions=strange.tolist(),
                    column=column.code,
                    details=[{"known": ", ".join(spelled.values())}] * len(strange),
                )
    return Checked(linked, tuple(findings))


def tranche_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Expenses on a tranche that their programme doesn't have; none when no tranche is known."""
    tranches, expenses = tables["tranches"], tables["expenses"]
    known = set(zip(tranches["programme"], tranches["number"], strict=True))
    if not known:
        return
    charged = expenses[["programme", "tranche"]].dropna()
    pairs = charged.drop_duplicates()
    strange = [pair for pair in zip(pairs["programme"], pairs["tranche"], strict=True) if pair not in known]
    if strange:
        rows = charged.index[pd.MultiIndex.from_frame(charged).isin(strange)]
        yield from sources.findings("unknown_tranche", expenses, positions=rows.tolist(), column="tranche")

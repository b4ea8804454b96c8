"""What a fund's declarations are made of: its gifts row by row, its donors, who holds it, how its money is shared out.

Small beside the fund itself, so that those of all funds can be held at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from stdnum.fr import siren

from fund.metrics.amounts import Positions
from fund.metrics.cutoff import intentions, later_stages
from fund.metrics.fund import FundState
from fund.metrics.gifts import gifts
from fund.metrics.scope import Scope
from fund.metrics.texts import named_groups, texts
from fund.model import Moment, Precision, Record, records
from fund.schema import name_key
from fund.schema.converted import in_euros

STAGES = ("pledged", "committed", "received")
_COLUMNS = (
    *("donor", "siren", "siret", "department", "programme", "currency", "received_cents", "committed_cents"),
    *("pledged_on", "decided_on", "committed_on", "received_on", "expected_on", "expected_on_precision"),
    *("decision", "purpose", "payment_terms", "eu_notified", "source_file", "source_sheet", "source_row"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRow:
    """One row of a donor: euros in whole cents, None where they are not known; days, None where there is none.

    `told` are the stages whose amount the row tells, be it in a currency without a rate, and `later` those dated
    after the closing day. `first` is the position of the row whose agreement this one repeats, its own where none.
    """

    position: int
    first: int
    euros: Mapping[str, int | None]
    days: Mapping[str, date | None]
    told: frozenset[str]
    later: frozenset[str]
    currency: str
    amount_cents: int | None
    programme: str
    siret: str
    decision: str
    purpose: str
    payment_terms: str
    eu_notified: bool | None
    expected: Moment | None
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class LedgerDonor:
    """A donor of one fund: its name there, that name without what tells namesakes apart, and its numbers.

    `siren` is empty where none is known, and so is `department`.
    """

    label: str
    name: str
    siren: str
    department: str
    positions: Positions


@dataclass(frozen=True, slots=True)
class LedgerProgramme:
    """A programme: where it runs and its sector, as far as the workbook tells.

    Amounts are None where they are not known exactly.
    """

    code: str
    name: str
    country: str
    country_code: str
    sector: str
    transferred_cents: int | None
    allocated_cents: int | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FundLedger:
    """What declarations need of one published version of a fund.

    `cells` are those of its contributions by column, None where one holds nothing: read row by row, they take a tenth
    of the time that rows of a frame do.
    """

    code: str
    name: str
    fictional: bool
    holder: str
    siret: str
    rna: str
    as_of: Moment | None
    cells: Mapping[str, Sequence[Any]]
    donors: tuple[LedgerDonor, ...]
    programmes: tuple[LedgerProgramme, ...]

    @property
    def years(self) -> frozenset[int]:
        """The calendar years of which any row tells something."""
        days = (day for stage in (*STAGES, "decided") for day in self.cells[f"{stage}_on"])
        return frozenset(day.year for day in days if day is not None)

    def rows_of(self, donor: LedgerDonor) -> tuple[GiftRow, ...]:
        """The rows of one of its donors, in their order."""
        places = donor.positions.tolist()
        return tuple(_gift_row({name: cells[place] for name, cells in self.cells.items()}) for place in places)


def ledger_of(fund: FundState, code: str) -> FundLedger:
    """Take it out of an open fund."""
    identity = fund.dataset.fund
    row = next(iter(records(fund.dataset.table("fund").head(1))), {})
    rows = _rows(fund)
    return FundLedger(
        code=code,
        name=identity.name,
        fictional=identity.fictional,
        holder=row.get("holder") or "",
        siret=row.get("siret") or "",
        rna=row.get("rna") or "",
        as_of=identity.as_of,
        cells=_cells(rows),
        donors=tuple(_donors(rows)),
        programmes=tuple(_programmes(fund)),
    )


def _rows(fund: FundState) -> pd.DataFrame:
    """The contributions as they are written, with their euros, which stages are later, and whose agreement it is."""
    frame, closing = fund.dataset.table("contributions"), fund.dataset.closing
    # What is only considered is no gift: nothing of it has a day.
    considered = intentions(frame)
    added: dict[str, Any] = {"position": np.arange(len(frame)), "pledged_on": frame["pledged_on"].mask(considered)}
    late = {} if closing is None else later_stages(frame, closing)
    for stage in STAGES:
        amount = f"{stage}_cents"
        added[f"{stage}_euros"] = frame[in_euros(amount, frame.columns)]
        added[f"{stage}_told"] = frame[amount].notna() & ~considered
        added[f"{stage}_later"] = late.get(stage, np.zeros(len(frame), dtype=np.bool_))
    kept = fund.metrics.columns.kept("contributions")
    first = np.arange(len(frame))
    first[kept] = kept[gifts(Scope(fund.metrics.columns, "", {"contributions": kept})).repeats["committed"].first]
    return frame[list(_COLUMNS)].assign(**added, first=first)


def _cells(rows: pd.DataFrame) -> Mapping[str, Sequence[Any]]:
    objects = {name: rows[name].astype(object) for name in rows.columns}
    return {name: column.where(column.notna(), None).tolist() for name, column in objects.items()}


def _donors(rows: pd.DataFrame) -> Iterator[LedgerDonor]:
    names = named_groups(texts(rows["donor"]))
    sirens, places = (texts(rows[code]).tolist() for code in ("siren", "department"))
    order = np.argsort(names.groups, kind="stable")
    ends = np.searchsorted(names.groups[order], np.arange(names.size + 1))
    for label, (start, end) in zip(names.labels.tolist(), pairwise(ends.tolist()), strict=True):
        positions = order[start:end]
        if not label:
            continue
        own = [(sirens[place], places[place]) for place in positions.tolist()]
        number = next((text for text, _ in own if text and siren.is_valid(text)), "")
        place = next((text for _, text in own if text), "")
        name = label
        for mark in (f" ({place})", f" (SIREN {number})"):
            name = name.removesuffix(mark)
        yield LedgerDonor(label, name, number, place, positions)


def _programmes(fund: FundState) -> Iterator[LedgerProgramme]:
    told = {row["code"]: row for row in records(fund.dataset.table("programmes"))}
    for programme in fund.metrics.programmes:
        row = told.get(programme.code, {})
        transferred, allocated = (
            int(figure.value) if figure.value is not None and not figure.partial and not figure.approximate else None
            for figure in (programme.transferred, programme.allocated)
        )
        yield LedgerProgramme(
            programme.code,
            programme.name,
            programme.country,
            row.get("country_code") or "",
            row.get("sector") or "",
            transferred,
            allocated,
        )


def _gift_row(row: Record) -> GiftRow:
    expected = row["expected_on"]
    return GiftRow(
        position=row["position"],
        first=row["first"],
        euros={stage: row[f"{stage}_euros"] for stage in STAGES},
        days={stage: row[f"{stage}_on"] and row[f"{stage}_on"].date() for stage in (*STAGES, "decided")},
        told=frozenset(stage for stage in STAGES if row[f"{stage}_told"]),
        later=frozenset(stage for stage in STAGES if row[f"{stage}_later"]),
        currency=row["currency"] or "EUR",
        amount_cents=row["received_cents"],
        programme=row["programme"] or "",
        siret=row["siret"] or "",
        decision=row["decision"] or "",
        purpose=row["purpose"] or "",
        payment_terms=row["payment_terms"] or "",
        eu_notified=None if row["eu_notified"] is None else bool(row["eu_notified"]),
        expected=expected and Moment(expected.date(), Precision(row["expected_on_precision"])),
        file=str(row["source_file"]),
        sheet=str(row["source_sheet"]),
        row=int(row["source_row"]),
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, without case, accents or punctuation."""
    return name_key(one) == name_key(other)

"""The fund's identity, from the one row of the sheet « Fonds »."""

from __future__ import annotations

import pandas as pd

from fund.model import FundIdentity, Moment, Precision


def identity(fund: pd.DataFrame) -> FundIdentity:
    """The first row of the table `fund`; an identity with an empty code when there is none."""
    if fund.empty:
        return FundIdentity(code="", name="")
    row = fund.iloc[0]
    return FundIdentity(
        code=_text(row["code"]),
        name=_text(row["name"]),
        crisis=_text(row["crisis"]),
        opened_on=_moment(row, "opened_on"),
        currency=_text(row["currency"]) or "EUR",
        partners=_text(row["partners"]),
        as_of=_moment(row, "as_of"),
        fictional=row["fictional"] is True or (not pd.isna(row["fictional"]) and bool(row["fictional"])),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(row: pd.Series, name: str) -> Moment | None:
    if pd.isna(row[name]):
        return None
    return Moment(row[name].date(), Precision(row[f"{name}_precision"]))

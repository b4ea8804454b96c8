"""The SIREN and the SIRET of each gift, from the two columns in which people write either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.model import Finding
from fund.schema.identifiers import SIREN_DIGITS, WrongFormError, siret_of
from fund.workbook.reading.findings import SheetSources


@dataclass(frozen=True, slots=True, eq=False)
class NumberedGifts:
    """The contributions with one SIREN and one SIRET a row, and what there is to say of their numbers."""

    gifts: pd.DataFrame
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What the two cells of a row give; `siren` is what was typed where that is none, `fault` what is wrong."""

    siren: str | None
    siret: str | None
    fault: str = ""


def numbered_gifts(gifts: pd.DataFrame, sources: SheetSources) -> NumberedGifts:
    """Read what stands in the columns SIREN and SIRET as one.

    A SIRET gives the SIREN in either column. Where the two columns tell two authorities or two establishments the
    SIREN stands and no SIRET is known. What is neither stays in its column as it was typed, and tells nothing.
    """
    if not (gifts["siren"].notna().any() or gifts["siret"].notna().any()):
        return NumberedGifts(gifts, ())
    (sirens, typed), (sirets, given) = (pd.factorize(gifts[code]) for code in ("siren", "siret"))
    pairs, of_row = np.unique(sirens * (len(given) + 1) + sirets + 1, return_inverse=True)
    told = [
        _numbers(_at(typed, pair // (len(given) + 1)), _at(given, pair % (len(given) + 1) - 1))
        for pair in pairs.tolist()
    ]
    findings: list[Finding] = []
    for code, column in FAULTS.items():
        faulty = np.array([each.fault == code for each in told])[of_row]
        details = [{"other": str(text)} if code == "siret_differs" else {} for text in gifts["siren"][faulty]]
        findings += sources.findings(code, gifts, where=faulty, column=column, details=details)
    return NumberedGifts(_assigned(gifts, told, of_row), tuple(findings))


FAULTS = {
    **dict.fromkeys(("siret_ruined", "siren_invalid"), "siren"),
    **dict.fromkeys(("siret_differs", "siret_is_siren"), "siret"),
}
"""What can be wrong with the numbers of a row, and the column that shows it."""


def _at(texts: pd.Index, number: int) -> str:
    return "" if number < 0 else str(texts[number])


def _numbers(typed: str, given: str) -> _Numbers:
    """The numbers of a row by what its columns SIREN and SIRET hold; `given` is a SIRET or a SIREN, or empty."""
    establishment = given if len(given) > SIREN_DIGITS else ""
    try:
        number = siret_of(typed) if typed else ""
    except WrongFormError as wrong:
        fault = "siren_invalid" if wrong.code == "siret_invalid" else wrong.code
        return _Numbers(given[:SIREN_DIGITS] or typed, establishment or None, fault)
    if number and given and not (number.startswith(given) or given.startswith(number)):
        return _Numbers(number[:SIREN_DIGITS], None, "siret_differs")
    longest = max(number, given, key=len)
    is_siren = bool(given) and not establishment
    whole = longest if len(longest) > SIREN_DIGITS else None
    return _Numbers(longest[:SIREN_DIGITS] or None, whole, "siret_is_siren" if is_siren else "")


def _assigned(gifts: pd.DataFrame, told: Sequence[_Numbers], of_row: np.ndarray) -> pd.DataFrame:
    columns = {}
    for code, values in (("siren", [each.siren for each in told]), ("siret", [each.siret for each in told])):
        column = pd.Series(values, dtype=gifts[code].dtype).take(of_row).set_axis(gifts.index)
        if not column.equals(gifts[code]):
            columns[code] = column
    return gifts.assign(**columns) if columns else gifts

"""Rows that stand twice: repeated keys, whole rows repeated, payments that are probably one, tranches paid in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.model import Finding
from fund.schema import SHEETS, Kind, Sheet, name_key
from fund.workbook.reading.findings import SheetSources

_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.CURRENCY, Kind.BOOLEAN))

LARGEST_GROUP = 100
"""Rows of one payment that are compared with each other."""

Pairs = list[tuple[int, int]]
"""Rows (0-based positions), each with the earlier one that it is like."""

_SAME_PAYMENT = {
    "contributions": (("donor", "received_on", "received_cents"),),
    "expenses": (
        ("document", "amount_cents"),
        ("programme", "date", "amount_cents", "supplier"),
        ("programme", "date", "amount_cents", "label"),
    ),
    "running_costs": (("date", "amount_cents", "label"),),
}
"""Columns in which two rows of a payment agree, all of them filled."""
_ALIKE = {"expenses": ("programme", "currency", "supplier", "document")}
"""Columns in which they do not differ: one of the two may be empty."""


def repeat_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Repeated keys (errors) and rows that are probably one (warnings), each naming the earlier row."""
    for schema in SHEETS:
        frame = tables[schema.code]
        if len(frame) < 2:
            continue  # pandas takes its time on few rows too, and most funds leave most sheets out
        if schema.identity and not schema.single_row:  # a second row there is a fault of its own
            keys = _identities(schema, frame)
            repeated = _repeated(keys)
            if schema.parts:
                yield from _part_findings(schema, frame, repeated, sources)
            else:
                yield from _at("duplicate_key", frame, repeated, sources, column=keys.columns[0])
        if schema.repeats_warn:
            whole = _repeated(_likely_repeats(schema, frame))
            yield from _at("duplicate_row", frame, whole, sources)
            told = {row for row, _ in whole}
            payments = [pair for pair in _payments(schema, frame) if pair[0] not in told]
            yield from _at("probable_repeat", frame, payments, sources, column=_amount(schema))


def _amount(schema: Sheet) -> str:
    return "received_cents" if schema.code == "contributions" else "amount_cents"


def _identities(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The identity columns, words folded, without the rows that miss a required part."""
    required = [code for code in schema.identity if schema.column(code).required]
    keys = frame[list(schema.identity)].dropna(subset=required)
    words = [code for code in schema.identity if schema.column(code).kind in {Kind.TEXT, Kind.CODE}]
    return keys.assign(**{code: keys[code].map(name_key, na_action="ignore") for code in words})


def _likely_repeats(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose numbers and dates all stand in another row: comparing texts is ten times slower."""
    columns = [column.code for column in schema.columns]
    quick = [column.code for column in schema.columns if column.kind not in _WORDS]
    return frame.loc[frame.duplicated(quick, keep=False), columns] if quick else frame[columns]


def _repeated(keys: pd.DataFrame) -> Pairs:
    """The rows whose cells are all those of an earlier row, empty ones too."""
    columns = list(keys.columns)
    alike = keys[keys.duplicated(columns, keep=False)]
    if alike.empty:
        return []  # as in nearly every sheet: what follows takes longer than all else here
    groups = alike.groupby(columns, dropna=False).ngroup().tolist()
    first_of: dict[int, int] = {}
    pairs = [(int(row), first_of.setdefault(group, int(row))) for row, group in zip(alike.index, groups, strict=True)]
    return [pair for pair in pairs if pair[0] != pair[1]]


def _payments(schema: Sheet, frame: pd.DataFrame) -> Pairs:
    """The rows that tell the payment of an earlier row in other words: by each row's first likeness."""
    found: dict[int, int] = {}
    alike = [code for code in _ALIKE.get(schema.code, ()) if code in frame]
    for columns in _SAME_PAYMENT.get(schema.code, ()):
        same = _same(schema, frame, columns)
        if same.empty:
            continue
        cells: dict[int, tuple[str, ...]] = dict.fromkeys(same.index.tolist(), ())
        for code in alike:
            texts = _folded(schema, frame.iloc[same.index], code)
            told = [text if isinstance(text, str) else "" for text in texts.tolist()]
            cells = {row: (*before, text) for (row, before), text in zip(cells.items(), told, strict=True)}
        for _, rows in same.groupby(list(columns)).groups.items():
            for row, earlier in _pairs_of(rows.tolist(), cells):
                found.setdefault(row, earlier)
    return sorted(found.items())


def _same(schema: Sheet, frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The rows whose cells in these columns, all filled, stand in another row; the numbers first, which are quick."""
    quick = [code for code in columns if schema.column(code).kind not in _WORDS]
    same = frame[quick].dropna()
    same = same[same.duplicated(keep=False)]
    for code in (code for code in columns if code not in quick):
        texts = frame[code].loc[same.index]
        plain = texts.str.lower().str.replace(r"[\W_]+", "", regex=True)
        same = same.assign(**{code: plain})[plain.notna().to_numpy()]
        same = same[same.duplicated(keep=False)]
    return same


def _folded(schema: Sheet, frame: pd.DataFrame, code: str) -> pd.Series:
    """A column in the form in which it is compared; an empty currency is the euro."""
    column = frame[code]
    kind = schema.column(code).kind
    if kind is Kind.CURRENCY:
        return column.fillna("EUR")
    return column.map({text: name_key(text) for text in column.dropna().unique()}) if kind in _WORDS else column


def _pairs_of(rows: Sequence[int], cells: Mapping[int, tuple[str, ...]]) -> Pairs:
    """Each row of a group with the first one before it that contradicts it nowhere; enough of a group to be seen."""
    pairs = []
    for place, row in enumerate(rows[:LARGEST_GROUP]):
        earlier = next((each for each in rows[:place] if _agree(cells[each], cells[row])), None)
        if earlier is not None:
            pairs.append((row, earlier))
    return pairs


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _part_findings(schema: Sheet, frame: pd.DataFrame, repeated: Pairs, sources: SheetSources) -> Iterator[Finding]:
    """Rows of one identity that are paid on different days are parts of one; on the same day and of the same amount
    probably a repeat. Those that are no payments, or that contradict each other elsewhere, repeat the key.
    """
    days, amounts = frame[schema.parts].to_numpy("datetime64[D]"), frame["amount_cents"]
    thresholds = frame["release_threshold"].to_numpy(np.float64, na_value=np.nan)
    wrong, twice, parts = Pairs(), Pairs(), Pairs()
    before: dict[int, list[int]] = {}
    for row, first in repeated:
        rows = before.setdefault(first, [first])
        unpaid = bool(np.isnat(days[row])) and any(np.isnat(days[each]) for each in rows)
        if unpaid or _differ(thresholds, row, rows):
            wrong.append((row, first))
        else:
            same = [each for each in rows if days[each] == days[row] and _equal(amounts, each, row)]
            (twice if same else parts).append((row, same[0] if same else first))
        rows.append(row)
    yield from _at("duplicate_key", frame, wrong, sources, column=schema.identity[0])
    yield from _at("probable_repeat", frame, twice, sources, column="amount_cents")
    wholes = [pair for first, rows in before.items() if (pair := _whole(amounts, rows, first))]
    told = {row for row, _ in wholes}
    parts = [pair for pair in parts if pair[0] not in told]
    yield from _at("tranche_in_parts", frame, parts, sources, column="amount_cents")
    yield from _at("tranche_whole_and_parts", frame, wholes, sources, column="amount_cents")


def _whole(amounts: pd.Series, rows: Sequence[int], first: int) -> tuple[int, int] | None:
    """Of three rows of a tranche or more, the one whose amount is that of all the others, with one of these."""
    known = amounts.iloc[list(rows)]
    if len(rows) < 3 or known.isna().any():
        return None
    whole = next((row for row, cents in zip(rows, known, strict=True) if 2 * cents == known.sum()), None)
    return None if whole is None else (whole, first if whole != first else rows[1])


def _differ(values: npt.NDArray[np.float64], row: int, others: Sequence[int]) -> bool:
    """Whether a row's value is known and another one's is and is not the same."""
    return not np.isnan(values[row]) and any(values[each] != values[row] for each in others if values[each] >= 0)


def _equal(amounts: pd.Series, one: int, other: int) -> bool:
    a, b = amounts.iloc[one], amounts.iloc[other]
    return bool(pd.isna(a) or pd.isna(b) or a == b)


def _at(code: str, frame: pd.DataFrame, pairs: Pairs, sources: SheetSources, *, column: str = "") -> Iterator[Finding]:
    """A finding for each of these rows that names the other one."""
    others = frame.iloc[[other for _, other in pairs]]
    places = zip(others["source_file"], others["source_sheet"], others["source_row"].tolist(), strict=True)
    yield from sources.findings(
        code,
        frame,
        where=[row for row, _ in pairs],
        column=column,
        details=[{"other_file": file, "other_sheet": sheet, "other_row": row} for file, sheet, row in places],
    )

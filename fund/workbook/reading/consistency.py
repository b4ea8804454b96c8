"""What must hold between a row's cells and between tables, checked once all workbooks are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
from stdnum.fr import siren

from fund.model import Finding
from fund.schema import COLUMNS, SHEETS, Kind, Sheet, folded
from fund.schema.choices import INDICATOR_UNITS, UNITS
from fund.workbook.reading.findings import SheetSources

_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.CURRENCY, Kind.BOOLEAN))
_UNIT_LABELS = {unit.code: unit.label for unit in UNITS}


def check_tables(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """What is wrong in the corrected tables."""
    yield from _duplicate_findings(tables, sources)
    yield from _minimum_findings(tables, sources)
    yield from _remarks(tables, sources)
    yield from _unit_findings(tables["declared"], sources)
    yield from _tranche_findings(tables, sources)


def _duplicate_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """Repeated keys (errors) and repeated rows (warnings), each naming the first of its kind."""
    for schema in SHEETS:
        frame = tables[schema.code]
        if len(frame) < 2:
            continue  # pandas takes its time on few rows too, and most funds leave most sheets out
        if schema.identity and not schema.single_row:  # a second row there is a fault of its own
            keys = _identities(schema, frame)
            yield from _repeats("duplicate_key", schema, frame, keys=keys, sources=sources)
        if schema.repeats_warn:
            yield from _repeats("duplicate_row", schema, frame, keys=_likely_repeats(schema, frame), sources=sources)


def _identities(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The identity columns, words folded, without the rows that miss a required part."""
    required = [code for code in schema.identity if schema.column(code).required]
    keys = frame[list(schema.identity)].dropna(subset=required)
    words = [code for code in schema.identity if schema.column(code).kind in {Kind.TEXT, Kind.CODE}]
    return keys.assign(**{code: keys[code].map(folded, na_action="ignore") for code in words})


def _likely_repeats(schema: Sheet, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose numbers and dates all stand in another row: comparing texts is ten times slower."""
    columns = [column.code for column in schema.columns]
    quick = [column.code for column in schema.columns if column.kind not in _WORDS]
    return frame.loc[frame.duplicated(quick, keep=False), columns] if quick else frame[columns]


def _repeats(
    code: str, schema: Sheet, frame: pd.DataFrame, *, keys: pd.DataFrame, sources: SheetSources
) -> Iterator[Finding]:
    columns = list(keys.columns)
    alike = keys[keys.duplicated(columns, keep=False)]
    if alike.empty:
        return  # as in nearly every sheet: what follows takes longer than all else here
    groups = pd.Series(alike.groupby(columns, dropna=False).ngroup().to_numpy(), index=alike.index)
    first = groups.drop_duplicates()
    first_of = dict(zip(first, first.index, strict=True))
    later = groups[groups.duplicated()]
    others = frame.iloc[[first_of[group] for group in later]]
    yield from sources.findings(
        code,
        frame,
        where=later.index.to_numpy(),
        column=columns[0] if code == "duplicate_key" else "",
        details=[
            {"other_file": file, "other_sheet": sheet, "other_row": row}
            for file, sheet, row in zip(
                others["source_file"], others["source_sheet"], others["source_row"].tolist(), strict=True
            )
        ],
    )


def _minimum_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    for column in COLUMNS:
        frame = tables[column.table]
        if column.minimum is not None and not frame.empty:
            least = column.minimum * 100 if column.kind is Kind.MONEY else column.minimum
            minimum = {"minimum": f"{column.minimum:g}".replace(".", ",")}
            low = frame[column.code] < least
            yield from sources.findings("below_minimum", frame, where=low, column=column.code, details=minimum)
        if column.not_zero:
            yield from sources.findings("zero_rate", frame, where=frame[column.code] == 0, column=column.code)


def _remarks(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    fund, gifts, expenses = tables["fund"], tables["contributions"], tables["expenses"]
    yield from sources.findings("several_funds", fund, where=range(1, len(fund)), column="code")
    wrong = [number for number in gifts["siren"].dropna().unique() if not siren.is_valid("".join(number.split()))]
    yield from sources.findings("siren_invalid", gifts, where=gifts["siren"].isin(wrong), column="siren")
    more = gifts["received_cents"] > gifts["committed_cents"]
    yield from sources.findings("received_above_committed", gifts, where=more, column="received_cents")
    yield from sources.findings("refund", expenses, where=expenses["amount_cents"] < 0, column="amount_cents")


def _unit_findings(declared: pd.DataFrame, sources: SheetSources) -> Iterator[Finding]:
    due = declared["indicator"].map(INDICATOR_UNITS)
    other = declared["unit"].notna() & due.notna() & (declared["unit"] != due)
    yield from sources.findings(
        "unit_mismatch",
        declared.assign(unit=declared["unit"].map(_UNIT_LABELS)),
        where=other,
        column="unit",
        details=[{"unit": _UNIT_LABELS[unit]} for unit in due[other]],
    )


def _tranche_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
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
        yield from sources.findings("unknown_tranche", expenses, where=rows.to_numpy(), column="tranche")

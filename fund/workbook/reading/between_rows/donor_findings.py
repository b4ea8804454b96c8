"""What there is to say of donors: numbers that are none, one donor under two names, several of one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.model import Finding
from fund.schema import name_key
from fund.workbook.reading.findings import SheetSources

Codes = npt.NDArray[np.int64]

_BODY = re.compile(
    r"^\s*(?:ville|commune|mairie|municipalité|conseil (?:départemental|régional|general|général)|département|région)"
    r"\s+(?:de\s+la\s+|de\s+l[’']\s*|des\s+|de\s+|du\s+|d[’']\s*)?"
)
_SAINT = re.compile(r"\bst(e?)\b[\s.\-]*")


@dataclass(slots=True, eq=False)
class Donor:
    """One donor: its first name, and what its rows tell of it."""

    name: str
    siren: str = ""
    departments: dict[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The different ways in which rows tell a donor: name, SIREN and département, in order of appearance.

    `of_row` is the number of each row's way, -1 without a name; an empty text says that nothing is told.
    """

    of_row: Codes
    names: Sequence[str]
    sirens: Sequence[str]
    departments: Sequence[str]


def name_findings(
    gifts: pd.DataFrame, kinds: Kinds, donors: Sequence[Donor], doubtful: set[int], sources: SheetSources
) -> Iterator[Finding]:
    """One SIREN under several names; donors of one name told apart; rows that may be of several donors."""
    first_way: dict[int, int] = {}
    other_names: dict[tuple[int, str], list[int]] = defaultdict(list)
    apart: dict[str, int] = {}
    labels: dict[str, set[str]] = defaultdict(set)
    for way, (donor, name) in enumerate(zip(donors, kinds.names, strict=True)):
        first_way.setdefault(id(donor), way)
        if name_key(donor.name) != name_key(name):
            other_names[(id(donor), name_key(name))].append(way)
        if donor.label != donor.name:
            apart.setdefault(donor.label, way)
        labels[name_key(donor.name)].add(donor.label)
    if not (other_names or doubtful or apart):
        return
    order = np.argsort(kinds.of_row, kind="stable")
    ends = np.searchsorted(kinds.of_row[order], np.arange(len(donors) + 1))
    rows_of = [order[start:end] for start, end in pairwise(ends.tolist())]
    for ways in other_names.values():
        donor, rows = donors[ways[0]], np.sort(np.concatenate([rows_of[way] for way in ways]))
        first = int(rows_of[first_way[id(donor)]][0])
        details = {**_other(gifts, first), **_rows(gifts, rows), "siren": donor.siren, "donor": donor.name}
        yield from sources.findings(
            "siren_of_two_names", gifts, where=[int(rows[0])], column="donor", details=[details]
        )
    for way in sorted(doubtful):
        donor, rows = donors[way], rows_of[way]
        others = " ; ".join(sorted(labels[name_key(donor.name)] - {donor.label}))
        yield from sources.findings(
            "donor_of_several",
            gifts,
            where=[int(rows[0])],
            column="donor",
            details=[{**_rows(gifts, rows), "donors": others}],
        )
    for label, way in apart.items():
        row = int(rows_of[way][0])
        yield from sources.findings("donor_namesakes", gifts, where=[row], column="donor", details=[{"label": label}])


def type_findings(
    gifts: pd.DataFrame, kinds: Kinds, donors: Sequence[Donor], sources: SheetSources
) -> Iterator[Finding]:
    """The first row of each donor that gives it another type than its first one."""
    codes, _ = pd.factorize(gifts["donor_type"])
    rows = np.flatnonzero((codes >= 0) & (kinds.of_row >= 0))
    if not len(rows):
        return
    numbers: dict[int, int] = {}
    of_way = np.array([numbers.setdefault(id(donor), len(numbers)) for donor in donors], dtype=np.int64)
    pairs, _ = pd.factorize(of_way[kinds.of_row[rows]] * (int(codes.max()) + 1) + codes[rows])
    firsts = rows[~pd.Series(pairs).duplicated().to_numpy()]
    first_of: dict[int, int] = {}
    for row in firsts.tolist():
        donor = int(of_way[kinds.of_row[row]])
        first = first_of.setdefault(donor, row)
        if first != row:
            details = {**_other(gifts, first), "donor": donors[kinds.of_row[row]].label}
            yield from sources.findings(
                "donor_of_two_types", gifts, where=[row], column="donor_type", details=[details]
            )


def spelling_findings(
    gifts: pd.DataFrame, kinds: Kinds, donors: Sequence[Donor], sources: SheetSources
) -> Iterator[Finding]:
    """Donors of one type whose names differ by « Ville de » or « St » only, and that nothing tells apart."""
    firsts, first_of_way = np.unique(kinds.of_row, return_index=True)
    first_row = dict(zip(firsts.tolist(), first_of_way.tolist(), strict=True))
    types, seen = gifts["donor_type"], dict[tuple[str, str], list[tuple[Donor, int]]]()
    for way, donor in {id(donor): (way, donor) for way, donor in reversed(list(enumerate(donors)))}.values():
        row = first_row[way]
        key = ("" if pd.isna(types.iloc[row]) else str(types.iloc[row]), _usual_name(donor.name))
        seen.setdefault(key, []).append((donor, row))
    for same in seen.values():
        same.sort(key=lambda each: each[1])
        (first, other), *later = same
        for donor, row in later:
            if name_key(donor.name) != name_key(first.name) and not _told_apart(first, donor):
                details = {**_other(gifts, other), "other": first.name}
                yield from sources.findings(
                    "donor_of_two_spellings", gifts, where=[row], column="donor", details=[details]
                )


def _usual_name(name: str) -> str:
    """The form in which a name is compared without the words that only say which authority it is."""
    return name_key(_SAINT.sub(r"saint\1 ", _BODY.sub("", name.casefold())))


def _told_apart(one: Donor, other: Donor) -> bool:
    both_numbers = bool(one.siren and other.siren)
    both_places = bool(one.departments and other.departments)
    return both_numbers or (both_places and not one.departments.keys() & other.departments.keys())


def _other(frame: pd.DataFrame, position: int) -> dict[str, object]:
    row = frame.iloc[position]
    return {"other_file": row["source_file"], "other_sheet": row["source_sheet"], "other_row": int(row["source_row"])}


def _rows(frame: pd.DataFrame, positions: npt.NDArray[np.int64]) -> dict[str, object]:
    return {"rows": ", ".join(str(row) for row in frame["source_row"].iloc[positions[:12]].tolist())}

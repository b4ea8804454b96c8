"""Who gave: rows of one donor under several names, and donors of one name, told apart by SIREN and département."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from stdnum.fr import siren, siret

from fund.model import Finding
from fund.schema import name_key
from fund.workbook.reading.findings import SheetSources

Codes = npt.NDArray[np.int64]

_RUINED = re.compile(r"\d[.,]?\d*E\+?1[0-9]|\d{9}00000|\d{5,9}0{6,}", re.IGNORECASE)
"""What Excel leaves of a SIRET: `2,4E+13`, or its first digits and zeros; no establishment is numbered 00000."""


@dataclass(frozen=True, slots=True, eq=False)
class Donors:
    """The contributions, each donor under one name that is nobody else's, and what there is to say of donors."""

    gifts: pd.DataFrame
    findings: tuple[Finding, ...]


@dataclass(slots=True, eq=False)
class _Donor:
    """One donor: its first name, and what its rows tell of it."""

    name: str
    siren: str = ""
    departments: dict[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Kinds:
    """The different ways in which rows tell a donor: name, SIREN and département, in order of appearance.

    `of_row` is the number of each row's way, -1 without a name; an empty text says that nothing is told.
    """

    of_row: Codes
    names: Sequence[str]
    sirens: Sequence[str]
    departments: Sequence[str]


def identified_donors(gifts: pd.DataFrame, sources: SheetSources) -> Donors:
    """Give the rows of each donor one name.

    One SIREN is one donor, by the first name it has. Two rows of one name with different SIREN, or with different
    départements, are two donors. A row that tells less joins the only donor of its name that it can be. A SIRET
    becomes its SIREN; a number that is neither tells nothing.
    """
    typed = gifts["siren"]
    numbers = {text: _number(text) for text in typed.dropna().unique().tolist()}
    kinds = _kinds(gifts, {text: number for text, (number, _) in numbers.items()})
    donors, doubtful = _donors(kinds)
    _label(donors)
    findings = (
        *_number_findings(gifts, {text: fault for text, (_, fault) in numbers.items() if fault}, sources),
        *_name_findings(gifts, kinds, donors, doubtful, sources),
        *_type_findings(gifts, kinds, donors, sources),
    )
    changed = {text: number for text, (number, _) in numbers.items() if number and len(_bare(text)) > len(number)}
    if changed:
        gifts = gifts.assign(siren=typed.replace(changed).astype(typed.dtype))
    return Donors(_renamed(gifts, kinds, donors), findings)


def _bare(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)


def _number(text: str) -> tuple[str, str]:
    """The SIREN that a text gives, empty for none, and the code of what is wrong with it, empty for nothing."""
    bare = _bare(text)
    if siren.is_valid(bare):
        return bare, ""
    if siret.is_valid(bare) and not bare.endswith("00000"):
        return bare[:9], ""
    return "", "siret_ruined" if _RUINED.fullmatch(text.strip()) or _RUINED.fullmatch(bare) else "siren_invalid"


def _kinds(gifts: pd.DataFrame, numbers: dict[str, str]) -> _Kinds:
    columns = [pd.factorize(gifts[code]) for code in ("donor", "siren", "department")]
    joint = np.zeros(len(gifts), dtype=np.int64)
    for codes, spellings in columns:
        joint = joint * (len(spellings) + 1) + codes + 1
    named = columns[0][0] >= 0
    of_named, ways = pd.factorize(joint[named])
    of_row = np.full(len(gifts), -1, dtype=np.int64)
    of_row[named] = of_named
    (_, names), (_, sirens), (_, departments) = columns
    ways, department = np.divmod(ways, len(departments) + 1)
    name, number = np.divmod(ways, len(sirens) + 1)
    told = ["", *(numbers.get(text, "") for text in sirens)]
    places = ["", *map(str, departments)]
    return _Kinds(
        of_row,
        [str(names[code - 1]) for code in name.tolist()],
        [told[code] for code in number.tolist()],
        [places[code] for code in department.tolist()],
    )


def _donors(kinds: _Kinds) -> tuple[list[_Donor], set[int]]:
    """The donor of each way, and the ways that several donors may be meant by: each of these is one more donor."""
    found: list[_Donor | None] = [None] * len(kinds.names)
    doubtful: set[int] = set()
    keys = [name_key(name) for name in kinds.names]
    by_siren: dict[str, _Donor] = {}
    of_name: dict[str, list[_Donor]] = defaultdict(list)
    places = [_place(department) for department in kinds.departments]
    for way, number in enumerate(kinds.sirens):
        if number:
            donor = found[way] = by_siren.setdefault(number, _Donor(kinds.names[way], number))
            if not any(donor is each for each in of_name[keys[way]]):
                of_name[keys[way]].append(donor)
            if places[way]:
                donor.departments.setdefault(places[way], kinds.departments[way])
    located: dict[str, set[str]] = defaultdict(set)
    for way, place in enumerate(places):
        if not kinds.sirens[way] and place:
            located[keys[way]].add(place)
    # Those known by their SIREN alone: which département they are of, no row says.
    nowhere = {key: [each for each in of_name[key] if not each.departments] for key in located}
    for way, place in enumerate(places):
        if kinds.sirens[way] or not place:
            continue
        key = keys[way]
        same = [each for each in of_name[key] if place in each.departments]
        if not same and len(of_name[key]) == len(nowhere[key]) == len(located[key]) == 1:
            same = nowhere[key]
        if len(same) > 1:
            doubtful.add(way)
        donor = found[way] = same[0] if len(same) == 1 else _Donor(kinds.names[way])
        if len(same) != 1:
            of_name[key].append(donor)
        donor.departments.setdefault(place, kinds.departments[way])
    bare: dict[str, _Donor] = {}
    for way, key in enumerate(keys):
        if found[way] is None:
            donors = of_name[key]
            if len(donors) > 1:
                doubtful.add(way)
            found[way] = donors[0] if len(donors) == 1 else bare.setdefault(key, _Donor(kinds.names[way]))
    return [donor for donor in found if donor is not None], doubtful


def _place(department: str) -> str:
    """The form in which départements are compared: « 01 » and « 1 » are one."""
    return name_key(department).lstrip("0") if department else ""


def _label(donors: Sequence[_Donor]) -> None:
    """Give each donor a label that is nobody else's: its first name, and of one name what tells them apart."""
    each = {id(donor): donor for donor in donors}
    of_name: dict[str, list[_Donor]] = defaultdict(list)
    for donor in each.values():
        donor.label = donor.name
        of_name[name_key(donor.name)].append(donor)
    for namesakes in of_name.values():
        if len(namesakes) < 2:
            continue
        places = [next(iter(donor.departments), "") for donor in namesakes]
        for donor, place in zip(namesakes, places, strict=True):
            if place and places.count(place) == 1:
                donor.label = f"{donor.name} ({donor.departments[place]})"
            elif donor.siren:
                donor.label = f"{donor.name} (SIREN {donor.siren})"


def _renamed(gifts: pd.DataFrame, kinds: _Kinds, donors: Sequence[_Donor]) -> pd.DataFrame:
    labels = [donor.label for donor in donors]
    other = np.array(
        [name_key(label) != name_key(name) for label, name in zip(labels, kinds.names, strict=True)], dtype=bool
    )
    if not other.any():
        return gifts
    rows = np.flatnonzero((kinds.of_row >= 0) & other[kinds.of_row])
    names = gifts["donor"].array.copy()
    names[rows] = [labels[way] for way in kinds.of_row[rows].tolist()]
    return gifts.assign(donor=names)


def _number_findings(gifts: pd.DataFrame, faults: dict[str, str], sources: SheetSources) -> Iterator[Finding]:
    for code in ("siret_ruined", "siren_invalid"):
        wrong = [text for text, fault in faults.items() if fault == code]
        positions = np.flatnonzero(gifts["siren"].isin(wrong)) if wrong else ()
        yield from sources.findings(code, gifts, positions=list(positions), column="siren")


def _name_findings(
    gifts: pd.DataFrame, kinds: _Kinds, donors: Sequence[_Donor], doubtful: set[int], sources: SheetSources
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
    rows_of = pd.Series(kinds.of_row).groupby(kinds.of_row).indices
    for ways in other_names.values():
        donor, rows = donors[ways[0]], np.sort(np.concatenate([rows_of[way] for way in ways]))
        first = int(rows_of[first_way[id(donor)]][0])
        details = {**_other(gifts, first), **_rows(gifts, rows), "siren": donor.siren, "donor": donor.name}
        yield from sources.findings(
            "siren_of_two_names", gifts, positions=[int(rows[0])], column="donor", details=[details]
        )
    for way in sorted(doubtful):
        rows, donor = rows_of[way], donors[way]
        others = " ; ".join(sorted(labels[name_key(donor.name)] - {donor.label}))
        yield from sources.findings(
            "donor_of_several",
            gifts,
            positions=[int(rows[0])],
            column="donor",
            details=[{**_rows(gifts, rows), "donors": others}],
        )
    for label, way in apart.items():
        position = int(rows_of[way][0])
        yield from sources.findings(
            "donor_namesakes", gifts, positions=[position], column="donor", details=[{"label": label}]
        )


def _type_findings(
    gifts: pd.DataFrame, kinds: _Kinds, donors: Sequence[_Donor], sources: SheetSources
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
                "donor_of_two_types", gifts, positions=[row], column="donor_type", details=[details]
            )


def _other(frame: pd.DataFrame, position: int) -> dict[str, object]:
    row = frame.iloc[position]
    return {
        "other_file": row["source_file"],
        "other_sheet": row["source_sheet"],
        "other_row": int(row["source_row"]),
    }


def _rows(frame: pd.DataFrame, positions: npt.NDArray[np.int64]) -> dict[str, object]:
    return {"rows": ", ".join(str(row) for row in frame["source_row"].iloc[positions[:12]].tolist())}

"""Who gave: rows of one donor under several names, and donors of one name, told apart by SIREN and département."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from stdnum.fr import siren

from fund.model import Finding
from fund.schema import name_key
from fund.workbook.reading.between_rows.donor_findings import (
    Donor,
    Kinds,
    name_findings,
    spelling_findings,
    type_findings,
)
from fund.workbook.reading.between_rows.donor_numbers import numbered_gifts
from fund.workbook.reading.findings import SheetSources


@dataclass(frozen=True, slots=True, eq=False)
class Donors:
    """The contributions, each donor under one name that is nobody else's, and what there is to say of donors."""

    gifts: pd.DataFrame
    findings: tuple[Finding, ...]


def identified_donors(gifts: pd.DataFrame, sources: SheetSources) -> Donors:
    """Give the rows of each donor one name.

    One SIREN is one donor, by the first name it has. Two rows of one name with different SIREN, or with different
    départements, are two donors. A row that tells less joins the only donor of its name that it can be. A SIRET
    becomes its SIREN, and a number that is neither tells nothing (`donor_numbers.py`).
    """
    numbered = numbered_gifts(gifts, sources)
    gifts = numbered.gifts
    kinds = _kinds(gifts)
    donors, doubtful = same_donors(kinds)
    _label(donors)
    findings = (
        *numbered.findings,
        *name_findings(gifts, kinds, donors, doubtful, sources),
        *type_findings(gifts, kinds, donors, sources),
        *spelling_findings(gifts, kinds, donors, sources),
    )
    return Donors(_renamed(gifts, kinds, donors), findings)


def _kinds(gifts: pd.DataFrame) -> Kinds:
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
    told = ["", *(text if siren.is_valid(text) else "" for text in map(str, sirens))]
    places = ["", *map(str, departments)]
    return Kinds(
        of_row,
        [str(names[code - 1]) for code in name.tolist()],
        [told[code] for code in number.tolist()],
        [places[code] for code in department.tolist()],
    )


@dataclass(slots=True, eq=False)
class _Register:
    """The donors found so far, by the key of each of their names."""

    of_name: dict[str, list[Donor]] = field(default_factory=lambda: defaultdict(list))
    by_siren: dict[str, Donor] = field(default_factory=dict)

    def of_siren(self, name: str, number: str, department: str) -> Donor:
        """The donor of a SIREN, whatever its name."""
        donor = self.by_siren.setdefault(number, Donor(name, number))
        same = self.of_name[name_key(name)]
        if all(donor is not each for each in same):
            same.append(donor)
        if department:
            donor.departments.setdefault(_place(department), department)
        return donor

    def of_department(self, name: str, department: str, *, only: bool) -> tuple[Donor, bool]:
        """The donor of a name and a département, and whether it may be another one.

        One known by its SIREN alone is meant where the name has no other donor and no other département (`only`).
        """
        donors, place = self.of_name[name_key(name)], _place(department)
        same = [each for each in donors if place in each.departments]
        if not same and only and len(donors) == 1 and not donors[0].departments:
            same = donors[:]
        donor = same[0] if len(same) == 1 else Donor(name)
        if len(same) != 1:
            donors.append(donor)
        donor.departments.setdefault(place, department)
        return donor, len(same) > 1

    def of_bare_name(self, name: str) -> tuple[Donor, bool]:
        """The only donor of a name, and whether there are several: then it is one more."""
        donors = self.of_name[name_key(name)]
        told = [each for each in donors if each.siren or each.departments]
        if len(told) == 1:
            return told[0], False
        untold = [each for each in donors if each not in told]
        if not untold:
            untold.append(Donor(name))
            donors.append(untold[0])
        return untold[0], bool(told)


def same_donors(kinds: Kinds) -> tuple[list[Donor], set[int]]:
    """The donor of each way, and the ways that several donors may be meant by: each of these is one more donor."""
    found: dict[int, Donor] = {}
    doubtful: set[int] = set()
    register = _Register()
    told = list(enumerate(zip(kinds.names, kinds.sirens, kinds.departments, strict=True)))
    places: dict[str, set[str]] = defaultdict(set)
    for way, (name, number, department) in told:
        if number:
            found[way] = register.of_siren(name, number, department)
        elif department:
            places[name_key(name)].add(_place(department))
    for way, (name, number, department) in told:
        if department and not number:
            only = len(places[name_key(name)]) == 1
            found[way], doubt = register.of_department(name, department, only=only)
            doubtful |= {way} if doubt else set()
    for way, (name, number, department) in told:
        if not number and not department:
            found[way], doubt = register.of_bare_name(name)
            doubtful |= {way} if doubt else set()
    return [found[way] for way, _ in told], doubtful


def _place(department: str) -> str:
    """The form in which départements are compared: « 01 » and « 1 » are one."""
    return name_key(department).lstrip("0") if department else ""


def _label(donors: Sequence[Donor]) -> None:
    """Give each donor a label that is nobody else's: its first name, and of one name what tells them apart."""
    each = {id(donor): donor for donor in donors}
    of_name: dict[str, list[Donor]] = defaultdict(list)
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


def _renamed(gifts: pd.DataFrame, kinds: Kinds, donors: Sequence[Donor]) -> pd.DataFrame:
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

"""Findings as people act on them: of one kind together, with their rows and euros; what an update brought apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fund.metric import Metric, Unit
from fund.model import Finding, Severity

AT_STAKE = ("excess", "missing", "due", "gap", "euros", "sum", "amount")
"""The details that say how many euros a finding is about, the first that is there; whole cents end in `_cents`."""

PLACES = frozenset({"cells", "other_row", "other_file"})
"""Details that only tell where: they change when a row is put in above."""


@dataclass(frozen=True, slots=True)
class EurosAtStake:
    """What findings are about, in euros: `partial` when some of them name no amount or only a lower bound."""

    cents: int
    approximate: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one kind, in their order. `rows` is how many rows they name, None when one names none."""

    code: str
    severity: Severity
    findings: tuple[Finding, ...]
    rows: int | None
    euros: EurosAtStake | None


def grouped(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Findings by kind, the gravest kinds first; of one gravity, in the order in which they come."""
    by_kind: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault((finding.severity, finding.code), []).append(finding)
    ranked = sorted(by_kind.items(), key=lambda item: tuple(Severity).index(item[0][0]))
    return tuple(
        FindingGroup(code, severity, tuple(found), _rows(found), _euros(found)) for (severity, code), found in ranked
    )


@dataclass(frozen=True, slots=True)
class FindingsSince:
    """The findings of an update beside those of what was public: new ones, those that stay, how many are gone."""

    new: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    gone: int


def findings_since(before: Sequence[Finding], after: Sequence[Finding]) -> FindingsSince:
    """Which findings of `after` were there `before`: at their place, else with their words at another place."""
    places, meanings = Counter(map(_place, before)), Counter(map(_meaning, before))
    at_place = [_taken(places, _place(finding)) for finding in after]
    for finding, found in zip(after, at_place, strict=True):
        if found:
            meanings[_meaning(finding)] -= 1
    kept = [found or _taken(meanings, _meaning(finding)) for finding, found in zip(after, at_place, strict=True)]
    return FindingsSince(
        new=tuple(finding for finding, old in zip(after, kept, strict=True) if not old),
        kept=tuple(finding for finding, old in zip(after, kept, strict=True) if old),
        gone=len(before) - sum(kept),
    )


def _taken(left: Counter[tuple[object, ...]], key: tuple[object, ...]) -> bool:
    """Whether one of that key is left; then it is one less."""
    if left[key] <= 0:
        return False
    left[key] -= 1
    return True


def _place(finding: Finding) -> tuple[object, ...]:
    return (*_meaning(finding), finding.row, finding.cell)


def _meaning(finding: Finding) -> tuple[object, ...]:
    """What a finding says, apart from where: a file may be renamed, a row moved."""
    details = tuple((name, _plain(detail)) for name, detail in finding.details.items() if name not in PLACES)
    return (finding.code, finding.severity, finding.sheet, finding.column, finding.seen, details)


def _plain(detail: object) -> object:
    if isinstance(detail, Metric):
        return (detail.value, detail.approximate, detail.partial)
    return detail if isinstance(detail, int | float | str) else repr(detail)


def _rows(findings: Sequence[Finding]) -> int | None:
    if any(finding.row is None for finding in findings):
        return None
    # One finding may stand for several rows of its sheet: it says how many, and is at the first.
    numbers = {(each.file, each.sheet, each.row): each.details.get("count", 1) for each in findings}
    return sum(number if isinstance(number, int) else 1 for number in numbers.values())


def _euros(findings: Sequence[Finding]) -> EurosAtStake | None:
    found = [_of_one(finding.details) for finding in findings]
    known = [each for each in found if each is not None]
    if not known:
        return None
    return EurosAtStake(
        sum(each.cents for each in known),
        any(each.approximate for each in known),
        len(known) < len(found) or any(each.partial for each in known),
    )


def _of_one(details: Mapping[str, object]) -> EurosAtStake | None:
    for name in AT_STAKE:
        bound = details.get(f"{name}_bound") == "at_least"
        cents, metric = details.get(f"{name}_cents"), details.get(name)
        if isinstance(cents, int):
            return EurosAtStake(abs(cents), partial=bound)
        if isinstance(metric, Metric) and metric.unit is Unit.CENTS and metric.value is not None:
            return EurosAtStake(abs(int(metric.value)), metric.approximate, bound or metric.is_minimum)
    return None

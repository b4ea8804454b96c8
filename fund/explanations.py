"""Which warnings staff have explained: they stay quiet; one whose row or value changed since is back and says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fund.finding_keys import COLUMN, DETAIL, SEEN
from fund.model import Finding
from fund.records import Explanation, Fact, FindingKey
from fund.schema import BY_CODE

SAME_ENOUGH = 3
"""Of rows without an identity of their own, one fact in so many is the same where a row was edited."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is not what it was when a warning was explained; empty where there is none."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedFinding:
    """A warning and its explanation. With `changes` it is of another row or value than was explained: it is back."""

    finding: Finding
    explanation: Explanation
    key: FindingKey
    changes: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Findings with what staff said of them: those to look at, in their order, and the `quiet` ones.

    `back` are those to look at that were explained before, by the `id` of the finding.
    """

    loud: tuple[Finding, ...]
    quiet: tuple[ExplainedFinding, ...] = ()
    back: Mapping[int, ExplainedFinding] = field(default_factory=dict)


def standing(explanations: Iterable[Explanation], at: datetime | None = None) -> tuple[Explanation, ...]:
    """The explanations that hold now, or held at a moment."""
    if at is None:
        return tuple(each for each in explanations if each.withdrawn_at is None)
    return tuple(
        each
        for each in explanations
        if each.explained_at <= at and (each.withdrawn_at is None or each.withdrawn_at > at)
    )


def judge(findings: Sequence[Finding], keys: Mapping[int, FindingKey], explanations: Sequence[Explanation]) -> Judged:
    """Sort findings by explanations that hold: only what has a key can be explained, and each explains one."""
    by_key = {each.key: each for each in explanations}
    codes = {key.code for key in by_key}
    asked = [(finding, keys[id(finding)]) for finding in findings if finding.code in codes and id(finding) in keys]
    quiet = {id(finding): ExplainedFinding(finding, by_key[key], key) for finding, key in asked if key in by_key}
    used = {each.explanation.id for each in quiet.values()}
    back: dict[int, ExplainedFinding] = {}
    for finding, key in asked:
        if id(finding) in quiet:
            continue
        former = next((each for each in explanations if each.id not in used and _edited(each.key, key)), None)
        if former is not None:
            used.add(former.id)
            back[id(finding)] = ExplainedFinding(finding, former, key, _changes(former.key, key))
    return Judged(tuple(each for each in findings if id(each) not in quiet), tuple(quiet.values()), back)


def _edited(before: FindingKey, after: FindingKey) -> bool:
    """Whether one warning may be the other after an edit: of the same with other values, or of another name alone."""
    if (before.code, before.table) != (after.code, after.table) or _column(before) != _column(after):
        return False
    if before.who != after.who:
        return before.value == after.value and bool(_told(before.value))
    if before.value == after.value:
        return False  # only one more of the same
    named = any(not fact.name.startswith(DETAIL) for fact in after.who)
    if not named or BY_CODE[after.table].identity:
        return True
    facts, others = (set(_told(key.value)) for key in (before, after))
    return len(facts) <= 1 or SAME_ENOUGH * len(facts & others) >= len(facts)


def _column(key: FindingKey) -> tuple[str, ...]:
    return next((fact.texts for fact in key.who if fact.name == COLUMN), ())


def _told(facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a row, without the cell as it was typed."""
    return [fact for fact in facts if fact.name != SEEN]


def _changes(before: FindingKey, after: FindingKey) -> tuple[FactChange, ...]:
    old, new = ({fact.name: fact.texts for fact in (*key.who, *key.value)} for key in (before, after))
    names = dict.fromkeys((*old, *new))
    return tuple(FactChange(key, old.get(key, ()), new.get(key, ())) for key in names if old.get(key) != new.get(key))

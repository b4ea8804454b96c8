"""One seed: a fund drawn, disguised, written, read back, and judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from fund.checks import check_today
from fund.model import Finding
from fund.open_fund import open_files
from tests.disguise.depends import may_change
from tests.disguise.disguise import DISGUISES, Disguise, Expectation, Trace
from tests.disguise.draft import Draft
from tests.disguise.draw_fund import draw_fund
from tests.disguise.plain import plain_draft
from tests.disguise.shown import Difference, differences, without_their_sums
from tests.disguise.told import TELLING, is_said, is_told
from tests.disguise.truth import true_figures
from tests.disguise.write_files import written

TODAY = date(2026, 11, 25)
"""When the files are dropped: an « arrêté au » after it is still to come."""

TRIES = 40
"""Funds that are drawn until one can wear the disguise."""


@dataclass(frozen=True)
class Worn:
    """A disguise that a fund wears, and its trace."""

    disguise: Disguise
    trace: Trace


@dataclass(frozen=True)
class Disguised:
    """A fund as it is handed in."""

    draft: Draft
    worn: tuple[Worn, ...]
    seed: int
    attempt: int

    def wearing(self, names: Collection[str]) -> Disguised:
        """The same fund with only these of its disguises."""
        return _dressed(self.seed, self.attempt, [w.disguise for w in self.worn if w.disguise.name in names])


@dataclass
class Verdict:
    """What came out of one seed: by disguise, the wrong figures that nobody tells, and what is cried without need.

    `unsaid` are the rows left out, rightly, without a word.
    """

    seed: int
    names: tuple[str, ...]
    wrong: list[Difference] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    silent: dict[str, list[Difference]] = field(default_factory=dict)
    unsaid: set[str] = field(default_factory=set)
    wolf: list[Finding] = field(default_factory=list)

    @property
    def is_harmless(self) -> bool:
        """Whether the fund wears nothing that deserves a warning."""
        return all(DISGUISES[name].expectation is Expectation.HARMLESS for name in self.names)


def disguised(seed: int, only: Sequence[str] = ()) -> Disguised:
    """The fund of a seed. The first disguise follows the seed, so that each comes as often; up to two are added.

    With `only`, the disguises are those, in turn and alone. Raises ValueError where no fund can wear the first one.
    """
    chosen = tuple(_chosen(seed, list(only), Random(f"disguises-{seed}")))
    for attempt in range(TRIES):
        found = _dressed(seed, attempt, chosen)
        if any(worn.disguise is chosen[0] for worn in found.worn):
            return found
    raise ValueError(f"no fund for {chosen[0].name}")


def _chosen(seed: int, only: list[str], random: Random) -> list[Disguise]:
    names = only or list(DISGUISES)
    first = DISGUISES[names[seed % len(names)]]
    if only or first.expectation is Expectation.APART:
        return [first]
    others = [each for each in DISGUISES.values() if each is not first and each.expectation is not Expectation.APART]
    if first.expectation is Expectation.HARMLESS and random.random() < 0.6:
        others = [each for each in others if each.expectation is Expectation.HARMLESS]
    return [first, *random.sample(others, random.choice((0, 0, 1, 2)))]


def _dressed(seed: int, attempt: int, chosen: Sequence[Disguise]) -> Disguised:
    """The fund of that attempt with these disguises: the same fund, and each disguise the same, whatever the others."""
    random = Random(f"fund-{seed}-{attempt}")
    draft, worn = plain_draft(draw_fund(random), random), []
    for each in sorted(chosen, key=lambda each: each.stage):
        trace = each.change(draft, Random(f"{seed}-{attempt}-{each.name}"))
        if trace is not None:
            worn.append(Worn(each, trace))
    return Disguised(draft, tuple(w for w in worn if _is_still_there(w.trace, draft)), seed=seed, attempt=attempt)


def _is_still_there(trace: Trace, draft: Draft) -> bool:
    """Whether a row that a disguise changed is left: another one may have written all of them anew."""
    rows = {id(row) for file in draft.files for sheet in file.sheets for row in sheet.rows}
    return not trace.must_be_told or any(place.row is None or id(place.row) in rows for place in trace.places)


def verdict_of(seed: int, only: Sequence[str] = ()) -> Verdict:
    """The verdict on a seed."""
    return judged(disguised(seed, only))


def judged(handed: Disguised) -> Verdict:
    """Read the fund back and compare.

    Where some disguises are told and others not, those told are taken off and the fund is read once more: what is
    still wrong then is the others'. Of several that may be to blame, those are that are silent alone too.
    """
    verdict = _read(handed)
    untold = set(verdict.names) - verdict.told
    if verdict.wrong and verdict.told and untold:
        rest = _read(handed.wearing(untold))
        verdict.silent = rest.silent
        verdict.told |= rest.told
    if len(verdict.silent) > 1:
        alone = {name: _read(handed.wearing([name])).silent for name in verdict.silent}
        verdict.silent = {name: silent[name] for name, silent in alone.items() if name in silent} or verdict.silent
    return verdict


def _read(handed: Disguised) -> Verdict:
    opened = open_files("orvanes", written(handed.draft))
    found = (*opened.findings, *check_today(opened.dataset, TODAY))
    verdict = Verdict(handed.seed, tuple(worn.disguise.name for worn in handed.worn))
    verdict.wrong = differences(true_figures(handed.draft.fund), opened)
    for worn in handed.worn:
        if is_told(worn.trace, found, handed.draft):
            verdict.told.add(worn.disguise.name)
        elif worn.trace.left_out and not is_said(worn.trace, found, handed.draft):
            verdict.unsaid.add(worn.disguise.name)
    _blame(verdict, handed)
    if verdict.is_harmless:
        verdict.wolf = [finding for finding in found if finding.severity in TELLING]
    return verdict


def _blame(verdict: Verdict, handed: Disguised) -> None:
    """A wrong figure is silent where no disguise that may have changed it is told: those that may have are blamed."""
    told = [worn.trace.tables for worn in handed.worn if worn.disguise.name in verdict.told]
    untold = [worn for worn in handed.worn if worn.disguise.name not in verdict.told]
    for difference in without_their_sums(verdict.wrong):
        if any(may_change(difference.name, tables) for tables in told):
            continue
        for worn in [w for w in untold if may_change(difference.name, w.trace.tables)] or list(handed.worn):
            verdict.silent.setdefault(worn.disguise.name, []).append(difference)
    for worn in untold:
        if worn.trace.must_be_told:
            verdict.silent.setdefault(worn.disguise.name, [])

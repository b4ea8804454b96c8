"""What a run has seen, disguise by disguise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.disguise.disguise import DISGUISES, Expectation
from tests.disguise.run import Verdict


@dataclass
class Tally:
    """Runs by disguise and by outcome. A fund that wears several counts for each of them."""

    runs: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    silent: dict[str, list[Verdict]] = field(default_factory=dict)
    unsaid: dict[str, list[Verdict]] = field(default_factory=dict)
    apart: Counter[str] = field(default_factory=Counter)
    wolves: list[Verdict] = field(default_factory=list)
    harmless: int = 0
    seeds: int = 0

    def add(self, verdict: Verdict) -> None:
        """Count one seed."""
        self.seeds += 1
        self.harmless += verdict.is_harmless
        for name in verdict.names:
            self.runs[name] += 1
            if name in verdict.silent:
                self._silent(name, verdict)
            elif name in verdict.told:
                self.told[name] += 1
            else:
                self.right[name] += 1
            if name in verdict.unsaid and name not in verdict.silent:
                self.unsaid.setdefault(name, []).append(verdict)
        if verdict.wolf:
            self.wolves.append(verdict)

    def _silent(self, name: str, verdict: Verdict) -> None:
        if DISGUISES[name].expectation is Expectation.APART:
            self.apart[name] += 1
        else:
            self.silent.setdefault(name, []).append(verdict)

    @property
    def silent_seeds(self) -> list[int]:
        """The seeds of which a wrong figure is silent."""
        return sorted({verdict.seed for verdicts in self.silent.values() for verdict in verdicts})

    @property
    def calm(self) -> float:
        """The share of harmless funds that raise no error and no warning."""
        return 1 - len(self.wolves) / self.harmless if self.harmless else 1.0


def printed(tally: Tally) -> str:
    """The run as a table, then a seed and figures for each silent disguise, then what cried wolf."""
    lines = [f"{'disguise':40}{'runs':>5}{'right':>6}{'told':>6}{'SILENT':>7}{'unsaid':>7}"]
    for name, disguise in DISGUISES.items():
        if tally.runs[name]:
            silent = len(tally.silent.get(name, ())) or tally.apart[name]
            mark = " apart" if disguise.expectation is Expectation.APART else ""
            counts = f"{tally.runs[name]:5}{tally.right[name]:6}{tally.told[name]:6}{silent or '·':>7}"
            lines.append(f"{name:40}{counts}{len(tally.unsaid.get(name, ())) or '·':>7}{mark}")
    silent_seeds = tally.silent_seeds
    lines += ["", f"{tally.seeds} funds, {len(silent_seeds)} with a wrong figure that is SILENT"]
    for name, verdicts in tally.silent.items():
        first = min(verdicts, key=lambda verdict: (len(verdict.names), verdict.seed))
        seen = "; ".join(map(str, first.silent[name][:3])) or "not told"
        lines.append(f"  {name}: seed {first.seed} ({' + '.join(first.names)}): {seen}")
    for name, verdicts in tally.unsaid.items():
        lines.append(f"  unsaid: {name}: seed {verdicts[0].seed}, left out rightly, without a word")
    lines.append(f"{tally.harmless} harmless funds, calm {tally.calm:.1%}")
    for verdict in tally.wolves:
        codes = ", ".join(sorted({f"{f.code} {f.sheet} {f.cell or f.row or ''}" for f in verdict.wolf}))
        lines.append(f"  wolf: seed {verdict.seed} ({' + '.join(verdict.names)}): {codes}")
    return "\n".join(lines)

"""`python -m tests.disguise --seeds 600 --start 0`: what comes out of disguised funds, by disguise.

`--only NAME …` runs some disguises, each alone; `--show SEED --out FOLDER` writes one fund's files for a person to open
and says what was seen of them. Ends with status 1 where a wrong figure is silent.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fund.open_fund import open_files
from fund.wording.findings import finding_text
from tests.disguise import kinds
from tests.disguise.disguise import DISGUISES
from tests.disguise.report import Tally, printed
from tests.disguise.run import disguised, judged
from tests.disguise.write_files import written


def main(arguments: Sequence[str]) -> int:
    """Run from the command line."""
    assert kinds.__all__  # importing them registers the disguises
    parser = argparse.ArgumentParser(prog="python -m tests.disguise", description=__doc__)
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", nargs="+", default=[], choices=sorted(DISGUISES), metavar="NAME")
    parser.add_argument("--list", action="store_true", help="the disguises and what each does")
    parser.add_argument("--show", type=int, metavar="SEED")
    parser.add_argument("--out", type=Path, default=Path("disguised"))
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(f"{d.name} ({d.expectation.value}): {d.change.__doc__}" for d in DISGUISES.values()))
        return 0
    if options.show is not None:
        show(options.show, options.only, options.out)
        return 0
    tally = Tally()
    for seed in range(options.start, options.start + options.seeds):
        tally.add(judged(disguised(seed, options.only)))
    print(printed(tally))
    return 1 if tally.silent else 0


def show(seed: int, only: Sequence[str], folder: Path) -> None:
    """Write a seed's files and print what it wears, its wrong figures and its findings."""
    handed = disguised(seed, only)
    folder.mkdir(parents=True, exist_ok=True)
    files = written(handed.draft)
    for file in files:
        (folder / file.name).write_bytes(file.content)
        print(folder / file.name)
    verdict = judged(handed)
    for worn in handed.worn:
        print(f"wears {worn.disguise.name}: {worn.disguise.change.__doc__}")
        state = (
            "told" if worn.disguise.name in verdict.told else "SILENT" if worn.disguise.name in verdict.silent else ""
        )
        print(f"  {state}")
    for difference in verdict.wrong:
        print(f"wrong  {difference}")
    for finding in open_files("orvanes", files).findings:
        place = f"{finding.file} {finding.sheet} {finding.cell or finding.row or ''}"
        print(f"{finding.severity.value:8}{finding.code} · {place} · {finding_text(finding, 'fr').what}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m tests.fuzz.fuzz_workbooks --seconds 600`: mutated workbooks through all that an upload goes through.

Guard, reading, figures, checks, words, the annotated copy and the export: any exception is a failure, and
its input is saved under `tests/fuzz/failures/` with the seed that made it. A failing run ends with status 1.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic

from fund.checks import check
from fund.metrics.fund import fund_metrics
from fund.model import HeaderMatch, WorkbookFile
from fund.wording.findings import finding_text
from fund.workbook.reading.file_reading import read_file
from fund.workbook.reading.replaced_file import replaced_file
from fund.workbook.writing.annotate import annotated_copy
from fund.workbook.writing.fund_workbook import export, template
from tests.cases import CASES
from tests.disguise.corpus import disguised_files
from tests.fuzz.mutations import OF_TEXTS, OF_WORKBOOKS
from tests.unit.workbook.test_open_document import DAY, ERROR, HEADER, number, ods, row, text
from tests.unit.workbook.workbooks import read_workbooks

ROOT = Path(__file__).parents[2]
FAILURES = Path(__file__).parent / "failures"
MATCHES = (HeaderMatch("contributions", "remarque", "donor"), HeaderMatch("participants", "Prénom", "step"))
WHOLE_WAY = 0.15
"""Share of the inputs that also become an annotated copy and an export: these take ten times longer."""

DISGUISED = 16
"""How many disguised funds are among the files to spoil."""

TEXT = """collectivité;type;versé le;montant versé;remarque
Saint-Exemple;commune;30/05/2024;12 500,50 €;
"Bourg; Fictif";métropole;;(1 200);x
TOTAL;;;11 300,50;
"""


@dataclass
class Tally:
    """What a run has seen: inputs by outcome, failures by their last line."""

    seen: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)


def seeds() -> list[WorkbookFile]:
    """Files to spoil: the shipped workbooks, the template, an .ods, text tables, workbooks as people write them."""
    shipped = [WorkbookFile(path.name, path.read_bytes()) for path in sorted((ROOT / "data").glob("*/*.xlsx"))]
    return [
        *shipped,
        WorkbookFile("modele.xlsx", template("fr")),
        WorkbookFile("frais.ods", ods(row(*HEADER), row(DAY, text("Banque"), ERROR), row(DAY, text("x"), number(5)))),
        WorkbookFile("dons.csv", TEXT.encode()),
        WorkbookFile("dons-cp1252.csv", TEXT.encode("cp1252")),
        WorkbookFile("dons-utf16.csv", TEXT.encode("utf-16")),
        *(WorkbookFile(path.name, path.read_bytes()) for path in sorted((CASES / "read").iterdir())),
        *disguised_files(DISGUISED),
    ]


def mutated(file: WorkbookFile, random: Random) -> WorkbookFile:
    """The file after one to three mutations."""
    content = file.content
    for _ in range(random.randint(1, 3)):
        content = random.choice(OF_TEXTS if file.name.endswith(".csv") else OF_WORKBOOKS)(content, random) or b"x"
    return WorkbookFile(file.name, content)


def upload(file: WorkbookFile, *, whole_way: bool) -> str:
    """Everything an upload does; returns « read » or the reason of the refusal."""
    if refusal := read_file(file, matches=MATCHES).refusal:
        finding_text(refusal, "fr")
        if whole_way:
            annotated_copy(file, [refusal], "fr")
        return refusal.code
    reading = read_workbooks([file], matches=MATCHES)
    findings = (*reading.findings, *check(reading.dataset, fund_metrics(reading.dataset)))
    for finding in findings:
        finding_text(finding, "fr")
    replaced_file(read_file(file), [read_file(file, matches=MATCHES)])
    if whole_way:
        annotated_copy(file, findings, "fr")
        export(reading.dataset)
    return "read"


def run(seconds: float, *, seed: int, failures: Path = FAILURES) -> Tally:
    """Upload mutated files for that long, the same ones for the same seed."""
    tally, files, end, number = Tally(), seeds(), monotonic() + seconds, 0
    while monotonic() < end:
        number += 1
        random = Random(f"{seed}-{number}")
        file = mutated(random.choice(files), random)
        try:
            tally.seen[upload(file, whole_way=random.random() < WHOLE_WAY)] += 1
        except BaseException as error:  # a panic of the reader's own language is no Exception
            if isinstance(error, KeyboardInterrupt):
                raise
            _keep(file, error, failures)
            tally.failures[repr(error)[:200]] += 1
    return tally


def _keep(file: WorkbookFile, error: BaseException, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    stem = sha256(file.content).hexdigest()[:12]
    (folder / f"{stem}-{file.name}").write_bytes(file.content)
    (folder / f"{stem}.txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally = run(arguments.seconds, seed=arguments.seed)
    print(f"{tally.seen.total()} files: {dict(tally.seen.most_common())}")
    print(f"{tally.failures.total()} failures: {dict(tally.failures)}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())

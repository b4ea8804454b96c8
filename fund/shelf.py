"""The funds at hand: a folder of workbooks each, opened into data, figures and findings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fund.checks import check
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding
from fund.workbook.read import WorkbookFile, read_workbooks

SHIPPED = Path(__file__).parent.parent / "data"
"""The funds that come with the application."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenFund:
    """A fund ready to be shown. `code` is its folder's name, which addresses use."""

    code: str
    dataset: Dataset
    metrics: FundMetrics
    findings: tuple[Finding, ...]


def shelf_root() -> Path:
    """Where the funds' folders stand: `FUND_DATA_DIR`, else the shipped ones."""
    return Path(os.environ.get("FUND_DATA_DIR") or SHIPPED)


def fund_codes(root: Path) -> tuple[str, ...]:
    """The funds of a root, real ones before fictional `exemple`: folders holding at least one workbook."""
    if not root.is_dir():
        return ()
    codes = sorted(folder.name for folder in root.iterdir() if folder.is_dir() and _workbooks(folder))
    return tuple(sorted(codes, key=lambda code: code == "exemple"))


def signature(folder: Path) -> str:
    """A short text that changes when a workbook of the folder does, without reading any of them."""
    stats = [(file.name, file.stat()) for file in _workbooks(folder)]
    return "|".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)


def open_fund(folder: Path) -> OpenFund:
    """Read, compute and check a fund's workbooks. Faults of the data are findings, never exceptions."""
    reading = read_workbooks([WorkbookFile(file.name, file.read_bytes()) for file in _workbooks(folder)])
    metrics = fund_metrics(reading.dataset)
    # What is wrong with the figures comes first: it matters most to a committee.
    findings = (*check(reading.dataset, metrics), *reading.findings)
    return OpenFund(folder.name, reading.dataset, metrics, findings)


def _workbooks(folder: Path) -> list[Path]:
    # Excel keeps a lock file named ~$… beside an open workbook.
    return sorted(file for file in folder.glob("*.xlsx") if not file.name.startswith((".", "~$")))

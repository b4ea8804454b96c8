"""Workbooks as people really send them, handed to the tests; each is named for what is hard in it.

`figures_…`: figures that an accountant would look at twice. `other_funds/`: real funds filled by hand from published
facts only. `read/`: what is hard to read. None of them is shipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from openpyxl import load_workbook

CASES = Path(__file__).parent


def _files() -> Mapping[str, tuple[Path, ...]]:
    files = sorted([*CASES.glob("*.xlsx"), *(CASES / "other_funds").glob("*.xlsx")])
    single = {file.stem: (file,) for file in files}
    several = tuple(sorted((CASES / "figures_rate_factor10").glob("*.xlsx")))
    return MappingProxyType({**single, "figures_rate_factor10": several})


FUNDS = _files()
"""The files of each case, by its name."""


def put_on_shelf(folder: Path) -> tuple[str, ...]:
    """Copy every case into a folder of its own under `folder`, its name the fund's own; returns their codes."""
    codes = []
    for name, files in FUNDS.items():
        code = name.replace("_", "-")
        (folder / code).mkdir(parents=True)
        for file in files:
            book = load_workbook(file)
            if "Fonds" in book.sheetnames:
                heads = [cell.value for cell in book["Fonds"][1]]
                book["Fonds"].cell(2, heads.index("nom") + 1).value = f"Fonds {code}"
            book.save(folder / code / file.name)
        codes.append(code)
    return tuple(codes)

"""Makes `data/exemple`: an invented fund that exercises every sheet, with some realistic trouble in it.

Run from the repository's top: `python -m data.make_exemple`. No place, authority, company or amount
exists. Each piece of it is marked « The trouble » where it is made.
"""

from __future__ import annotations

from pathlib import Path

from data import example_doing, example_giving, example_spending
from data.example_gifts import SCHOOLS, TRADES, WATER
from data.workbook_writer import write_workbook

WORKBOOKS = {
    "contributions.xlsx": (
        example_giving.FUND,
        example_giving.CONTRIBUTIONS,
        example_giving.RUNNING_COSTS,
        example_giving.DECLARED,
    ),
    "programmes.xlsx": (
        example_spending.PROGRAMMES,
        example_spending.TRANCHES,
        example_spending.expenses(SCHOOLS, TRADES),
        example_spending.RATES_TABLE,
        example_spending.PURCHASE_RULES,
        example_doing.activities(SCHOOLS, TRADES),
        example_doing.COURSES,
        example_doing.PARTICIPANTS,
        example_doing.SITES,
        example_doing.MILESTONES,
        example_doing.STORIES,
        example_doing.DECLARED,
    ),
    "partenaire-eau.xlsx": (example_spending.expenses(WATER), example_doing.activities(WATER)),
}


def write(folder: Path) -> None:
    """Write the fund's workbooks into an existing folder."""
    for name, tables in WORKBOOKS.items():
        write_workbook(folder / name, tables)


if __name__ == "__main__":
    write(Path(__file__).parent / "exemple")

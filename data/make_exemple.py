"""Makes `data/exemple`: an invented fund that exercises every sheet, with some realistic trouble in it.

Run from the repository's top: `python -m data.make_exemple`. No place, authority, company or amount
exists. What is long is worked out by the scripts, where each piece of trouble is marked « The trouble »;
the rest stands in `data/tables/exemple`, and its trouble is that the third tranche of `metiers` has no
amount yet, that the transfer fees of 18,50 € were added after the total had been written, and that a
partner's final report says 262 400 € where its rows add up to less.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.example_activities import activities, sites
from data.example_expenses import expenses, rates
from data.example_gifts import SCHOOLS, TRADES, WATER, contributions
from data.example_photos import drawings
from data.workbook_writer import Table, tables_of, write_workbook

TOTALS = {"running_costs": {"amount_cents": 29_913.20}, "programmes": {"budget_cents": 860_000}}
"""The last rows of text tables, as their authors added them up."""


def write(folder: Path) -> None:
    """Write the fund's workbooks into an existing folder."""
    made = {
        "contributions": [contributions()],
        "programmes": [expenses(SCHOOLS, TRADES), rates(), activities(SCHOOLS, TRADES), sites()],
        "partenaire-eau": [expenses(WATER), activities(WATER)],
    }
    for name, tables in made.items():
        kept = [_completed(table) for table in tables_of("exemple", name)]
        write_workbook(folder / f"{name}.xlsx", [*kept, *tables])


def _completed(table: Table) -> Table:
    pictures = drawings() if table.sheet.code == "photos" else ()
    return replace(table, total=TOTALS.get(table.sheet.code, {}), pictures=pictures)


if __name__ == "__main__":
    write(Path(__file__).parent / "exemple")

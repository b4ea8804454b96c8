"""Makes `data/ukraine`: what the association's own publications say of its fund for Ukraine, and nothing else.

Run from the repository's top: `python -m data.make_ukraine`. What a publication does not give stays
empty: no amount stands beside a donor, no date beside a payment. The tables are `data/tables/ukraine`.
"""

from __future__ import annotations

from pathlib import Path

from data.workbook_writer import tables_of, write_workbook


def write(folder: Path) -> None:
    """Write the fund's workbooks into an existing folder."""
    for name in ("contributions", "programmes"):
        write_workbook(folder / f"{name}.xlsx", tables_of("ukraine", name))


if __name__ == "__main__":
    write(Path(__file__).parent / "ukraine")

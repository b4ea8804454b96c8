"""A donor's year as tables: the same rows for the screen, for copying and for a spreadsheet, each with where it stands.

With several donors (`named`), each row begins with whose it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fund.donor.givers import Giver
from fund.donor.grants import COLUMNS, Line
from fund.donor.ledger import FundLedger, GiftRow
from fund.donor.year import DonorYear, YearLine
from fund.unwritable import disarmed
from fund.wording import Language, day, exact_euros, money, words
from fund.wording.dates import as_of
from fund.wording.numbers import plain_amount


@dataclass(frozen=True, slots=True)
class Euros:
    """An amount in whole cents."""

    cents: int


Cell = str | date | Euros


@dataclass(frozen=True, slots=True)
class Place:
    """The row of a workbook that a line comes from."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """Rows under their headings. `code` is its name in `donor.year.tables`; `places` has one for each row, or none."""

    code: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    places: tuple[Place, ...] = ()


def year_tables(
    years: Sequence[DonorYear], lines: Sequence[Sequence[Line]], language: Language, *, named: bool = False
) -> tuple[YearTable, ...]:
    """All tables of a year, `lines` being the grants of each donor in the order of `years`; empty ones too."""
    grants = [(year.giver.name, line) for year, own in zip(years, lines, strict=True) for line in own]
    rows: dict[str, list[_Row]] = {
        "payments": [row for year in years for row in _payments(year, language)],
        "lines": [row for year in years for row in _lines(year, language)],
        "countries": [row for year in years for row in _countries(year, language)],
        "not_counted": [row for year in years for row in _not_counted(year, language)],
        "refused": [_refused(name, line, language) for name, line in grants if line.missing],
    }
    *made, refused = (_table(code, found, language, named=named) for code, found in rows.items())
    ready = [(line.values, _place(line.grant.rows[0])) for _, line in grants if not line.missing]
    published = YearTable(
        code="published",
        title=words("donor.year.tables.published", language),
        headings=COLUMNS,
        rows=tuple(values for values, _ in ready),
        places=tuple(place for _, place in ready),
    )
    return (*made, published, refused)


def as_text(cell: Cell, language: Language) -> str:
    """A cell as it is read."""
    if isinstance(cell, Euros):
        return exact_euros(cell.cents, language)
    return day(cell, language, short=True) if isinstance(cell, date) else cell


def to_copy(table: YearTable, language: Language) -> str:
    """The table with tabs, as spreadsheets and forms take it: amounts are numbers, no text is a formula."""
    rows = [table.headings, *([_copied(cell, language) for cell in row] for row in table.rows)]
    return "\n".join("\t".join(row) for row in rows)


def rule_sentences(year: DonorYear, language: Language) -> Iterator[str]:
    """How each fund's pot was shared out, or why it was not."""
    for ledger, rule in year.rules:
        code = rule.by or ("unknown" if rule.unknown else "nothing")
        stopped = as_of(ledger.as_of, language)
        yield words(
            f"donor.year.rules.{code}",
            language,
            fund=ledger.name,
            as_of=stopped[:1].lower() + stopped[1:],
            programmes=", ".join(rule.unknown),
        )


def doubtful_sentence(giver: Giver, language: Language) -> str:
    """Whose gifts may be this donor's and are not counted; empty where there are none."""
    others = ", ".join(f"{each.donor.label} ({each.ledger.name})" for each in giver.doubtful)
    return words("donor.year.doubtful", language, listing=others) if others else ""


def holder_of(ledger: FundLedger, language: Language) -> str:
    """Who received: the holder of the fund's account."""
    return ledger.holder or words("donor.year.holder", language)


_Row = tuple[str, tuple[Cell, ...], Place | None]
HEADINGS = {
    "payments": ("day", "fund", "channel", "amount", "use", "about"),
    "lines": ("fund", "channel", "programme", "country", "country_code", "sector", "amount", "kind", "eligible"),
    "countries": ("country", "country_code", "amount", "eligible"),
    "not_counted": ("reason", "fund", "day", "amount"),
    "refused": ("fund", "agreed_on", "agreed", "missing"),
}
"""The columns of each table, by their codes in `donor.year.columns`."""


def _table(code: str, rows: Sequence[_Row], language: Language, *, named: bool) -> YearTable:
    heads = (*(("donor",) if named else ()), *HEADINGS[code])
    return YearTable(
        code=code,
        title=words(f"donor.year.tables.{code}", language),
        headings=tuple(words(f"donor.year.columns.{head}", language) for head in heads),
        rows=tuple((*((name,) if named else ()), *cells) for name, cells, _ in rows),
        places=tuple(place for _, _, place in rows if place is not None),
    )


def _payments(year: DonorYear, language: Language) -> Iterator[_Row]:
    for payment in year.payments:
        ledger, row = payment.ledger, payment.row
        names = {programme.code: programme.name for programme in ledger.programmes}
        said = [words("donor.year.repaid", language)] if payment.cents < 0 else []
        if row.currency != "EUR" and row.amount_cents is not None:
            said.append(words("donor.year.converted", language, amount=money(row.amount_cents, row.currency, language)))
        use = names.get(row.programme, row.programme) or words("donor.pooled", language)
        paid = (payment.day, ledger.name, holder_of(ledger, language), Euros(payment.cents), use, "\u00a0; ".join(said))
        yield year.giver.name, paid, _place(row)


def _lines(year: DonorYear, language: Language) -> Iterator[_Row]:
    for line in year.lines:
        programme = line.programme
        untold = words("donor.year.no_programme", language)
        where = ("", "", "") if programme is None else (programme.country, programme.country_code, programme.sector)
        cells = (
            *(line.ledger.name, holder_of(line.ledger, language), untold if programme is None else programme.name),
            *(*where, Euros(line.cents), words(f"donor.year.kinds.{line.kind}", language), _eligible(line, language)),
        )
        yield year.giver.name, cells, None


def _countries(year: DonorYear, language: Language) -> Iterator[_Row]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for line in year.lines:
        if line.programme is not None and line.programme.country:
            sums[(line.programme.country, line.programme.country_code)] += line.cents
    for (country, code), cents in sums.items():
        yield year.giver.name, (country, code, Euros(cents), words("donor.year.to_check", language)), None


def _not_counted(year: DonorYear, language: Language) -> Iterator[_Row]:
    for each in year.not_counted:
        unknown = words("figures.unknown", language)
        cells: tuple[Cell, ...] = (
            words(f"donor.year.reasons.{each.reason}", language, currency=each.row.currency),
            each.ledger.name,
            each.day or words("dates.undated", language),
            unknown if each.cents is None else Euros(each.cents),
        )
        yield year.giver.name, cells, _place(each.row)


def _refused(name: str, line: Line, language: Language) -> _Row:
    row = line.grant.rows[0]
    cents = row.euros["committed"] if row.euros["committed"] is not None else row.euros["received"]
    cells: tuple[Cell, ...] = (
        line.grant.ledger.name,
        row.days["committed"] or words("dates.undated", language),
        words("figures.unknown", language) if cents is None else Euros(cents),
        "\u00a0; ".join(words(f"donor.year.missing.{code}", language) for code in line.missing),
    )
    return name, cells, _place(row)


def _eligible(line: YearLine, language: Language) -> str:
    country = line.programme is not None and bool(line.programme.country)
    return words("donor.year.to_check", language) if country else ""


def _place(row: GiftRow) -> Place:
    return Place(row.file, row.sheet, row.row)


def _copied(cell: Cell, language: Language) -> str:
    if isinstance(cell, Euros):
        return plain_amount(cell.cents, language)
    text = " ".join(as_text(cell, language).split())
    return disarmed(text)

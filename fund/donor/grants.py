"""What a donor publishes of its grants: one line an agreement, in the columns of the SCDL « subventions » 2.1.1.

The official table schema stands beside this module, with where it comes from (`scdl-about.txt`). No value is supposed:
a grant of which a required one is not known has no line, and says what is missing.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from fund.donor.givers import Giver
from fund.donor.ledger import FundLedger, GiftRow
from fund.model import Precision
from fund.schema import folded
from fund.schema.identifiers import LONGEST_OBJECT, SIRET_DIGITS
from fund.unwritable import disarmed

COLUMNS = (
    *("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire"),
    *("rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE"),
    *("notificationUE", "pourcentageSubvention", "dispositifAide"),
)
IN_MONEY, WHOLE = "aide en numéraire", "1.00"
"""Every gift is money on a fund's account, whose holder is its sole beneficiary."""
TERMS = {"unique": "unique", "echelonne": "échelonné", "echelonnee": "échelonné"}


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """What one agreement tells, or one gift without any: its rows, the one that tells the agreement first."""

    ledger: FundLedger
    rows: tuple[GiftRow, ...]

    @property
    def year(self) -> int | None:
        """The calendar year of the agreement; without one, that of the first day that is known; None without any."""
        days = self.rows[0].days
        known = next((days[stage] for stage in ("committed", "received", "decided", "pledged") if days[stage]), None)
        return None if known is None else known.year


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A grant in the order of `COLUMNS`, or what it lacks: `missing` has codes of `donor.grants.missing`."""

    grant: Grant
    values: tuple[str, ...]
    missing: tuple[str, ...] = ()


def lines_of(giver: Giver, holder: str, year: int) -> tuple[Line, ...]:
    """The grants of a donor whose agreement is of that year, or may be: of an unknown day it is not known.

    `holder` is who holds the account of a fund that does not name it.
    """
    grants = [grant for each in giver.known_as for grant in _grants(each.ledger, each.ledger.rows_of(each.donor))]
    numbers = {row.siret for grant in grants for row in grant.rows if len(row.siret) == SIRET_DIGITS}
    return tuple(_line(giver, grant, numbers, holder) for grant in grants if grant.year in (year, None))


def csv_of(lines: Iterable[Line]) -> bytes:
    """The file to publish: UTF-8, commas, a header; lines that lack something are not in it."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(line.values for line in lines if not line.missing)
    return written.getvalue().encode()


def _grants(ledger: FundLedger, rows: Sequence[GiftRow]) -> Iterator[Grant]:
    """The agreements of a donor with the payments of each, then the gifts that were made or voted without any."""
    agreed: dict[int, list[GiftRow]] = defaultdict(list)
    others = []
    for row in rows:
        if row.days["committed"] is not None or "committed" in row.told:
            agreed[row.first].append(row)
        else:
            others.append(row)
    alone = []
    for row in others:
        owing = [own for own in agreed.values() if _may_pay(row, own)]
        if len(owing) == 1:
            owing[0].append(row)
        elif _was_made(row):
            alone.append(row)
    yield from (Grant(ledger, tuple(own)) for own in agreed.values())
    yield from (Grant(ledger, (row,)) for row in alone)


def _was_made(row: GiftRow) -> bool:
    """Whether a row without an agreement is a grant: paid or voted. A promise is none, nor is a repayment."""
    cents = row.euros["received"]
    if "received" in row.told:
        return cents is None or cents > 0
    return row.days["decided"] is not None


def _may_pay(row: GiftRow, agreed: Sequence[GiftRow]) -> bool:
    """Whether a row that promises nothing may be a part of what an agreement still owes: not one made after it."""
    if "pledged" in row.told or not (row.euros["received"] or 0) > 0 or row.programme != agreed[0].programme:
        return False
    signed, paid_on = agreed[0].days["committed"], row.days["received"]
    after = signed is not None and paid_on is not None and paid_on >= signed
    owed = (agreed[0].euros["committed"] or 0) - sum(each.euros["received"] or 0 for each in agreed)
    return after and (row.euros["received"] or 0) <= owed


def _line(giver: Giver, grant: Grant, numbers: set[str], holder: str) -> Line:
    first, ledger = grant.rows[0], grant.ledger
    own = next((row.siret for row in grant.rows if len(row.siret) == SIRET_DIGITS), "")
    siret = own or (next(iter(numbers)) if len(numbers) == 1 else "")
    signed, cents = first.days["committed"], first.euros["committed"]
    told = {
        name: next((text for row in grant.rows if (text := getattr(row, name))), "")
        for name in ("decision", "purpose", "payment_terms")
    }
    texts = {name: disarmed(" ".join(text.split())) for name, text in told.items()}
    notified = next((row.eu_notified for row in grant.rows if row.eu_notified is not None), None)
    terms = TERMS.get(folded(texts["payment_terms"]), texts["payment_terms"])
    dates, why = _payment_dates(grant, terms)
    missing = (
        ("donor_siret", not siret),
        ("later", "committed" in first.later),
        ("agreement_day", signed is None),
        ("holder_number", not (ledger.siret or ledger.rna)),
        ("purpose", not 0 < len(texts["purpose"]) <= LONGEST_OBJECT),
        ("amount", not cents or cents < 0),
        ("terms", not 0 < len(terms) <= LONGEST_OBJECT),
        (why or "payment_dates", not dates),
        ("notified", notified is None),
    )
    values = (
        *(disarmed(giver.name), siret, "" if signed is None else signed.isoformat(), texts["decision"]),
        *(disarmed(ledger.holder or holder), ledger.siret, ledger.rna, texts["purpose"]),
        *("" if cents is None else f"{cents // 100}.{cents % 100:02}", IN_MONEY, terms, dates, ""),
        *("oui" if notified else "non", WHOLE, ""),
    )
    lacking = tuple(code for code, is_missing in missing if is_missing)
    return Line(grant, () if lacking else values, lacking)


def _payment_dates(grant: Grant, terms: str) -> tuple[str, str]:
    """The day of the payment or the first and the last of several; else an empty text, and why."""
    paid = [row for row in grant.rows if (row.euros["received"] or 0) > 0 and "received" not in row.later]
    days = {row.days["received"] for row in paid}
    if None in days:
        return "", "payment_undated"
    known: set[date] = {day for day in days if day is not None}
    if sum(row.euros["received"] or 0 for row in paid) < (grant.rows[0].euros["committed"] or 0):
        expected = [row.expected for row in grant.rows if row.expected is not None]
        if any(each.precision is not Precision.DAY for each in expected):
            return "", "payment_month"
        if not expected or (len(known | {each.day for each in expected}) == 1 and terms != "unique"):
            return "", "payment_dates"
        known |= {each.day for each in expected}
    if not known:
        return "", "payment_dates"
    first, last = min(known).isoformat(), max(known).isoformat()
    return (first if first == last else f"{first}/{last}"), ""

"""A large invented fund, the same at every run: what the benchmarks read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from numpy.random import Generator, default_rng
from openpyxl import Workbook

from fund.schema import BY_CODE, Sheet

CURRENCIES = ("EUR", "UAH", "PLN")
PROGRAMMES = ("nord", "sud", "est")
CATEGORIES = ("Équipement", "Transport", "Salaires", "Formation", "Communication")
TYPES = ("commune", "intercommunalité", "département", "région", "réseau de collectivités")
FIRST_DAY = date(2023, 1, 1)

Row = list[object]
T = TypeVar("T")


def write_large_fund(path: Path, rows: int = 100_000, seed: int = 1) -> None:
    """Write a whole fund with `rows` contributions and `rows` expenses to one workbook."""
    random = default_rng(seed)
    workbook = Workbook(write_only=True)
    contents: dict[str, Iterator[Row]] = {
        "fund": iter([["grand", "Grand fonds", "Essai", "2023", "EUR", "", "31/12/2025", "oui"]]),
        "programmes": iter([[code, f"Programme {code}", "Pays", "Partenaire", "", "2023"] for code in PROGRAMMES]),
        "tranches": _tranches(),
        "rates": _rates(random),
        "contributions": _contributions(random, rows),
        "expenses": _expenses(random, rows),
    }
    for code, lines in contents.items():
        _write(workbook, BY_CODE[code], lines)
    workbook.save(path)


def updated(content: bytes) -> bytes:
    """The same workbook with larger third tranches, a donor renamed (1 row of 300) and a purchase (1 of 5,000)."""
    return edited(content, {"n° 7<": "n° 7 bis<", "Achat 17<": "Achat dix-sept<", "<v>3000000</v>": "<v>3100000</v>"})


def edited(content: bytes, edits: dict[str, str]) -> bytes:
    """The same workbook with other texts in its parts, as XML writes them."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            for before, after in edits.items():
                part = part.replace(before.encode(), after.encode())
            copy.writestr(name, part)
    return target.getvalue()


def wrong_cells(number: int) -> bytes:
    """A small fund with that many amounts that are words."""
    workbook = Workbook(write_only=True)
    _write(workbook, BY_CODE["fund"], iter([["faux", "Fonds faux", "Essai"]]))
    _write(workbook, BY_CODE["programmes"], iter([["nord", "Programme nord", "Pays"]]))
    _write(workbook, BY_CODE["contributions"], iter([["Collectivité fictive", "commune"]]))
    _write(workbook, BY_CODE["running_costs"], ([FIRST_DAY, f"Frais {line}", "beaucoup"] for line in range(number)))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def text_table(rows: int) -> bytes:
    """A table of text with that many contributions, each of another donor."""
    lines = (f"Commune {line};commune;{1 + line % 28:02}/03/2024;{line},50;remarque {line}\n" for line in range(rows))
    return f"collectivité;type;versé le;montant versé;remarque\n{''.join(lines)}".encode()


def _write(workbook: Workbook, schema: Sheet, lines: Iterator[Row]) -> None:
    sheet = workbook.create_sheet(schema.title)
    sheet.append([column.header for column in schema.columns])
    for line in lines:
        sheet.append(line)


def _one_of(random: Generator, options: tuple[T, ...]) -> T:
    return options[int(random.integers(len(options)))]


def _day(random: Generator) -> date:
    return FIRST_DAY + timedelta(days=int(random.integers(1000)))


def _cents(random: Generator, largest: int) -> float:
    return int(random.integers(1_000, largest)) / 100


def _contributions(random: Generator, rows: int) -> Iterator[Row]:
    donors = [f"Collectivité fictive n° {number}" for number in range(300)]
    for _ in range(rows):
        donor = int(random.integers(len(donors)))
        pledged, amount = _day(random), _cents(random, 5_000_000)
        committed = random.random() < 0.8
        received = committed and random.random() < 0.8
        yield [
            donors[donor],
            TYPES[donor % len(TYPES)],
            None,
            str(donor % 95 + 1).zfill(2),
            pledged,
            amount,
            pledged + timedelta(days=20),
            pledged + timedelta(days=40) if committed else None,
            amount if committed else None,
            pledged + timedelta(days=90) if received else None,
            amount if received else None,
            _one_of(random, PROGRAMMES) if random.random() < 0.3 else None,
            None,
        ]


def _expenses(random: Generator, rows: int) -> Iterator[Row]:
    for number in range(rows):
        yield [
            _one_of(random, PROGRAMMES),
            int(random.integers(1, 3)),
            _day(random),
            f"Achat {number % 5000}",
            _one_of(random, CATEGORIES),
            f"Fournisseur {random.integers(200)}",
            _cents(random, 900_000),
            _one_of(random, CURRENCIES),
            None,
            _one_of(random, ("oui", "non", None)),
            f"P-{number:06d}",
        ]


def _tranches() -> Iterator[Row]:
    for programme, count in zip(PROGRAMMES, (3, 3, 2), strict=True):
        for number in range(1, count + 1):
            day = FIRST_DAY + timedelta(days=200 * number)
            yield [programme, number, 1_000_000 * number, day, day, "70 %" if number > 1 else None]


def _rates(random: Generator) -> Iterator[Row]:
    for currency, rate in (("UAH", 40.0), ("PLN", 4.5)):
        for month in range(36):
            day = date(2022 + (month + 11) // 12, (month + 11) % 12 + 1, 1)
            yield [currency, day, round(rate * (1 + random.random() / 10), 4), "Taux inventé"]

"""The vocabulary in which the workbook's contract is written: columns, choices, sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial


class Kind(StrEnum):
    """The type of a column's cells, with the dtype of its frame column."""

    TEXT = "text"  # str
    CODE = "code"  # str, stripped; compared without case or accents
    INTEGER = "integer"  # Int64
    NUMBER = "number"  # Float64
    MONEY = "money"  # Int64, whole cents
    SHARE = "share"  # Float64, 1 is 100 %
    DATE = "date"  # datetime64, a full day
    MOMENT = "moment"  # datetime64 and `<name>_precision`: a day, « novembre 2023 », « été 2022 », 2022…
    CHOICE = "choice"  # str, the code of one of the choices
    BOOLEAN = "boolean"  # boolean
    CURRENCY = "currency"  # str, ISO 4217 code in capitals


class Edge(StrEnum):
    """Which day of an inexact period stands for it: the first or the last."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: its code in frames, what the workbook writes, what it may write too."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. `code` is the frame column (money ends in `_cents`).

    `header` and `synonyms` are what workbooks write; what screens say of it stands with the other texts.
    `required` means that an empty cell is a finding of error severity; `expected` that it is a warning or
    a note (an amount not communicated), or the finding of code `if_empty`; where only some rows want it, `expected_in`
    tells which by their cells. `minimum` is in the workbook's unit;
    where zero can't be, `not_zero`. `form` gives the one way in which a text is kept, or raises `WrongFormError`: then
    the cell counts as empty. `unit_column` is the column that names a number's unit, row by row.
    An amount that may be in another currency is `dated_by` the first of these columns that is filled: its day finds
    the rate. A column of `euros_of` an amount states its euros. `table` is the code of the sheet it stands on, which
    the sheet itself says. A cell of a column that `holds_picture` may hold one in the place of a text.
    """

    code: str
    header: str
    synonyms: tuple[str, ...] = ()
    _: KW_ONLY
    kind: Kind
    unit: str = ""
    required: bool = False
    expected: bool = False
    expected_in: Callable[[Mapping[str, object]], bool] | None = None
    if_empty: str = ""
    choices: tuple[Choice, ...] = ()
    refers_to: str = ""
    edge: Edge = Edge.START
    minimum: float | None = None
    not_zero: bool = False
    form: Callable[[str], str] | None = None
    unit_column: str = ""
    dated_by: tuple[str, ...] = ()
    euros_of: str = ""
    example: object = ""
    holds_picture: bool = False
    table: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every header under which the column is recognised, the contract's own first."""
        return (self.header, *self.synonyms)

    @property
    def in_euros(self) -> bool:
        """Whether it holds amounts that are in euros whatever the currency of their row."""
        return self.kind is Kind.MONEY and self.unit == "€"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: a table of the dataset. `code` is the table's name in code.

    `identity` names the columns that must not repeat (error); `repeats_warn` asks for a warning
    when a whole row stands twice, `single_row` for an error when there is a second one.

    `parts` is the day of payment on a sheet where rows of one identity that are paid on different days are parts
    of one thing.

    `names` are the columns that say to a person which row it is. `likenesses`, where the sheet has no
    identity of its own, are sets of columns, the surest first: rows of two versions that agree on one of
    them may be the same row edited.

    `amounts` are columns of which every row should have one at least (a note counts those that have none).
    Of a sheet that counts people, `people_headers` are the headers that announce data about a person there,
    beside those that always do (an error): None where it counts none.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    synonyms: tuple[str, ...] = ()
    required: bool = False
    identity: tuple[str, ...] = ()
    repeats_warn: bool = False
    single_row: bool = False
    parts: str = ""
    names: tuple[str, ...]
    likenesses: tuple[tuple[str, ...], ...] = ()
    amounts: tuple[str, ...] = ()
    people_headers: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Tell each column which sheet it stands on."""
        object.__setattr__(self, "columns", tuple(replace(column, table=self.code) for column in self.columns))

    def column(self, code: str) -> Column:
        """The column of that code; raises KeyError when the sheet has none."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)

    @property
    def required_columns(self) -> frozenset[str]:
        """The codes of the columns that may not be empty."""
        return frozenset(column.code for column in self.columns if column.required)

    @property
    def converted(self) -> tuple[Column, ...]:
        """The amounts that may be in another currency, beside which tables may hold their euros."""
        return tuple(column for column in self.columns if column.dated_by)

    def stated(self, amount: Column) -> str:
        """The code of the column that states the euros of an amount; empty where there is none."""
        return next((column.code for column in self.columns if column.euros_of == amount.code), "")

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every sheet name under which the table is recognised."""
        return (self.title, *self.synonyms)


def folded(text: str) -> str:
    """The form in which headers, sheet names, codes and choices are compared.

    Case, accents, every kind of space, punctuation and apostrophes do not count: `Versé le`,
    « VERSE  LE » typed with U+00A0 and « Verse_le » are the same header.
    """
    return _folded(text) if len(text) <= 100 else _folded.__wrapped__(text)


@lru_cache(maxsize=8192)  # names and headers are compared again and again; longer texts would fill the memory
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in decomposed if c.isalnum() or c in "%€°")


def name_key(name: str) -> str:
    """The form in which names and codes of two versions are compared; a name of signs only is its own."""
    return folded(name) or name


text = partial(Column, kind=Kind.TEXT)
code = partial(Column, kind=Kind.CODE)
integer = partial(Column, kind=Kind.INTEGER)
number = partial(Column, kind=Kind.NUMBER)
money = partial(Column, kind=Kind.MONEY)
euros = partial(Column, kind=Kind.MONEY, unit="€")
share = partial(Column, kind=Kind.SHARE, unit="%")
date = partial(Column, kind=Kind.DATE)
moment = partial(Column, kind=Kind.MOMENT)
choice = partial(Column, kind=Kind.CHOICE)
boolean = partial(Column, kind=Kind.BOOLEAN)
currency = partial(Column, kind=Kind.CURRENCY)

CURRENCY = currency("currency", "devise", ("monnaie",), example="EUR")
"""The currency of a row's amounts; empty is the euro."""

RATE = number("rate", "taux", ("taux de change",), unit="per_euro", minimum=0, not_zero=True)
"""The row's own rate; without it the sheet « Taux » gives one."""

STATED_EUROS = euros(
    "amount_stated_cents",
    "montant en euros",
    (
        *("montant (€)", "montant €", "montant eur", "en euros", "équivalent en euros", "équivalent euros"),
        *("équivalent (€)", "contre-valeur en euros", "contre-valeur (€)", "contrevaleur en euros", "soit en euros"),
    ),
    euros_of="amount_cents",
)
"""The euros of `amount_cents`; where a sheet has no other amount, they are that amount."""

PROGRAMME = code(
    "programme", "programme", ("code programme", "projet"), refers_to="programmes", required=True, example="auc"
)
"""The column that ties a row to its programme, the same on every sheet."""

PROGRAMME_OR_FUND = replace(PROGRAMME, required=False)
"""The same on sheets whose rows may be about the fund itself."""

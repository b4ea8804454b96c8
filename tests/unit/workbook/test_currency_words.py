"""What people write in a column « devise »: understood where it is sure, an error that names it where it is not."""

from __future__ import annotations

from datetime import date

import pytest

from fund.currency import UNKNOWN_CURRENCY
from fund.model import Severity
from fund.workbook.reading.cells import CellError
from fund.workbook.reading.currency_words import currency_of
from tests.unit.workbook.workbooks import found, read_whole


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("EUR", ["EUR", "eur", "€", "Euro", "euros", "EUROS", "euro(s)"]),
        ("UAH", ["uah", "₴", "hryvnia", "Hryvnias", "hryvnia ukrainienne", "hryvnias ukrainiennes", "hrivnas"]),
        ("UAH", ["грн", "грн.", "гривня", "гривень", "Ukrainian hryvnia"]),
        ("PLN", ["zł", "ZŁ", "zloty", "złoty", "zlotys", "złotych", "zloty polonais", "Polish zlotys"]),
        ("USD", ["US$", "$US", "usd", "dollars américains", "dollar des États-Unis", "US dollars"]),
        ("RON", ["RON", "leu roumain", "lei roumains", "Romanian lei"]),
        ("MDL", ["mdl", "leu moldave", "lei moldaves"]),
        ("TRY", ["₺", "livre turque", "livres turques"]),
        ("GBP", ["£", "livre sterling", "livres sterling", "British pounds"]),
        ("LBP", ["livres libanaises"]),
        ("MGA", ["ariary", "Ariarys", "Ar"]),
        ("CHF", ["franc suisse", "francs suisses"]),
        ("ILS", ["₪", "shekel", "shekels"]),
        ("CZK", ["Kč", "couronne tchèque"]),
        ("HUF", ["forint", "Ft"]),
        ("MAD", ["dirham marocain", "dirhams marocains"]),
    ],
)
def test_what_names_one_currency_is_that_currency(code: str, texts: list[str]) -> None:
    assert {text: currency_of(text) for text in texts} == dict.fromkeys(texts, code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("lei", "RON, MDL"),
        ("leu", "RON, MDL"),
        ("$", "USD, CAD, AUD"),
        ("dollars", "USD, CAD, AUD, BBD"),
        ("livres", "GBP, TRY, EGP, LBP"),
        ("lira", "TRY, LBP, SYP"),
        ("F CFA", "XAF, XOF"),
        ("francs", "CHF, XAF, XOF, BIF"),
        ("kr", "SEK, NOK, DKK"),
        ("¥", "JPY, CNY"),
        ("dirhams", "MAD, AED"),
    ],
)
def test_what_may_be_several_currencies_is_an_error_that_names_the_likely_ones(text: str, codes: str) -> None:
    with pytest.raises(CellError) as raised:
        currency_of(text)
    assert (raised.value.code, raised.value.details["codes"].split(", ")[:2]) == (
        *("ambiguous_currency", codes.split(", ")[:2]),
    )


@pytest.mark.parametrize("text", ["UHA", "XYZ", "espèces", "virement", "12", "oui", "?", "€/$", "UAH PLN", "bitcoin"])
def test_what_names_no_currency_is_an_error(text: str) -> None:
    with pytest.raises(CellError) as raised:
        currency_of(text)
    assert raised.value.code == "not_a_currency"


def test_a_word_is_converted_like_its_code_and_a_doubtful_one_is_not_converted() -> None:
    heads = ["programme", "libellé", "date", "montant", "devise"]
    day = date(2024, 1, 1)
    words = ["hryvnias", "lei", "zlotys", "euros", "autre"]
    reading = read_whole(
        Dépenses=[heads, *(["auc", str(n), day, 100, word] for n, word in enumerate(words))],
        Taux=[["devise", "date", "unités pour 1 €"], ["₴", day, 40], ["zloty", day, 4], ["RON", day, 5]],
    )
    expenses = reading.dataset.table("expenses")
    assert expenses["currency"].tolist() == ["UAH", UNKNOWN_CURRENCY, "PLN", "EUR", UNKNOWN_CURRENCY]
    assert expenses["amount_eur_cents"].fillna(-1).tolist() == [2_50, -1, 25_00, 100_00, -1]
    told = [(each.code, each.severity, each.cell, each.seen) for each in reading.findings]
    assert told == [
        ("ambiguous_currency", Severity.ERROR, "E3", "lei"),
        ("not_a_currency", Severity.ERROR, "E6", "autre"),
    ]
    assert found(reading, "ambiguous_currency")[0].details == {"codes": "RON, MDL"}

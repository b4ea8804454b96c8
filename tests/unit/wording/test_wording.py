"""Words, numbers and dates in both languages."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.model import Finding, Moment, Precision, Severity
from fund.wording import day, decimal, euros, exact_euros, hours, languages, moment, money, month, percent, words
from fund.wording.findings import FINDING_PARTS, finding_text
from fund.wording.language import TEXTS, keys
from fund.wording.numbers import whole_euros
from fund.wording.stories import unbroken


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    # The contract's texts are compared with the contract: French has no second words for what workbooks write.
    french, english = ({key for key in keys(language) if not key.startswith("schema.")} for language in languages())
    assert french == english
    for key in french:
        # A singular may say « one » without the number.
        if not key.endswith(".one"):
            assert placeholders(words(key, "fr")) == placeholders(words(key, "en")), key


def test_every_language_has_the_same_files() -> None:
    names = [sorted(file.name for file in folder.iterdir()) for folder in TEXTS.iterdir() if folder.is_dir()]
    assert names[0] == names[1]


def test_french_typography_is_kept_in_every_sentence() -> None:
    for key in keys("fr"):
        sentence = words(key, "fr")
        for mark in (" :", " ;", " ?", " !", " »", " %", " €", "« "):
            assert mark not in sentence, (key, sentence)
        assert "'" not in sentence, (key, sentence)


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (39_500_000, "395\u202f000\u00a0€", "€395,000"),
        (1_250_050, "12\u202f500,50\u00a0€", "€12,500.50"),
        (104_027, "1\u202f040,27\u00a0€", "€1,040.27"),
        (-42_000, "\u2212420\u00a0€", "\u2212€420"),
        (0, "0\u00a0€", "€0"),
        (5, "0,05\u00a0€", "€0.05"),
    ],
)
def test_euros_are_written_as_each_language_does(cents: int, french: str, english: str) -> None:
    assert exact_euros(cents, "fr") == french
    assert exact_euros(cents, "en") == english


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (1_250_049, "12\u202f500\u00a0€", "€12,500"),
        (1_250_050, "12\u202f501\u00a0€", "€12,501"),
        (-1_250_049, "\u221212\u202f500\u00a0€", "\u2212€12,500"),
        (-1_250_050, "\u221212\u202f501\u00a0€", "\u2212€12,501"),
        (99_950, "1\u202f000\u00a0€", "€1,000"),
        # From ten euros on; what is less keeps its cents, and never becomes nothing.
        (1_000, "10\u00a0€", "€10"),
        (1_050, "11\u00a0€", "€11"),
        (999, "9,99\u00a0€", "€9.99"),
        (-999, "\u22129,99\u00a0€", "\u2212€9.99"),
        (49, "0,49\u00a0€", "€0.49"),
        (-1, "\u22120,01\u00a0€", "\u2212€0.01"),
        (500, "5\u00a0€", "€5"),
        (0, "0\u00a0€", "€0"),
    ],
)
def test_euros_are_read_without_cents_from_ten_euros_on(cents: int, french: str, english: str) -> None:
    assert (euros(cents, "fr"), euros(cents, "en")) == (french, english)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_an_amount_is_read_as_the_nearest_euro_and_the_same_above_and_below_zero(cents: int) -> None:
    read = whole_euros(cents)
    assert whole_euros(-cents) == -read
    assert whole_euros(read) == read
    if abs(cents) < 1_000:
        assert read == cents
    else:
        assert read % 100 == 0
        # Never further than half a euro; a half goes away from zero.
        assert -50 < abs(cents) - abs(read) < 50 or abs(read) - abs(cents) == 50


def test_other_currencies_are_named_by_their_code() -> None:
    assert money(4_000_000, "UAH", "fr") == "40\u202f000\u00a0UAH"
    assert money(4_000_000, "UAH", "en") == "40,000\u00a0UAH"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_cent_is_lost_in_writing(cents: int) -> None:
    written = exact_euros(cents, "fr").removesuffix("\u00a0€").replace("\u202f", "").replace("\u2212", "-")
    whole, _, part = written.partition(",")
    sign = -1 if whole.startswith("-") else 1
    assert sign * (abs(int(whole)) * 100 + int(part or 0)) == cents


@pytest.mark.parametrize(
    ("ratio", "french", "english"),
    [
        (0.8492, "84,92\u00a0%", "84.92%"),
        (1.0, "100\u00a0%", "100%"),
        (1.0354547, "103,55\u00a0%", "103.55%"),
        (0.5, "50\u00a0%", "50%"),
    ],
)
def test_ratios_are_percentages_with_two_decimals_or_none(ratio: float, french: str, english: str) -> None:
    assert percent(ratio, "fr") == french
    assert percent(ratio, "en") == english


def test_hours_and_plain_numbers() -> None:
    assert hours(382.0, "fr") == "382\u00a0h"
    assert hours(2230.5, "fr") == "2\u202f230,5\u00a0h"
    assert decimal(38.4516, "fr", digits=4) == "38,4516"


@pytest.mark.parametrize(
    ("when", "french", "english"),
    [
        (Moment(date(2023, 6, 30)), "30 juin 2023", "30 June 2023"),
        (Moment(date(2027, 3, 1)), "1er mars 2027", "1 March 2027"),
        (Moment(date(2023, 11, 30), Precision.MONTH), "novembre 2023", "November 2023"),
        (Moment(date(2022, 8, 31), Precision.SUMMER), "été 2022", "summer 2022"),
        (Moment(date(2023, 12, 31), Precision.LATE), "fin 2023", "late 2023"),
        (Moment(date(2022, 1, 1), Precision.YEAR), "2022", "2022"),
    ],
)
def test_a_date_is_written_no_more_precisely_than_it_is_known(when: Moment, french: str, english: str) -> None:
    assert moment(when, "fr") == french
    assert moment(when, "en") == english


def test_short_dates_and_months() -> None:
    assert day(date(2024, 1, 5), "fr", short=True) == "05/01/2024"
    assert month(date(2024, 1, 5), "fr", short=True) == "janv. 2024"


def test_plurals_follow_the_language() -> None:
    assert words("givers.authorities", "fr", n=0, number="0") == "0\u00a0collectivité"
    assert words("givers.authorities", "en", n=0, number="0") == "0\u00a0local authorities"


def test_an_unknown_key_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError):
        words("pages.nowhere", "fr")


def test_details_of_a_finding_are_written_in_their_unit() -> None:
    finding = Finding(
        "late_pledge",
        Severity.WARNING,
        details={"donor": "Val-Fictif", "due_cents": 1_500_000, "days_days": 506, "since": date(2025, 5, 12)},
    )
    assert finding_text(finding, "fr").what == (
        "Val-Fictif\u00a0: 15\u202f000\u00a0€ restent à recevoir depuis 506\u00a0jours (annoncé le 12 mai 2025)."
    )
    assert "€15,000" in finding_text(finding, "en").what


@pytest.mark.parametrize(
    ("seen", "french", "english"),
    [
        ("84500", "84\u202f500", "84,500"),
        ("-420", "\N{MINUS SIGN}420", "\N{MINUS SIGN}420"),
        ("12500,5", "12\u202f500,5", "12,500.5"),
        ("500 UAH", "500 UAH", "500 UAH"),
        ("1.234.500", "1.234.500", "1.234.500"),
    ],
)
def test_a_bare_number_of_a_cell_is_written_as_the_reader_writes_it(seen: str, french: str, english: str) -> None:
    finding = Finding("repayment", Severity.NOTE, row=4, seen=seen)
    assert f"({french})" in finding_text(finding, "fr").what
    assert f"({english})" in finding_text(finding, "en").what


def test_a_number_that_names_something_stays_as_it_is_in_its_cell() -> None:
    finding = Finding("siren_invalid", Severity.WARNING, seen="213100001")
    assert "213100001" in finding_text(finding, "fr").what


def test_every_finding_code_in_the_source_has_its_three_sentences() -> None:
    catalogued = {key.split(".")[1] for key in keys("fr") if key.startswith("findings.")}
    for code in catalogued:
        for part in FINDING_PARTS:
            assert f"findings.{code}.{part}" in keys("fr")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("charts.tranche", "Tranche\u00a02"),
        ("committee.waiting", "la tranche\u00a02 (Eau), il reste 20 € à justifier"),
    ],
)
def test_a_number_stays_on_the_line_of_the_word_before_it(key: str, said: str) -> None:
    assert words(key, "fr", tranche=2, number=2, programme="Eau", missing="20 €") == said


def test_no_sentence_breaks_between_tranche_or_version_and_its_number() -> None:
    broken = [
        (language, key)
        for language in languages()
        for key in keys(language)
        if re.search(
            r"(tranche|version|n°|ligne|row|slide|diapositive) (\d|\{(number|row|tranche|previous|next)\})",
            words(key, language),
        )
    ]
    assert not broken


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("La 1re tranche de 75 000 € est payée", "La 1re\u00a0tranche de 75\u202f000\u202f€ est payée"),
        ("Versement 1ere tranche, page 1", "Versement 1ere\u00a0tranche, page\u00a01"),
        ("la tranche 2, le n° 3, 6 400 h", "la tranche\u00a02, le n°\u00a03, 6\u202f400\u202fh"),
        # A number after any other word may begin a line.
        ("les 12 et 13 mai 2023", "les 12 et 13 mai 2023"),
    ],
)
def test_a_text_of_the_workbook_keeps_numbers_with_their_words(text: str, kept: str) -> None:
    assert unbroken(text) == kept

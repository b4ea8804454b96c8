"""When: dates, periods and payments; and whether a tranche may be paid."""

from __future__ import annotations

from datetime import date

import pytest

from fund.metric import Metric, Release, Unit
from fund.model import Moment, Precision
from fund.wording import languages
from fund.wording.dates import as_of, before, dated, moment_or_undated, payment, period
from fund.wording.releases import release_sentence
from tests.unit.wording.sample_figures import figure, plain

DAY, MONTH = Moment(date(2023, 3, 3)), Moment(date(2023, 11, 1), Precision.MONTH)
SUMMER, SPRING = Moment(date(2022, 6, 1), Precision.SUMMER), Moment(date(2022, 3, 1), Precision.SPRING)


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (DAY, None, "depuis le 3 mars 2023", "since 3 March 2023"),
        (MONTH, None, "depuis novembre 2023", "since November 2023"),
        (SUMMER, None, "depuis l’été 2022", "since summer 2022"),
        (SPRING, None, "depuis le printemps 2022", "since spring 2022"),
        (None, DAY, "jusqu’au 3 mars 2023", "until 3 March 2023"),
        (None, MONTH, "jusqu’à novembre 2023", "until November 2023"),
        (None, SUMMER, "jusqu’à l’été 2022", "until summer 2022"),
        (DAY, MONTH, "3 mars 2023 – novembre 2023", "3 March 2023 – November 2023"),
        (None, None, "", ""),
    ],
)
def test_a_period_is_said_as_precisely_as_it_is_known(start, end, french, english):
    assert (period(start, end, "fr"), period(start, end, "en")) == (french, english)


def test_figures_are_as_of_a_day_or_of_a_period():
    assert [as_of(when, "fr") for when in (DAY, MONTH, SUMMER, SPRING, None)] == [
        *("Arrêté au 3 mars 2023", "Arrêté à novembre 2023", "Arrêté à l’été 2022", "Arrêté au printemps 2022"),
        "Date d’arrêté non communiquée",
    ]
    assert [as_of(when, "en") for when in (DAY, None)] == ["As of 3 March 2023", "As-of date not reported"]
    assert [dated(when, "fr") for when in (DAY, MONTH)] == ["au 3 mars 2023", "en novembre 2023"]
    assert before(date(2024, 5, 1), "fr") == "avant le 1er mai 2024"
    assert moment_or_undated(None, None, "en") == "no date"


def test_a_payment_is_made_planned_or_not_communicated():
    assert payment(DAY, MONTH, "fr") == "versée le 3 mars 2023"
    assert payment(MONTH, None, "fr") == "versée en novembre 2023"
    assert payment(None, SUMMER, "fr") == "prévue à l’été 2022"
    assert payment(MONTH, None, "en") == "paid in November 2023"
    assert payment(None, DAY, "en") == "planned for 3 March 2023"
    assert payment(None, None, "fr") == "non communiqué"


def release(met: bool | None, *, share: Metric, missing: Metric) -> Release:
    return Release(tranche=2, previous=1, threshold=0.7, met=met, to_justify=missing, share=share)


@pytest.mark.parametrize(
    ("condition", "french", "english"),
    [
        (
            release(True, share=figure(0.8492, Unit.RATIO), missing=figure(0)),
            "la tranche 2 (5 €) peut être versée, 84,92 % justifiés pour 70 % demandés",
            "tranche 2 (€5) may be paid, 84.92% justified, 70% required",
        ),
        (
            release(False, share=figure(0.5, Unit.RATIO, approximate=True), missing=figure(20_000_00)),
            (
                "il reste 20 000 € à justifier sur la tranche 1 avant la tranche 2 (5 €), "
                "environ 50 % justifiés pour 70 % demandés"
            ),
            "€20,000 still to justify on tranche 1 before tranche 2 (€5), about 50% justified, 70% required",
        ),
        (
            release(False, share=figure(0.5, Unit.RATIO), missing=figure(None)),
            "la tranche 2 (5 €) ne peut pas encore être versée, 50 % de la tranche 1 justifiés pour 70 % demandés",
            "tranche 2 (€5) may not be paid yet, 50% of tranche 1 justified, 70% required",
        ),
        (
            release(None, share=figure(None, Unit.RATIO), missing=figure(None)),
            (
                "on ne peut pas dire si la tranche 2 (5 €) peut être versée, "
                "la part justifiée de la tranche 1 n’est pas communiquée"
            ),
            "whether tranche 2 (€5) may be paid cannot be told, the justified share of tranche 1 is not reported",
        ),
    ],
)
def test_a_release_is_one_sentence(condition, french, english):
    assert plain(release_sentence(condition, "fr", amount=figure(5_00))) == french
    assert plain(release_sentence(condition, "en", amount=figure(5_00))) == english


@pytest.mark.parametrize("language", languages())
def test_a_release_without_its_amount_does_not_say_it(language):
    condition = release(True, share=figure(1.0, Unit.RATIO), missing=figure(0))
    assert "(" not in release_sentence(condition, language)
    assert "(" not in release_sentence(condition, language, amount=figure(None))

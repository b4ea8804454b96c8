"""What gives pause before publishing: totals that fall, names that disappear, sheets emptied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fund.changes import alarm_sentence
from fund.changes.alarms import CUMULATIVE, JUMPING
from fund.model import Dataset, Moment, Precision
from fund.wording import has
from tests.unit.changes.compared_funds import GIFTS, NEW_GIFT, WATER, alarms, compared
from tests.unit.datasets import dataset


def codes(before: Dataset, after: Dataset) -> list[str]:
    return [alarm.code for alarm in compared(before, after).alarms]


def test_a_total_that_falls_from_about_an_amount_falls_by_about_as_much() -> None:
    about = {"indicator": "raised", "value": 395_000, "unit": "EUR", "approximate": "about", "date": date(2024, 6, 1)}
    before, after = (dataset(declared=[about | {"value": value}]) for value in (395_000, 390_000))
    assert alarms(before, after) == [
        "Collecté\u00a0: baisse de ≈ 5\u202f000\u00a0€ (≈ 395\u202f000\u00a0€ → ≈ 390\u202f000\u00a0€)."
    ]


def test_a_total_that_falls_is_alarming() -> None:
    after = [GIFTS[0], GIFTS[1] | {"received_cents": 9_000_000}]
    assert alarms(dataset(contributions=GIFTS), dataset(contributions=after)) == [
        "Collecté\u00a0: baisse de 5\u202f000\u00a0€ (395\u202f000\u00a0€ → 390\u202f000\u00a0€)."
    ]


def test_a_programmes_fall_is_said_where_the_funds_total_hides_it() -> None:
    tables = {"programmes": [WATER, {"code": "nord", "name": "Nord"}]}
    spent = [{"programme": code, "label": "Achat", "amount_cents": 100_000} for code in ("eau", "nord")]
    hidden = [spent[0] | {"amount_cents": 90_000}, spent[1] | {"amount_cents": 120_000}]
    assert alarms(dataset(**tables, expenses=spent), dataset(**tables, expenses=hidden)) == [
        "Dépensé (Eau)\u00a0: baisse de 100\u00a0€ (1\u202f000\u00a0€ → 900\u00a0€)."
    ]
    seen = [spent[0] | {"amount_cents": 90_000}, spent[1]]
    assert alarms(dataset(**tables, expenses=spent), dataset(**tables, expenses=seen)) == [
        "Dépensé\u00a0: baisse de 100\u00a0€ (2\u202f000\u00a0€ → 1\u202f900\u00a0€)."
    ]


def test_a_total_that_is_no_longer_known_is_alarming() -> None:
    before = dataset(running_costs=[{"label": "Audit", "amount_cents": 5_000}])
    after = dataset(running_costs=[{"label": "Audit", "amount_cents": None}])
    assert alarms(before, after) == [
        "Frais de fonctionnement\u00a0: 50\u00a0€ avant, non communiqué après cette mise à jour."
    ]


def test_a_sheet_counted_twice_is_alarming() -> None:
    # 3 times the gifts: 395 000 € × 3 = 1 185 000 €, more than the double.
    (found,) = alarms(dataset(contributions=GIFTS), dataset(contributions=GIFTS * 3))
    assert found == (
        "Collecté\u00a0: plus que doublé (395\u202f000\u00a0€ → 1\u202f185\u202f000\u00a0€). Vérifiez qu’aucune "
        "feuille n’est comptée deux fois."
    )


def test_a_donor_that_disappears_is_named_even_where_the_total_rises() -> None:
    before = dataset(contributions=GIFTS)
    after = dataset(contributions=[GIFTS[0], NEW_GIFT | {"received_cents": 20_000_000}])
    assert alarms(before, after) == ["Un donateur n’apparaît plus sous ce nom\u00a0: Arnage."]
    assert alarms(before, after, "en") == ["One donor no longer appears under this name: Arnage."]


def test_a_donor_spelled_otherwise_is_still_there() -> None:
    after = [GIFTS[0] | {"donor": "LAVAL"}, GIFTS[1]]
    assert codes(dataset(contributions=GIFTS), dataset(contributions=after)) == []


def test_of_many_donors_that_disappear_the_first_are_named() -> None:
    before = [{"donor": f"Ville {number:02}", "received_cents": 100} for number in range(12)]
    found = compared(dataset(contributions=[*GIFTS, *before]), dataset(contributions=GIFTS)).alarms
    gone = next(alarm for alarm in found if alarm.code == "donor_gone")
    # 12 are gone: 10 named, 2 counted.
    assert alarm_sentence(gone, "fr").startswith(
        "12\u00a0donateurs n’apparaissent plus sous ces noms\u00a0: Ville 00, Ville 01"
    )
    assert alarm_sentence(gone, "fr").endswith("Ville 09 et 2\u00a0autres.")


def test_a_programme_that_disappears_is_named() -> None:
    before = dataset(programmes=[WATER, {"code": "nord", "name": "Écoles du nord"}])
    assert alarms(before, dataset(programmes=[WATER])) == ["Un programme disparaît\u00a0: Écoles du nord."]


def test_a_sheet_that_loses_its_rows_is_named() -> None:
    steps = [{"programme": "eau", "step": f"étape {number}", "count": number} for number in range(1, 7)]
    before = dataset(participants=steps)
    assert alarms(before, dataset(participants=[])) == [
        "La feuille «\u00a0Participants\u00a0» n’a plus aucune ligne\u00a0; elle en avait 6."
    ]
    assert alarms(before, dataset(participants=steps[:2])) == [
        "Feuille «\u00a0Participants\u00a0»\u00a0: 4\u00a0lignes sur 6 sont supprimées."
    ]
    assert alarms(before, dataset(participants=steps[:3])) == []


def test_a_date_that_goes_back_or_disappears_is_alarming() -> None:
    november = Moment(date(2023, 11, 30), Precision.MONTH)
    (found,) = alarms(dataset(as_of=november), dataset(as_of=date(2023, 6, 30)))
    assert found == (
        "La date d’arrêté recule\u00a0: novembre 2023 avant, 30 juin 2023 après cette mise à jour. "
        "Ces fichiers sont peut-être plus anciens que ceux qui sont publiés."
    )
    assert codes(dataset(as_of=november), dataset()) == ["as_of_missing"]
    assert codes(dataset(), dataset(as_of=november)) == []
    assert codes(dataset(as_of=date(2023, 6, 30)), dataset(as_of=november)) == []


def test_another_fund_or_one_that_becomes_fictional_is_alarming() -> None:
    real = dataset()
    other = replace(real, fund=replace(real.fund, code="autre", fictional=True))
    code, mark = alarms(real, other)
    assert code == (
        "Ces fichiers portent le code de fonds «\u00a0autre\u00a0», alors que le fonds publié a le code "
        "«\u00a0essai\u00a0». Vérifiez que ce ne sont pas ceux d’un autre fonds."
    )
    assert mark == ("La mention «\u00a0données fictives\u00a0» change\u00a0: non avant, oui après cette mise à jour.")


def test_every_figure_that_can_alarm_has_a_name() -> None:
    assert JUMPING <= CUMULATIVE
    for code in CUMULATIVE:
        assert has(f"metrics.{code}.label", "fr")

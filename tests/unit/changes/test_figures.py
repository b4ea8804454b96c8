"""What an update changes in money, what is alarming in it, and how both are said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from fund.changes import Changes, FigureChange, alarm_sentence, changes, figures_of, sentence, summary, table_sentence
from fund.changes.alarms import CUMULATIVE, JUMPING
from fund.metric import Basis, Metric, Unit
from fund.metrics.fund import state_of
from fund.model import Dataset, Moment, Precision
from fund.wording import has, languages
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import Row, dataset


def compared(before: Dataset, after: Dataset) -> Changes:
    return changes(state_of(before), state_of(after))


def said(found: Changes, language: str = "fr") -> list[str]:
    return [sentence(change, language, place=True) for change in found.figures]


def alarms(before: Dataset, after: Dataset, language: str = "fr") -> list[str]:
    return [alarm_sentence(alarm, language) for alarm in compared(before, after).alarms]


def codes(before: Dataset, after: Dataset) -> list[str]:
    return [alarm.code for alarm in compared(before, after).alarms]


def change(
    before: Metric | None, after: Metric | None, *, programme: str = "", donors: int | None = None
) -> FigureChange:
    return FigureChange(before, after, programme=programme, donors=donors)


def raised(cents: int | None, **fields: object) -> Metric:
    return Metric(code="raised", unit=Unit.CENTS, value=cents, basis=fields.pop("basis", Basis.COMPUTED), **fields)


def share(ratio: float) -> Metric:
    return Metric(code="tranche_share", unit=Unit.RATIO, value=ratio, basis=Basis.DECLARED, tranche=1)


GIFTS: list[Row] = [
    {"donor": "Laval", "donor_type": "municipality", "received_cents": 30_000_000},
    {"donor": "Arnage", "donor_type": "municipality", "received_cents": 9_500_000},
]
NEW_GIFT: Row = {"donor": "Colombes", "donor_type": "municipality", "received_cents": 600_000}
WATER: Row = {"code": "eau", "name": "Eau", "budget_cents": 10_000_000}
TRANCHE: Row = {"programme": "eau", "number": 1, "amount_cents": 1_000_000, "paid_on": date(2025, 1, 1)}


def test_a_figure_is_said_before_and_after_with_the_donors_that_came() -> None:
    told = change(raised(39_500_000), raised(40_100_000), donors=1)
    assert (
        sentence(told, "fr")
        == "Collecté\u00a0: 395\u202f000\u00a0€ → 401\u202f000\u00a0€ (+6\u202f000\u00a0€), +1 donateur"
    )
    assert sentence(told, "en") == "Raised: €395,000 → €401,000 (+€6,000), +1 donor"


def test_donors_that_left_are_counted_too() -> None:
    told = change(raised(39_500_000), raised(20_000_000), donors=-2)
    assert (
        sentence(told, "fr")
        == "Collecté\u00a0: 395\u202f000\u00a0€ → 200\u202f000\u00a0€ (−195\u202f000\u00a0€), −2 donateurs"
    )


def test_the_share_of_a_tranche_is_called_by_its_tranche() -> None:
    told = change(share(0.8492), share(0.913), programme="Villes ukrainiennes")
    assert sentence(told, "fr") == "Part dépensée, tranche\u00a01\u00a0: 84,92\u00a0% → 91,30\u00a0% (+6,38 points)"
    assert (
        sentence(told, "fr", place=True)
        == "Villes ukrainiennes · Part dépensée, tranche\u00a01\u00a0: 84,92\u00a0% → 91,30\u00a0% (+6,38 points)"
    )
    assert sentence(told, "en") == "Share spent, tranche\u00a01: 84.92% → 91.30% (+6.38 points)"


def test_an_inexact_figure_and_one_that_is_unknown_are_said_so() -> None:
    about = raised(39_500_000, approximate=True)
    least = raised(40_100_000, unknown=2)
    assert (
        sentence(change(about, least), "fr") == "Collecté\u00a0: ≈ 395\u202f000\u00a0€ → au moins 401\u202f000\u00a0€"
    )
    assert sentence(change(about, raised(None, basis=None)), "fr") == (
        "Collecté\u00a0: ≈ 395\u202f000\u00a0€ → non communiqué"
    )


def test_a_declared_figure_that_becomes_computed_says_so() -> None:
    told = change(raised(39_500_000, basis=Basis.DECLARED), raised(39_500_000))
    assert sentence(told, "fr") == "Collecté\u00a0: 395\u202f000\u00a0€ (déclaré) → 395\u202f000\u00a0€ (calculé)"


def test_a_figure_that_did_not_exist_or_exists_no_longer() -> None:
    assert sentence(change(None, raised(100)), "fr") == "Collecté\u00a0: 1\u00a0€"
    assert sentence(change(raised(100), None), "fr") == "Collecté\u00a0: 1\u00a0€ → supprimé"


def test_a_new_gift_changes_what_it_adds_to_and_nothing_else() -> None:
    found = compared(dataset(contributions=GIFTS), dataset(contributions=[*GIFTS, NEW_GIFT]))
    # 300 000 € + 95 000 € = 395 000 €, + 6 000 € = 401 000 €; nothing is known of what was promised or spent.
    assert (
        said(found)[0] == "Collecté\u00a0: 395\u202f000\u00a0€ → 401\u202f000\u00a0€ (+6\u202f000\u00a0€), +1 donateur"
    )
    assert [
        (c.metric.code, c.difference.value) for c in found.figures if c.metric.code in ("raised", "donors", "spent")
    ] == [
        ("raised", 600_000),
        ("donors", 1),
    ]
    assert [table_sentence(table, "fr") for table in found.tables] == ["Contributions\u00a0: 1 ligne ajoutée"]
    assert found.alarms == ()


def test_tables_say_how_many_rows_of_each_kind() -> None:
    after = [GIFTS[0] | {"received_cents": 31_000_000}, NEW_GIFT, NEW_GIFT | {"donor": "Mamoudzou"}]
    (table,) = compared(dataset(contributions=GIFTS), dataset(contributions=after)).tables
    assert table_sentence(table, "fr") == (
        "Contributions\u00a0: 2 lignes ajoutées, 1 ligne modifiée, 1 ligne supprimée"
    )
    assert table_sentence(table, "en") == "Contributions: 2 rows added, 1 row changed, 1 row removed"


def test_figures_of_a_programme_bear_its_name() -> None:
    tables = {"programmes": [WATER], "tranches": [TRANCHE]}
    expense = {"programme": "eau", "tranche": 1, "label": "Pompes", "amount_cents": 849_200}
    before = dataset(**tables, expenses=[expense])
    after = dataset(**tables, expenses=[expense | {"amount_cents": 913_000}])
    # 8 492 € and 9 130 € of a tranche of 10 000 €.
    assert [line for line in said(compared(before, after)) if line.startswith("Eau")] == [
        "Eau · Dépensé\u00a0: 8\u202f492\u00a0€ → 9\u202f130\u00a0€ (+638\u00a0€)",
        "Eau · Part dépensée, tranche\u00a01\u00a0: 84,92\u00a0% → 91,30\u00a0% (+6,38 points)",
    ]


def test_a_change_too_small_to_be_seen_is_none() -> None:
    tables = {"programmes": [WATER], "tranches": [TRANCHE | {"amount_cents": 100_000_000}]}
    expense = {"programme": "eau", "tranche": 1, "label": "Pompes", "amount_cents": 84_920_000}
    # One cent more of 1 000 000 €: the share stays 84,92 %.
    found = compared(
        dataset(**tables, expenses=[expense]), dataset(**tables, expenses=[expense | {"amount_cents": 84_920_001}])
    )
    assert said(found)[-1] == "Eau · Dépensé\u00a0: 849\u202f200\u00a0€ → 849\u202f200,01\u00a0€ (+0,01\u00a0€)"


def test_a_new_fund_has_its_figures_and_no_alarm() -> None:
    found = changes(None, state_of(dataset(contributions=GIFTS)))
    assert found.before is None
    assert said(found)[0] == "Collecté\u00a0: 395\u202f000\u00a0€"
    assert all(figure.before is None and figure.difference is None for figure in found.figures)
    assert found.alarms == ()


def test_the_shipped_fund_compared_with_itself_has_no_change() -> None:
    fund = shipped_fund("ukraine")
    found = changes(fund, fund)
    assert (found.figures, found.tables, found.alarms) == ((), (), ())


def test_a_summary_survives_json_and_tells_the_same() -> None:
    found = compared(
        dataset(contributions=GIFTS, programmes=[WATER]), dataset(contributions=[*GIFTS, NEW_GIFT], programmes=[])
    )
    kept = json.loads(json.dumps(summary(found)))
    assert kept["rows"] == {
        "contributions": {"added": 1, "changed": 0, "removed": 0},
        "programmes": {"added": 0, "changed": 0, "removed": 1},
    }
    assert kept["alarms"] == ["programme_gone", "total_unknown", "table_emptied"]
    assert not kept["new"]
    assert kept["figures"][0] == {
        "code": "raised",
        "unit": "cents",
        "programme": "",
        "tranche": None,
        "donors": 1,
        "before": {"value": 39_500_000, "basis": "computed", "approximate": False, "unknown": 0, "at_least": False},
        "after": {"value": 40_100_000, "basis": "computed", "approximate": False, "unknown": 0, "at_least": False},
    }
    for language in languages():
        assert [sentence(change, language, place=True) for change in figures_of(kept)] == said(found, language)


def test_a_summary_of_nothing_known_tells_nothing() -> None:
    assert figures_of({}) == ()


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
        "12 donateurs n’apparaissent plus sous ces noms\u00a0: Ville 00, Ville 01"
    )
    assert alarm_sentence(gone, "fr").endswith("Ville 09 et 2 autres.")


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
        "Feuille «\u00a0Participants\u00a0»\u00a0: 4 lignes sur 6 sont supprimées."
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

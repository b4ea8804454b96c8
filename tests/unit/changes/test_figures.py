"""What an update changes in money, what is alarming in it, and how both are said."""

from __future__ import annotations

import json
from datetime import date

from fund.changes import Changes, FigureChange, changes, figures_of, sentence, summary, table_sentence
from fund.metric import Basis, Metric, Unit
from fund.metrics.fund import state_of
from fund.wording import languages
from tests.shipped_funds import shipped_fund
from tests.unit.changes.compared_funds import GIFTS, NEW_GIFT, WATER, compared, raised
from tests.unit.datasets import Row, dataset


def said(found: Changes, language: str = "fr") -> list[str]:
    return [sentence(change, language, place=True) for change in found.figures]


def change(
    before: Metric | None, after: Metric | None, *, programme: str = "", donors: int | None = None
) -> FigureChange:
    return FigureChange(before, after, programme=programme, donors=donors)


def share(ratio: float) -> Metric:
    return Metric(code="tranche_share", unit=Unit.RATIO, value=ratio, basis=Basis.DECLARED, tranche=1)


TRANCHE: Row = {"programme": "eau", "number": 1, "amount_cents": 1_000_000, "paid_on": date(2025, 1, 1)}


def test_a_figure_is_said_before_and_after_with_the_donors_that_came() -> None:
    told = change(raised(39_500_000), raised(40_100_000), donors=1)
    assert (
        sentence(told, "fr")
        == "Collecté\u00a0: 395\u202f000\u00a0€ → 401\u202f000\u00a0€ (+6\u202f000\u00a0€), +1\u00a0donateur"
    )
    assert sentence(told, "en") == "Raised: €395,000 → €401,000 (+€6,000), +1\u00a0donor"


def test_donors_that_left_are_counted_too() -> None:
    told = change(raised(39_500_000), raised(20_000_000), donors=-2)
    assert (
        sentence(told, "fr")
        == "Collecté\u00a0: 395\u202f000\u00a0€ → 200\u202f000\u00a0€ (−195\u202f000\u00a0€), −2\u00a0donateurs"
    )


def test_the_share_of_a_tranche_is_called_by_its_tranche() -> None:
    told = change(share(0.8492), share(0.913), programme="Villes ukrainiennes")
    assert (
        sentence(told, "fr") == "Part dépensée, tranche\u00a01\u00a0: 84,92\u00a0% → 91,30\u00a0% (+6,38\u00a0points)"
    )
    assert (
        sentence(told, "fr", place=True)
        == "Villes ukrainiennes · Part dépensée, tranche\u00a01\u00a0: 84,92\u00a0% → 91,30\u00a0% (+6,38\u00a0points)"
    )
    assert sentence(told, "en") == "Share spent, tranche\u00a01: 84.92% → 91.30% (+6.38\u00a0points)"


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
        said(found)[0]
        == "Collecté\u00a0: 395\u202f000\u00a0€ → 401\u202f000\u00a0€ (+6\u202f000\u00a0€), +1\u00a0donateur"
    )
    assert [
        (c.metric.code, c.difference.value) for c in found.figures if c.metric.code in ("raised", "donors", "spent")
    ] == [
        ("raised", 600_000),
        ("donors", 1),
    ]
    assert [table_sentence(table, "fr") for table in found.tables] == ["Contributions\u00a0: 1\u00a0ligne ajoutée"]
    assert found.alarms == ()


def test_tables_say_how_many_rows_of_each_kind() -> None:
    after = [GIFTS[0] | {"received_cents": 31_000_000}, NEW_GIFT, NEW_GIFT | {"donor": "Mamoudzou"}]
    (table,) = compared(dataset(contributions=GIFTS), dataset(contributions=after)).tables
    assert table_sentence(table, "fr") == (
        "Contributions\u00a0: 2\u00a0lignes ajoutées, 1\u00a0ligne modifiée, 1\u00a0ligne supprimée"
    )
    assert table_sentence(table, "en") == "Contributions: 2\u00a0rows added, 1\u00a0row changed, 1\u00a0row removed"


def test_figures_of_a_programme_bear_its_name() -> None:
    tables = {"programmes": [WATER], "tranches": [TRANCHE]}
    expense = {"programme": "eau", "tranche": 1, "label": "Pompes", "amount_cents": 849_200}
    before = dataset(**tables, expenses=[expense])
    after = dataset(**tables, expenses=[expense | {"amount_cents": 913_000}])
    # 8 492 € and 9 130 € of a tranche of 10 000 €.
    assert [line for line in said(compared(before, after)) if line.startswith("Eau")] == [
        "Eau · Dépensé\u00a0: 8\u202f492\u00a0€ → 9\u202f130\u00a0€ (+638\u00a0€)",
        "Eau · Part dépensée, tranche\u00a01\u00a0: 84,92\u00a0% → 91,30\u00a0% (+6,38\u00a0points)",
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

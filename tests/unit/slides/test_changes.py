"""What has changed since the last meeting, in money and in people, and which rows are the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fund.changes import FigureChange, Recalculated
from fund.changes.restated import restated
from fund.metric import Basis, Metric, Unit
from fund.metrics.fund import state_of
from fund.model import Dataset
from fund.slides.changes import restated_lines
from fund.slides.slide import DeckInput, Slide
from fund.wording import Language
from tests.unit.datasets import dataset
from tests.unit.slides.slide_funds import material, since, slides

Rows = list[dict[str, object]]
EAU = [{"code": "eau", "name": "Eau potable", "budget_cents": 9_000_000}]


def compared(before: dict[str, Rows], after: dict[str, Rows]) -> Slide:
    old, new = (dataset(as_of=date(2026, 9, 30), programmes=EAU, **tables) for tables in (before, after))
    return slides(material(new, since=since(old, new)))["changes"]


def line(slide: Slide, name: str) -> tuple[str, ...]:
    assert slide.table is not None
    return next(row[1:] for row in slide.table.rows if row[0] == name)


def gift(donor: str, cents: int | None) -> dict[str, object]:
    return {"donor": donor, "donor_type": "municipality", "received_cents": cents}


def test_there_is_no_such_slide_at_a_first_meeting() -> None:
    assert "changes" not in slides(material(dataset(programmes=EAU)))


def test_money_raised_is_explained_by_the_gifts_that_came_the_largest_first() -> None:
    before = {"contributions": [gift("Laval", 100_000), gift("Brest", 0)]}
    after = {"contributions": [gift("Laval", 150_000), gift("Brest", 300_000), gift("Arnage", 10_000)]}
    slide = compared(before, after)
    # 1 000 € before; 1 500 + 3 000 + 100 = 4 600 € after.
    assert slide.title == "Depuis le 12 mai 2026\u00a0: +3\u202f600\u00a0€ collectés"
    assert slide.subtitle == "Dernière séance\u00a0: 12 mai 2026, Lyon"
    assert line(slide, "Collecté") == (
        "1\u202f000\u00a0€",
        "4\u202f600\u00a0€",
        "+3\u202f600\u00a0€",
        "Brest +3\u202f000\u00a0€, Laval +500\u00a0€ et 1\u00a0autre ligne",
    )
    assert line(slide, "Collectivités donatrices") == ("2", "3", "+1", "Arnage")


def test_a_fall_keeps_its_sign() -> None:
    slide = compared({"contributions": [gift("Laval", 100_000)]}, {"contributions": [gift("Laval", 60_000)]})
    assert slide.title == "Depuis le 12 mai 2026\u00a0: \u2212400\u00a0€ collectés"
    assert line(slide, "Collecté")[2:] == ("\u2212400\u00a0€", "Laval \u2212400\u00a0€")


def test_people_are_compared_step_by_step_with_their_programme() -> None:
    before = {"participants": [{"programme": "eau", "step": "retenues", "count": 25}]}
    after = {
        "participants": [
            {"programme": "eau", "step": "retenues", "count": 28},
            {"programme": "eau", "step": "formées", "count": 12},
        ]
    }
    slide = compared(before, after)
    assert slide.title == "2\u00a0changements depuis la séance du 12 mai 2026"
    assert line(slide, "retenues") == ("25", "28", "+3", "Eau potable")
    assert line(slide, "formées") == ("non communiqué", "12", "", "Eau potable")


def test_hours_and_spending_are_in_the_title_and_explained_by_their_rows() -> None:
    def tables(hours: float, cents: int) -> dict[str, Rows]:
        return {
            "activities": [{"programme": "eau", "activity": "Cours", "kind": "Cours", "hours_delivered": hours}],
            "expenses": [{"programme": "eau", "label": "Pompe", "amount_cents": cents, "currency": "EUR"}],
        }

    slide = compared(tables(10, 20_000), tables(16.5, 50_000))
    assert slide.title == "Depuis le 12 mai 2026\u00a0: +300\u00a0€ dépensés, +6,5\u00a0h dispensées"
    assert line(slide, "Heures dispensées") == ("10\u00a0h", "16,5\u00a0h", "+6,5\u00a0h", "Cours +6,5\u00a0h")
    assert line(slide, "Dépensé")[-1] == "Pompe +300\u00a0€"


def test_a_tranche_counts_from_the_day_it_is_paid_and_is_told_by_its_programme() -> None:
    waiting = {"programme": "eau", "number": 2, "amount_cents": 70_000}
    first = {"programme": "eau", "number": 1, "amount_cents": 50_000, "paid_on": date(2026, 1, 2)}
    slide = compared({"tranches": [first, waiting]}, {"tranches": [first, {**waiting, "paid_on": date(2026, 8, 1)}]})
    assert line(slide, "Transféré corrigé au 30/09/2026") == (
        "500\u00a0€",
        "1\u202f200\u00a0€",
        "+700\u00a0€",
        "Eau potable, Tranche\u00a02 +700\u00a0€",
    )


def test_the_share_of_a_tranche_is_explained_by_its_own_expenses_only() -> None:
    def tables(first: int, second: int) -> dict[str, Rows]:
        paid = {"programme": "eau", "amount_cents": 100_000, "paid_on": date(2026, 1, 2)}
        expense = {"programme": "eau", "currency": "EUR"}
        return {
            "tranches": [{**paid, "number": 1}, {**paid, "number": 2}],
            "expenses": [
                {**expense, "tranche": 1, "label": "Pompe", "amount_cents": first},
                {**expense, "tranche": 2, "label": "Tuyaux", "amount_cents": second},
            ],
        }

    slide = compared(tables(50_000, 10_000), tables(60_000, 40_000))
    # 400 € of 1 000 € instead of 100 €.
    assert line(slide, "Eau potable\u00a0: Part dépensée, tranche\u00a02") == (
        "10\u00a0%",
        "40\u00a0%",
        "+30\u00a0points",
        "Tuyaux +300\u00a0€",
    )


def test_a_figure_made_of_others_gives_its_formula_as_the_reason() -> None:
    def tables(cents: int) -> dict[str, Rows]:
        return {"contributions": [gift("Laval", cents)], "running_costs": [], "tranches": []}

    slide = compared(tables(10_000_000), tables(12_000_000))
    assert line(slide, "Reste à allouer") == (
        "10\u202f000\u00a0€",
        "30\u202f000\u00a0€",
        "+20\u202f000\u00a0€",
        "collecté − alloué − frais de fonctionnement",
    )


def test_a_declared_figure_that_changes_is_said_to_be_declared() -> None:
    def tables(value: int, day: date) -> dict[str, Rows]:
        declared = {"indicator": "raised", "value": value, "unit": "EUR", "approximate": "about", "date": day}
        return {"contributions": [gift("Laval", None)], "declared": [declared]}

    slide = compared(tables(395_000, date(2026, 3, 1)), tables(400_000, date(2026, 9, 1)))
    assert line(slide, "Collecté") == (
        "≈ 395\u202f000\u00a0€",
        "≈ 400\u202f000\u00a0€",
        "≈ +5\u202f000\u00a0€",
        "nouveau chiffre déclaré",
    )
    assert slide.title == "Depuis le 12 mai 2026\u00a0: environ +5\u202f000\u00a0€ collectés"


def test_a_declared_figure_replaced_by_its_rows_says_what_each_side_is() -> None:
    declared = {"indicator": "raised", "value": 5_000, "unit": "EUR", "date": date(2026, 3, 1)}
    slide = compared(
        {"contributions": [gift("Laval", None)], "declared": [declared]}, {"contributions": [gift("Laval", 480_000)]}
    )
    assert line(slide, "Collecté")[:3] == (
        "5\u202f000\u00a0€ (déclaré)",
        "4\u202f800\u00a0€ (calculé)",
        "\u2212200\u00a0€",
    )


def test_an_unchanged_fund_says_that_nothing_has_changed() -> None:
    same = {"contributions": [gift("Laval", 100_000)]}
    slide = compared(same, same)
    assert slide.title == "Rien n’a changé depuis la séance du 12 mai 2026"
    assert slide.table is None


def shown_then(*changed: FigureChange) -> DeckInput:
    data = dataset(as_of=date(2026, 9, 30), programmes=EAU, contributions=[gift("Laval", 900_00)])
    return material(data, recalculated=Recalculated(changed, datetime(2026, 5, 12, tzinfo=UTC)))


def euros(code: str, cents: int) -> Metric:
    return Metric(code=code, unit=Unit.CENTS, value=cents, basis=Basis.COMPUTED)


def test_what_todays_rules_give_otherwise_than_was_shown_has_a_slide_and_marks_every_other() -> None:
    change = FigureChange(euros("raised", 1_000_00), euros("raised", 900_00))
    found = slides(shown_then(change, replace(change, programme="Eau potable")))
    slide = found["recalculated"]
    assert slide.title == "Les règles de calcul ont changé depuis le 12 mai 2026 : 2\u00a0chiffres diffèrent"
    assert slide.table is not None
    assert slide.table.headings[1:] == ("Calculé le 12/05/2026", "Règles d’aujourd’hui")
    assert [row[1:] for row in slide.table.rows] == [("1\u202f000\u00a0€", "900\u00a0€")] * 2
    assert "Eau potable" in slide.table.rows[1][0]
    assert list(found).index("recalculated") == 1
    assert {each.marks for each in found.values()} == {("recalculé depuis avec d’autres règles",)}


def test_more_figures_than_fit_are_counted() -> None:
    change = FigureChange(euros("raised", 1_000_00), euros("raised", 900_00))
    slide = slides(shown_then(*[change] * 11))["recalculated"]
    assert slide.table is not None
    assert (len(slide.table.rows), slide.note) == (7, "et 4\u00a0autres changements")


@pytest.mark.parametrize("recalculated", [None, Recalculated((), datetime(2026, 5, 12, tzinfo=UTC))])
def test_where_todays_rules_give_what_was_shown_nothing_is_said(recalculated: Recalculated | None) -> None:
    found = slides(material(dataset(programmes=EAU), recalculated=recalculated))
    assert "recalculated" not in found
    assert {each.marks for each in found.values()} == {()}


def plain(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell.replace("\u202f", " ").replace("\u00a0", " ") for cell in cells)


def at(day: date, **tables: Rows) -> Dataset:
    return dataset(as_of=day, programmes=EAU, **tables)


def spent(label: str, cents: int | None, day: date | None) -> dict[str, object]:
    return {"programme": "eau", "label": label, "amount_cents": cents, "date": day}


def test_a_restated_past_is_told_with_the_rows_that_changed() -> None:
    pump, pipe = spent("Pompe", 100_000, date(2026, 5, 5)), spent("Tuyaux", 50_000, date(2026, 6, 1))
    old = at(date(2026, 6, 30), expenses=[pump, pipe])
    new = at(
        date(2026, 9, 30),
        expenses=[
            pump | {"amount_cents": 130_000},
            pipe,
            spent("Câble, oublié en mai", 20_000, date(2026, 5, 9)),
            spent("Citerne", 400_000, date(2026, 8, 1)),
        ],
    )
    slide = slides(material(new, since=since(old, new)))["changes"]
    assert plain(line(slide, "Dépensé"))[:3] == ("1 500 €", "6 000 €", "+4 500 €")
    # The tank of August is no correction.
    assert plain(line(slide, "Dépensé corrigé au 30/06/2026")) == (
        "1 500 €",
        "2 000 €",
        "+500 €",
        "Pompe +300 €, Câble, oublié en mai +200 €",
    )
    # The same words beside a period's figures.
    assert [plain((each,))[0] for each in restated_lines(material(new, since=since(old, new)), Language("fr"))] == [
        "Dépensé corrigé au 30/06/2026 : 1 500 € → 2 000 € (+500 € : Pompe +300 €, Câble, oublié en mai +200 €)"
    ]


def test_what_only_came_later_restates_nothing() -> None:
    pump = spent("Pompe", 100_000, date(2026, 5, 5))
    old = at(date(2026, 6, 30), expenses=[pump])
    new = at(date(2026, 9, 30), expenses=[pump, spent("Citerne", 400_000, date(2026, 8, 1)), spent("?", 7, None)])
    slide = slides(material(new, since=since(old, new)))["changes"]
    assert slide.table is not None
    assert not [row for row in slide.table.rows if "corrigé" in row[0]]


def test_a_version_that_goes_back_is_compared_on_the_day_that_both_know() -> None:
    gifts = [gift("Laval", 100_000) | {"received_on": date(2026, 5, 5)}]
    later = [gift("Brest", 300_000) | {"received_on": date(2026, 8, 8)}]
    old, new = at(date(2026, 9, 30), contributions=gifts + later), at(date(2026, 6, 30), contributions=gifts)
    slide = slides(material(new, since=since(old, new)))["changes"]
    assert slide.table is not None
    assert not [row for row in slide.table.rows if "corrigé" in row[0]]


def test_a_fund_without_a_closing_day_has_no_past_to_restate() -> None:
    old, new = (dataset(contributions=[gift("Laval", cents) | {"received_on": date(2026, 5, 5)}]) for cents in (1, 2))
    assert restated(state_of(old), state_of(new)) == ()


def test_of_versions_as_of_the_same_day_a_correction_is_told_once() -> None:
    pump = spent("Pompe", 100_000, date(2026, 5, 5))
    old, new = (at(date(2026, 9, 30), expenses=[pump | {"amount_cents": cents}]) for cents in (100_000, 130_000))
    slide = slides(material(new, since=since(old, new)))["changes"]
    assert slide.table is not None
    told = [row[0] for row in slide.table.rows if row[0].startswith("Dépensé")]
    assert told == ["Dépensé corrigé au 30/09/2026"]

"""A figure in words: every combination of value, reserve, basis and unit, alone, in a sentence, and as a change.

Spaces are written as plain ones: no-break and narrow ones count as such."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from fund.metric import Basis, Cells, Unit
from fund.wording.figures import (
    amount,
    at_least,
    basis_label,
    basis_mark,
    before_and_after,
    capitalised,
    change_alone,
    facts,
    formula,
    label,
    label_of,
    minimum_mark,
    number_or_unknown,
    of_whole,
    pair,
    signed,
    value_alone,
    value_in_sentence,
    with_basis,
)
from tests.unit.wording.sample_figures import figure, plain

VALUES = {Unit.CENTS: 395_000_00, Unit.HOURS: 382.5, Unit.COUNT: 72, Unit.RATIO: 0.8492, Unit.DAYS: 12}


FIGURES = {
    # unit: (exact, approximate alone, approximate in a sentence, at least, both alone, both in a sentence)
    ("fr", Unit.CENTS): (
        *("395 000 €", "≈ 395 000 €", "environ 395 000 €"),
        *("au moins 395 000 €", "au moins ≈ 395 000 €", "au moins environ 395 000 €"),
    ),
    ("fr", Unit.HOURS): (
        *("382,5 h", "≈ 382,5 h", "environ 382,5 h"),
        *("au moins 382,5 h", "au moins ≈ 382,5 h", "au moins environ 382,5 h"),
    ),
    ("fr", Unit.COUNT): (
        *("72", "≈ 72", "environ 72"),
        *("au moins 72", "au moins ≈ 72", "au moins environ 72"),
    ),
    ("fr", Unit.RATIO): (
        *("84,92 %", "≈ 84,92 %", "environ 84,92 %"),
        *("au moins 84,92 %", "au moins ≈ 84,92 %", "au moins environ 84,92 %"),
    ),
    ("fr", Unit.DAYS): (
        *("12 jours", "≈ 12 jours", "environ 12 jours"),
        *("au moins 12 jours", "au moins ≈ 12 jours", "au moins environ 12 jours"),
    ),
    ("en", Unit.CENTS): (
        *("€395,000", "≈ €395,000", "about €395,000"),
        *("at least €395,000", "at least ≈ €395,000", "at least about €395,000"),
    ),
    ("en", Unit.HOURS): (
        *("382.5 h", "≈ 382.5 h", "about 382.5 h"),
        *("at least 382.5 h", "at least ≈ 382.5 h", "at least about 382.5 h"),
    ),
    ("en", Unit.COUNT): (
        *("72", "≈ 72", "about 72"),
        *("at least 72", "at least ≈ 72", "at least about 72"),
    ),
    ("en", Unit.RATIO): (
        *("84.92%", "≈ 84.92%", "about 84.92%"),
        *("at least 84.92%", "at least ≈ 84.92%", "at least about 84.92%"),
    ),
    ("en", Unit.DAYS): (
        *("12 days", "≈ 12 days", "about 12 days"),
        *("at least 12 days", "at least ≈ 12 days", "at least about 12 days"),
    ),
}


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize(("language", "unit"), FIGURES)
def test_a_figure_bears_its_reserves_alone_and_in_a_sentence(language, unit, basis):
    exact, about, about_said, least, both, both_said = FIGURES[language, unit]
    value = VALUES[unit]
    said = {
        (approximate, unknown): (
            plain(value_alone(metric, language)),
            plain(value_in_sentence(metric, language)),
            plain(value_alone(metric, language, minimum=False)),
        )
        for approximate, unknown in product((False, True), (0, 2))
        if (metric := figure(value, unit, basis=basis, approximate=approximate, unknown=unknown))
    }
    assert said == {
        (False, 0): (exact, exact, exact),
        (True, 0): (about, about_said, about),
        (False, 2): (least, least, exact),
        (True, 2): (both, both_said, about),
    }


@pytest.mark.parametrize(("language", "unknown"), [("fr", "non communiqué"), ("en", "not reported")])
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("approximate", [False, True])
@pytest.mark.parametrize("known", [{"value": None}, {"value": None, "unknown": 2}, {"value": 0, "unknown": 2}])
def test_a_figure_without_value_or_a_nothing_with_unknown_rows_is_not_communicated(
    language, unknown, unit, approximate, known
):
    metric = figure(unit=unit, approximate=approximate, **known)
    assert value_alone(metric, language) == value_in_sentence(metric, language) == unknown
    assert value_alone(metric, language, minimum=False) == unknown
    assert (minimum_mark(metric, language), basis_label(metric, language), basis_mark(metric, language)) == ("", "", "")
    assert with_basis(unknown, metric, language) == unknown


@pytest.mark.parametrize(
    ("unit", "french", "english"),
    [
        (Unit.CENTS, "0 €", "€0"),
        (Unit.HOURS, "0 h", "0 h"),
        (Unit.COUNT, "0", "0"),
        (Unit.RATIO, "0 %", "0%"),
        (Unit.DAYS, "0 jour", "0 days"),
    ],
)
def test_a_nothing_that_is_known_is_a_zero(unit, french, english):
    assert plain(value_alone(figure(0, unit), "fr")) == french
    assert plain(value_in_sentence(figure(0, unit), "en")) == english
    assert plain(value_alone(figure(0, unit, approximate=True), "fr")) == f"≈ {french}"


@pytest.mark.parametrize(
    ("basis", "french", "english"),
    [
        (Basis.COMPUTED, ("calculé", "", "5 €"), ("computed", "", "€5")),
        (Basis.DECLARED, ("déclaré", "déclaré", "5 € (déclaré)"), ("declared", "declared", "€5 (declared)")),
        (Basis.DERIVED, ("déduit", "déduit", "5 € (déduit)"), ("derived", "derived", "€5 (derived)")),
    ],
)
def test_a_figure_says_where_it_comes_from_unless_it_is_added_up(basis, french, english):
    metric = figure(5_00, basis=basis)
    for language, expected in (("fr", french), ("en", english)):
        said = with_basis(value_alone(metric, language), metric, language)
        assert (basis_label(metric, language), basis_mark(metric, language), plain(said)) == expected


def test_at_least_can_stand_beside_the_number():
    assert minimum_mark(figure(5_00, unknown=1), "fr") == "au moins"
    assert minimum_mark(figure(5_00, unknown=1), "en") == "at least"
    assert minimum_mark(figure(5_00), "fr") == ""


@pytest.mark.parametrize(
    ("number", "unit", "french", "english"),
    [
        (10_000_00, Unit.CENTS, "+10 000 €", "+€10,000"),
        (-10_000_50, Unit.CENTS, "−10 001 €", "−€10,001"),
        (-9_99, Unit.CENTS, "−9,99 €", "−€9.99"),
        (0, Unit.CENTS, "±0 €", "±€0"),
        (12.0, Unit.HOURS, "+12 h", "+12 h"),
        (-1.5, Unit.HOURS, "−1,5 h", "−1.5 h"),
        (3, Unit.COUNT, "+3", "+3"),
        (-3, Unit.COUNT, "−3", "−3"),
        (1, Unit.DAYS, "+1 jour", "+1 day"),
        (-2, Unit.DAYS, "−2 jours", "−2 days"),
        (0.0638, Unit.RATIO, "+6,38 points", "+6.38 points"),
        (-0.0638, Unit.RATIO, "−6,38 points", "−6.38 points"),
        (0.065, Unit.RATIO, "+6,50 points", "+6.50 points"),
        (0.01, Unit.RATIO, "+1 point", "+1 point"),
        (-0.01, Unit.RATIO, "−1 point", "−1 point"),
        (0.015, Unit.RATIO, "+1,50 point", "+1.50 points"),
        (0.02, Unit.RATIO, "+2 points", "+2 points"),
        (0.0, Unit.RATIO, "±0 point", "±0 points"),
        (0.0638, "ratio", "+6,38 points", "+6.38 points"),
    ],
)
def test_a_change_has_its_sign_and_a_share_changes_by_points(number, unit, french, english):
    assert (plain(signed(number, unit, "fr")), plain(signed(number, unit, "en"))) == (french, english)


@pytest.mark.parametrize(
    ("difference", "french", "english"),
    [
        (figure(10_000_00), "+10 000 €", "+€10,000"),
        (figure(-10_000_00, approximate=True), "≈ −10 000 €", "≈ −€10,000"),
        (figure(10_000_00, unknown=1), "au moins +10 000 €", "at least +€10,000"),
        (figure(0.01, Unit.RATIO, approximate=True, unknown=1), "au moins ≈ +1 point", "at least ≈ +1 point"),
        (figure(0), "±0 €", "±€0"),
        (figure(None), "non communiqué", "not reported"),
    ],
)
def test_the_reserves_of_a_change_go_with_it(difference, french, english):
    assert (plain(change_alone(difference, "fr")), plain(change_alone(difference, "en"))) == (french, english)


def test_each_side_of_a_change_says_its_basis_where_it_is_not_the_same():
    computed, declared = figure(5_00), figure(4_00, basis=Basis.DECLARED, approximate=True)
    assert [plain(each) for each in before_and_after(declared, computed, "fr")] == ["≈ 4 € (déclaré)", "5 € (calculé)"]
    assert [plain(each) for each in before_and_after(computed, computed, "fr")] == ["5 €", "5 €"]
    assert [plain(each) for each in before_and_after(None, computed, "en")] == ["not reported", "€5"]
    nothing = figure(0, unknown=1, basis=Basis.DECLARED)
    assert [plain(each) for each in before_and_after(nothing, computed, "fr")] == ["non communiqué", "5 €"]


def test_a_figure_is_called_by_its_definition_and_its_tranche():
    share, left = figure(0.5, Unit.RATIO, code="tranche_share", tranche=2), figure(1, code="to_justify", tranche=3)
    assert (label(figure(1), "fr"), label_of("raised", "en")) == ("Collecté", "Raised")
    assert (label(share, "fr"), label(share, "en")) == ("Part dépensée, tranche\u00a02", "Share spent, tranche\u00a02")
    assert (label(left, "fr"), label(left, "en")) == (
        "Reste à justifier, tranche\u00a03",
        "Still to justify, tranche\u00a03",
    )
    assert label(figure(0.5, Unit.RATIO, code="tranche_share"), "fr") == "Part de tranche dépensée"


def test_a_formula_is_that_of_the_definition_unless_the_figure_was_written_as_it_is():
    assert formula(figure(1, code="balance", basis=Basis.DECLARED, terms=(figure(1),)), "fr") == (
        "collecté − transféré − frais de fonctionnement"
    )
    assert formula(figure(1, basis=Basis.DECLARED), "fr").startswith("chiffre écrit tel quel")


def test_a_ratio_says_what_is_divided_by_what_where_both_are_known():
    spent, amount_ = figure(61_799_95, approximate=True, unknown=1), figure(120_000_00)
    ratio = figure(0.515, Unit.RATIO, code="tranche_share", numerator=spent, denominator=amount_)
    assert plain(of_whole(ratio, "fr")) == "au moins environ 61 800 € sur 120 000 €"
    assert plain(of_whole(ratio, "en")) == "at least about €61,800 of €120,000"
    assert of_whole(figure(0.5, Unit.RATIO, numerator=spent, denominator=figure(None)), "fr") == ""
    assert of_whole(figure(0.5, Unit.RATIO), "fr") == ""


def test_a_table_s_number_is_said_or_not_communicated():
    assert plain(amount(5_00, "fr")) == "5 €"
    assert (amount(None, "fr"), number_or_unknown(None, "hours", "en")) == ("non communiqué", "not reported")
    assert plain(number_or_unknown(2.5, "hours", "fr")) == "2,5 h"


def test_a_name_stands_before_its_text():
    assert (plain(pair("Collecté", "5 €", "fr")), pair("Raised", "€5", "en")) == ("Collecté : 5 €", "Raised: €5")
    assert (capitalised("au moins"), capitalised("")) == ("Au moins", "")


@pytest.mark.parametrize("code", ["spent", "tranche_share", "balance", "hours_delivered"])
def test_a_figure_from_a_declared_cell_has_no_formula_nor_basis_of_a_computed_one(code: str) -> None:
    cell = Cells("declared", ("value",), np.array([0]))
    own = figure(75_000_00, code=code, basis=Basis.DECLARED, cells=(cell,), terms=(figure(1), figure(2)))
    assert formula(own, "fr").startswith("chiffre écrit tel quel")
    assert dict(facts(own, "fr"))["Calculé ou déclaré"].startswith("Écrit comme résultat dans un document")
    assert [len(each.positions) for each in own.all_cells()] == [1]
    assert list(own.tree()) == [own]


def test_a_figure_made_of_a_declared_one_was_itself_written_by_nobody() -> None:
    declared = figure(1, basis=Basis.DECLARED, cells=(Cells("declared", ("value",), np.array([3])),))
    made = figure(1, code="balance", basis=Basis.DECLARED, terms=(declared,))
    told = dict(facts(made, "fr"))
    assert told["Calculé ou déclaré"].startswith("Calculé avec un chiffre au moins qui est écrit comme résultat")
    assert not told["Comment"].startswith("chiffre écrit tel quel")
    assert [each.positions.tolist() for each in made.all_cells()] == [[3]]


@pytest.mark.parametrize(
    ("number", "partial", "said"),
    [(420, True, "au moins 420"), (420, False, "420"), (None, True, "non communiqué"), (0, True, "non communiqué")],
)
def test_a_number_of_a_table_is_at_least_that_where_it_is_a_part(
    number: float | None, *, partial: bool, said: str
) -> None:
    assert at_least(number, Unit.COUNT, "fr", partial=partial) == said

"""Where amounts have their cents, and where a rounded one is told from the whole."""

from __future__ import annotations

import pytest

from fund.metric import Unit
from fund.metrics.figure import difference
from fund.wording.figures import (
    amount,
    before_and_after,
    minimum_mark,
    of_whole,
    rounded_note,
    value_alone,
    value_in_sentence,
)
from tests.unit.wording.sample_figures import figure, plain


@pytest.mark.parametrize(
    ("metric", "read", "exact"),
    [
        (figure(61_799_95), "61 800 €", "61 799,95 €"),
        (figure(61_799_50), "61 800 €", "61 799,50 €"),
        (figure(61_799_49), "61 799 €", "61 799,49 €"),
        (figure(-61_799_50), "−61 800 €", "−61 799,50 €"),
        (figure(61_799_95, approximate=True), "≈ 61 800 €", "≈ 61 799,95 €"),
        # What is known to a thousand has neither.
        (figure(61_799_95, approximate=True, precision=1_000_00), "≈ 62 000 €", "≈ 62 000 €"),
        (figure(61_799_95, unknown=1), "au moins 61 800 €", "au moins 61 799,95 €"),
        (figure(0), "0 €", "0 €"),
        (figure(37), "0,37 €", "0,37 €"),
        (figure(-37, approximate=True), "≈ −0,37 €", "≈ −0,37 €"),
        (figure(None), "non communiqué", "non communiqué"),
        (figure(0, unknown=1), "non communiqué", "non communiqué"),
        (figure(0, pending=True), "pas encore", "pas encore"),
        (figure(1_040_27, code="tender_threshold"), "1 040,27 €", "1 040,27 €"),
        (figure(157_86, code="cost_per_hour"), "157,86 €", "157,86 €"),
        (figure(0.8492, Unit.RATIO), "84,92 %", "84,92 %"),
        (figure(382.5, Unit.HOURS), "382,5 h", "382,5 h"),
    ],
)
def test_euros_are_read_without_cents_and_explained_with_them(metric, read, exact):
    assert plain(value_alone(metric, "fr")) == read
    assert plain(value_alone(metric, "fr", exact=True)) == exact
    assert plain(value_in_sentence(metric, "fr")) == read.replace("≈", "environ")
    assert plain(value_in_sentence(metric, "fr", exact=True)) == exact.replace("≈", "environ")


@pytest.mark.parametrize(
    ("cents", "partial", "read", "exact"),
    [
        (12_500_50, False, "12 501 €", "12 500,50 €"),
        (12_500_50, True, "au moins 12 501 €", "au moins 12 500,50 €"),
        (9_50, False, "9,50 €", "9,50 €"),
        (None, False, "non communiqué", "non communiqué"),
        (0, True, "non communiqué", "non communiqué"),
    ],
)
def test_the_amounts_of_a_table_keep_their_cents_where_they_are_asked_for(cents, partial, read, exact):
    assert plain(amount(cents, "fr", partial=partial)) == read
    assert plain(amount(cents, "fr", partial=partial, exact=True)) == exact


@pytest.mark.parametrize(
    ("before", "after", "sides"),
    [
        (100_000_00, 100_000_40, ("100 000 €", "100 000,40 €")),
        (100_000_40, 100_009_99, ("100 000,40 €", "100 009,99 €")),
        (100_000_40, 100_010_40, ("100 000 €", "100 010 €")),
        (100_000_40, 100_000_40, ("100 000 €", "100 000 €")),
        (None, 100_000_40, ("non communiqué", "100 000 €")),
    ],
)
def test_two_amounts_that_only_their_cents_tell_apart_have_them(before, after, sides):
    assert tuple(map(plain, before_and_after(figure(before), figure(after), "fr"))) == sides


def test_a_part_that_is_almost_the_whole_is_told_from_it():
    for part, said in ((119_999_80, "119 999,80 € sur 120 000 €"), (61_799_95, "61 800 € sur 120 000 €")):
        share = figure(part / 120_000_00, Unit.RATIO, numerator=figure(part), denominator=figure(120_000_00))
        assert plain(of_whole(share, "fr")) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((61_799_95, 120_000_00), True),
        ((120_000_00, None), False),
        # What keeps its cents is not rounded: a few euros, the price of one thing; hours have none.
        ((3_37,), False),
        ((), False),
    ],
)
def test_that_amounts_are_rounded_is_said_where_one_of_them_is(values, said):
    figures = [figure(382.55, Unit.HOURS), figure(1_040_27, code="tender_threshold"), *map(figure, values)]
    assert rounded_note(figures, "fr").startswith("Montants arrondis") is said
    assert rounded_note(figures, "en").startswith("Amounts are rounded") is said


@pytest.mark.parametrize(
    ("whole", "taken", "alone", "sentence", "mark"),
    [
        # 240 000 € were transferred; what is told of the spending comes to 178 699,99 €.
        ({}, {"unknown": 1}, "au plus 61 300 €", "au plus 61 300 €", "au plus"),
        ({"approximate": True}, {"at_least": True}, "au plus ≈ 61 300 €", "au plus environ 61 300 €", "au plus"),
        ({}, {}, "61 300 €", "61 300 €", ""),
        # A whole that is itself a minimum bounds nothing.
        ({"unknown": 1}, {"unknown": 1}, "non communiqué", "non communiqué", ""),
    ],
)
def test_what_is_left_is_at_most_that_where_not_all_that_was_taken_is_told(whole, taken, alone, sentence, mark):
    left = difference("partner_balance", figure(240_000_00, **whole), figure(178_699_99, **taken))
    assert (plain(value_alone(left, "fr")), plain(value_in_sentence(left, "fr"))) == (alone, sentence)
    assert minimum_mark(left, "fr") == mark
    assert plain(value_alone(left, "fr", minimum=False)) == alone.removeprefix("au plus ")
    assert left.is_told is (alone != "non communiqué")
    # It is no value: nothing is computed with it.
    assert (left.value is None) is (mark == "au plus" or not left.is_told)

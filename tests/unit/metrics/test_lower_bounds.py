"""A figure given as a minimum (« plus de », « pas moins de ») is « at least » in all that is made of it."""

from __future__ import annotations

from datetime import date

import pytest

from fund.changes.figures import as_seen
from fund.metric import Basis, Metric, Unit
from fund.metrics.figure import addition, difference, ratio
from fund.metrics.fund import fund_metrics
from fund.metrics.reconciliation import compared
from fund.wording import Language
from fund.wording.figures import facts, minimum_mark, shortfall_in_sentence, value_alone, value_in_sentence
from tests.unit.datasets import Row, dataset
from tests.unit.wording.sample_figures import plain

DAY = date(2024, 6, 30)
EAU = {"code": "eau", "name": "Eau"}


def cents(value: int | None, *, at_least: bool = False, approximate: bool = False, unknown: int = 0) -> Metric:
    return Metric(
        code="raised",
        unit=Unit.CENTS,
        value=value,
        basis=Basis.DECLARED,
        at_least=at_least,
        approximate=approximate,
        unknown=unknown,
    )


def declared(
    indicator: str, value: float, *, unit: str = "EUR", mark: str | None = "at_least", **others: object
) -> Row:
    return {"indicator": indicator, "value": value, "unit": unit, "date": DAY, "approximate": mark, **others}


@pytest.mark.parametrize(
    ("language", "alone", "sentence", "mark"),
    [
        ("fr", "au moins 520 000 €", "au moins 520 000 €", "au moins"),
        ("en", "at least €520,000", "at least €520,000", "at least"),
    ],
)
def test_a_declared_minimum_is_said_as_a_sum_that_leaves_something_out(
    language: Language, alone: str, sentence: str, mark: str
) -> None:
    raised = fund_metrics(dataset(declared=[declared("raised", 520_000)])).contributions.raised
    assert (raised.value, raised.basis, raised.approximate, raised.at_least) == (
        520_000_00,
        Basis.DECLARED,
        False,
        True,
    )
    assert plain(value_alone(raised, language)) == alone
    assert plain(value_in_sentence(raised, language)) == sentence
    assert minimum_mark(raised, language) == mark


@pytest.mark.parametrize(("mark", "said"), [("about", "≈ 520 000 €"), ("exact", "520 000 €"), (None, "520 000 €")])
def test_other_marks_are_no_minimum(mark: str | None, said: str) -> None:
    raised = fund_metrics(dataset(declared=[declared("raised", 520_000, mark=mark)])).contributions.raised
    assert plain(value_alone(raised, "fr")) == said


@pytest.mark.parametrize(("indicator", "unit"), [("donors", "count"), ("hours_delivered", "h"), ("spent", "EUR")])
def test_every_indicator_may_be_a_minimum(indicator: str, unit: str) -> None:
    figures = fund_metrics(dataset(declared=[declared(indicator, 72, unit=unit)]))
    assert value_alone(figures.by_code[indicator], "fr").startswith("au moins 72")


def test_where_it_comes_from_says_that_the_source_gives_a_minimum() -> None:
    told = dict(facts(cents(520_000_00, at_least=True), "fr"))
    assert "minimum" in told["Non compté"]
    assert "non communiqué" not in told["Non compté"]


def test_a_minimum_and_an_approximate_amount_added_are_both() -> None:
    found = addition("raised", Unit.CENTS, [cents(100_00, at_least=True), cents(50_00, approximate=True)])
    assert plain(value_in_sentence(found, "fr")) == "au moins environ 150 €"


def test_a_minimum_minus_something_is_a_minimum_and_something_minus_a_minimum_is_not_known() -> None:
    least, whole = cents(100_00, at_least=True), cents(30_00)
    left = difference("balance", least, whole)
    assert (left.value, left.is_minimum) == (70_00, True)
    over = difference("balance", whole, least)
    assert (over.value, over.reason, over.is_minimum) == (None, "partial_term", False)


def test_a_share_of_a_minimum_is_not_known_and_a_minimum_over_a_whole_is_a_minimum() -> None:
    least, whole = cents(100_00, at_least=True), cents(200_00)
    share = ratio("budget_share", least, whole)
    assert (share.value, share.is_minimum) == (0.5, True)
    assert ratio("budget_share", whole, least).reason == "partial_denominator"


def test_what_a_minimum_falls_short_by_is_at_most_that() -> None:
    assert plain(shortfall_in_sentence(cents(-300_00, at_least=True), "fr")) == "au plus 300 €"


def test_at_least_nothing_says_nothing() -> None:
    nothing = cents(0, at_least=True)
    assert not nothing.is_known
    assert value_alone(nothing, "fr") == "non communiqué"


@pytest.mark.parametrize(
    ("least", "other", "agree"),
    [(395_000_00, 520_000_00, None), (395_000_00, 300_000_00, False), (395_000_00, 395_000_00, True)],
)
def test_rows_above_a_declared_minimum_contradict_nothing(least: int, other: int, agree: object) -> None:
    assert compared("declared_computed", cents(least, at_least=True), cents(other)).ok is agree


def test_a_change_from_about_to_at_least_is_seen() -> None:
    assert as_seen(cents(395_000_00, at_least=True)) != as_seen(cents(395_000_00, approximate=True))
    assert as_seen(cents(395_000_00, at_least=True)) != as_seen(cents(395_000_00))


def test_a_tranche_is_not_ready_on_an_upper_bound_and_is_on_a_lower_one() -> None:
    def met(share: float) -> bool | None:
        tranches = [
            {"programme": "eau", "number": 1, "paid_on": DAY},
            {"programme": "eau", "number": 2, "release_threshold": 0.7},
        ]
        row = declared("tranche_share", share, unit="%", programme="eau", tranche=1)
        eau = fund_metrics(dataset(programmes=[EAU], tranches=tranches, declared=[row])).programme("eau")
        return eau.tranches[1].release.met if eau.tranches[1].release else None

    assert (met(71), met(69)) == (True, None)

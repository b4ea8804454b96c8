"""Every figure, reason, basis and reconciliation that a fund can show has its words in both languages."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from fund.metric import Basis, Metric, Reconciliation
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Dataset, TotalRow
from fund.wording import has, languages
from fund.wording.language import keys
from tests.unit.datasets import dataset

EAU, VIDE = {"programme": "eau"}, {"programme": "vide"}
TOTAL = TotalRow("expenses", "fonds.xlsx", "Dépenses", 9, "amount_cents", 100.0, 2, 8)
RICH = dataset(
    as_of=date(2024, 12, 31),
    totals=(TOTAL,),
    contributions=[{"donor": "A", "received_cents": 1_00, "pledged_on": date(2024, 1, 1)}, {"donor": "B"}],
    programmes=[
        {"code": "eau", "name": "Eau", "budget_cents": 1_00},
        {"code": "vide", "name": "Vide", "budget_cents": 0},
    ],
    tranches=[
        EAU | {"number": 1, "amount_cents": 1_00, "paid_on": date(2024, 1, 1)},
        EAU | {"number": 2, "release_threshold": 0.5, "planned_on": date(2025, 1, 1)},
        VIDE | {"number": 1, "paid_on": date(2024, 1, 1)},
    ],
    expenses=[
        EAU | {"tranche": 1, "amount_cents": 50, "currency": "UAH", "amount_eur_cents": 1},
        EAU | {"tranche": 1},
        EAU | {"amount_cents": 3},
        {"programme": "perdu", "amount_cents": 3},
    ],
    purchase_rules=[EAU | {"threshold_cents": 10, "currency": "UAH"}],
    activities=[EAU | {"activity": "Cours", "hours_delivered": 1, "participants": 1}],
    courses=[EAU | {"title": "Cours", "enrolled": 1}],
    sites=[EAU | {"place": "Val", "budget_cents": 1, "spent_cents": 1}],
    running_costs=[{"amount_cents": 1}],
    declared=[
        {"indicator": code, "value": 1, "unit": "EUR", "date": date(2024, 12, 31)} for code in ("raised", "balance")
    ],
)
PAID = dataset(contributions=[{"donor": "A", "pledged_cents": 1_00}, {"donor": "A", "received_cents": 1_00}])


def every_metric(value: object) -> Iterator[Metric]:
    """The figures found in a value, however deep."""
    if isinstance(value, Metric):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from every_metric(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from every_metric(getattr(value, field.name))


@pytest.fixture(scope="module", params=[RICH, PAID, dataset()], ids=["rich", "paid", "empty"])
def figures(request: pytest.FixtureRequest) -> FundMetrics:
    data: Dataset = request.param
    return fund_metrics(data)


@pytest.mark.parametrize("language", languages())
def test_every_figure_has_a_label_a_definition_and_a_formula(figures, language):
    codes = {metric.code for metric in every_metric(figures)}
    assert len(codes) >= 15
    wanted = {f"metrics.{code}.{part}" for code in codes for part in ("label", "definition", "formula")}
    assert {key for key in wanted if not has(key, language)} == set()


@pytest.mark.parametrize("language", languages())
def test_every_figure_without_a_value_has_a_reason_and_every_reason_its_words(figures, language):
    for metric in every_metric(figures):
        assert (metric.value is None) == bool(metric.reason)
        assert (metric.value is None) == (metric.basis is None)
        assert not metric.reason or has(f"metrics.reasons.{metric.reason}", language)


@pytest.mark.parametrize("language", languages())
def test_every_basis_and_every_reconciliation_has_its_words(language):
    lines: tuple[Reconciliation, ...] = fund_metrics(RICH).reconciliations
    assert {line.code for line in lines} == {
        *("raised_uses", "transferred_uses", "declared_computed", "programme_fund", "sites_programme", "total_rows")
    }
    for line in lines:
        assert has(f"metrics.reconciliations.{line.code}.sentence", language)
    for basis in Basis:
        assert has(f"metrics.basis.{basis}.label", language)
        assert has(f"metrics.basis.{basis}.explain", language)


def test_both_languages_have_the_same_words():
    french, english = ({key for key in keys(language) if key.startswith("metrics.")} for language in ("fr", "en"))
    assert french == english

"""The tables behind the figures are made when they are read, and the columns they come from are read once."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from fund.metrics.amounts import floats, ints
from fund.metrics.fund import fund_metrics
from fund.metrics.lazy_frame import LazyFrame
from fund.metrics.scope import Columns
from fund.metrics.texts import Texts
from fund.model import Dataset
from tests.unit.datasets import dataset

EAU = {"programme": "eau"}
RICH = dataset(
    as_of=date(2024, 12, 31),
    programmes=[{"code": "eau", "name": "Eau"}],
    contributions=[
        {"donor": "Laval", "pledged_cents": 5_00, "pledged_on": date(2023, 1, 1)},
        {"donor": "Arnage", "received_cents": 9_00, "received_on": date(2024, 2, 1)},
    ],
    tranches=[EAU | {"number": 1, "amount_cents": 8_00, "paid_on": date(2024, 3, 1)}],
    expenses=[
        EAU | {"tranche": 1, "amount_cents": 1_00, "date": date(2024, 4, 1), "category": "Eau", "supplier": "A"},
        EAU | {"tranche": 1, "amount_cents": 2_00, "date": date(2024, 4, 2), "category": "Sol", "supplier": "B"},
    ],
    purchase_rules=[EAU | {"threshold_cents": 1_50}],
    activities=[EAU | {"activity": "Cours", "hours_delivered": 3, "participants": 2}],
    milestones=[EAU | {"date": date(2024, 5, 1), "title": "Forage"}],
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Figures:
    """Two tables, as the figures hold theirs."""

    spent: LazyFrame = LazyFrame()  # noqa: RUF009 (a descriptor)
    given: LazyFrame = LazyFrame()  # noqa: RUF009 (a descriptor)


class Maker:
    """Makes a frame and counts how many times it did."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> pd.DataFrame:
        self.times += 1
        return pd.DataFrame({"cents": [1_00, 2_00]})


def test_a_frame_is_made_at_its_first_reading_and_never_again():
    spent, given = Maker(), Maker()
    figures = Figures(spent=spent, given=given)
    assert (spent.times, given.times) == (0, 0)
    assert figures.spent["cents"].tolist() == [1_00, 2_00]
    assert figures.spent is figures.spent
    assert (spent.times, given.times) == (1, 0)


def test_each_value_keeps_its_own_frames():
    first, second = (Figures(spent=Maker(), given=pd.DataFrame({"cents": [n]})) for n in (1, 2))
    assert first.spent is not second.spent
    assert (first.given["cents"].tolist(), second.given["cents"].tolist()) == ([1], [2])


def test_a_frame_must_be_given_and_can_not_be_changed_afterwards():
    with pytest.raises(TypeError, match="given"):
        Figures(spent=Maker())
    with pytest.raises(FrozenInstanceError):
        Figures(spent=Maker(), given=Maker()).spent = pd.DataFrame()


def test_a_copy_with_one_frame_changed_has_the_others():
    figures = Figures(spent=Maker(), given=Maker())
    copied = replace(figures, given=pd.DataFrame({"cents": [3_00]}))
    assert copied.spent is figures.spent
    assert copied.given["cents"].tolist() == [3_00]


def test_the_figures_of_a_fund_are_computed_without_making_a_frame(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a frame was made")

    monkeypatch.setattr(pd.DataFrame, "__init__", refuse)
    figures = fund_metrics(RICH)
    # 9 received, 8 transferred, 1 + 2 spent.
    assert (figures.contributions.raised.value, figures.transferred.value, figures.spent.value) == (9_00, 8_00, 3_00)
    with pytest.raises(AssertionError, match="a frame was made"):
        _ = figures.contributions.by_donor


def test_figures_stored_before_any_table_was_read_have_them_all_afterwards():
    restored = pickle.loads(pickle.dumps(fund_metrics(RICH)))  # noqa: S301 (our own bytes)
    programme = restored.programme("eau")
    assert programme.by_category["category"].tolist() == ["Sol", "Eau"]
    assert programme.tender.purchases["amount_cents"].tolist() == [2_00]
    assert restored.contributions.by_donor["donor"].tolist() == ["Arnage", "Laval"]
    assert restored.hours.by_kind["kind"].tolist() == ["Cours"]
    assert restored.milestones["title"].tolist() == ["Forage"]


def numbered_from(start: int, data: Dataset) -> Dataset:
    """The same rows under another index, as tables put together from parts have."""
    tables = {name: frame.set_axis(range(start, start - len(frame), -1)) for name, frame in data.tables.items()}
    return replace(data, tables=tables)


def test_the_index_of_a_table_counts_for_nothing():
    found, plain = fund_metrics(numbered_from(40, RICH)), fund_metrics(RICH)
    assert [(f.code, f.value) for f in found.by_code.values()] == [(f.code, f.value) for f in plain.by_code.values()]
    for name in ("spending", "by_category", "by_supplier", "transfers", "milestones"):
        pd.testing.assert_frame_equal(getattr(found.programmes[0], name), getattr(plain.programmes[0], name))
    pd.testing.assert_frame_equal(found.contributions.by_donor, plain.contributions.by_donor)
    pd.testing.assert_frame_equal(found.contributions.outstanding_rows, plain.contributions.outstanding_rows)


def test_a_column_is_taken_out_of_its_frame_once():
    columns = Columns(RICH)
    assert columns.read(ints, "expenses", "amount_cents") is columns.read(ints, "expenses", "amount_cents")
    assert columns.read(ints, "activities", "participants").values.tolist() == [2]
    assert columns.read(floats, "activities", "participants").values.tolist() == [2.0]


def test_texts_know_which_rows_have_one_and_take_another_where_there_is_none():
    kinds = Texts(np.array([0, -1, 1, -1]), ("Cours", "Suivi"))
    names = Texts(np.array([1, 0, -1, -1]), ("Polonais", "Cours"))
    assert kinds.known.tolist() == [True, False, True, False]
    assert kinds.equal("Suivi").tolist() == [False, False, True, False]
    assert kinds.equal("Polonais").tolist() == [False, False, False, False]
    assert kinds.or_else(names).tolist() == ["Cours", "Polonais", "Suivi", ""]
    assert kinds.or_else(names).known.tolist() == [True, True, True, False]

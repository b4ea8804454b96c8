from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.cases import put_on_shelf
from tests.golden.product import SHIPPED, FundMetrics, Language, donors, hold_meetings, metrics
from tests.golden.stage import forget, stage
from tests.same_words.hard_fund import AFTER_A_MEETING, CODE, workbook
from tests.same_words.outputs import Outputs, outputs

Said = Callable[[str, Language], Outputs]
Metrics = Callable[[str], FundMetrics]


@pytest.fixture(scope="package")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Both shipped funds, the handed cases and the hard fund, in one store."""
    folder = tmp_path_factory.mktemp("same-words")
    data = folder / "data"
    put_on_shelf(data)
    for fund in ("ukraine", "exemple"):
        shutil.copytree(SHIPPED / fund, data / fund)
    for code in (CODE, AFTER_A_MEETING):
        (data / code).mkdir()
        (data / code / "classeur.xlsx").write_bytes(workbook(code))
    with stage(folder):
        os.environ["FUND_DATA_DIR"], os.environ["FUND_STATE_DIR"] = str(data), str(folder / "state")
        forget()
        yield


@pytest.fixture(scope="package")
def said(shelf: None) -> Said:
    """What a fund says in a language, gathered once."""

    @cache
    def gathered(fund: str, language: Language) -> Outputs:
        return outputs(fund, language, donors(fund)[:1])

    return gathered


@pytest.fixture(scope="package")
def figures(shelf: None) -> Metrics:
    """The metrics of a fund's public version."""
    return metrics


@pytest.fixture(scope="package")
def later(shelf: None) -> None:
    """A meeting was held, then the hard fund's second version was published."""
    hold_meetings(
        AFTER_A_MEETING, "puits", hidden="thanks", new=("classeur.xlsx", workbook(AFTER_A_MEETING, later=True))
    )

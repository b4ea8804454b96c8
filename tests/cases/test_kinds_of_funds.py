"""Funds of other kinds, written here: closed ones, only declared figures, wells and cash aid, nothing but plans."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from fund.donor.gift import gift_of
from fund.donor.sheet import donor_sheet
from fund.metrics.fund import FundState, state_of
from fund.model import Dataset, Moment
from fund.open_fund import OpenFund
from fund.pack.report import report
from fund.slides.deck import deck
from fund.slides.slide import DeckInput
from fund.wording import Language
from tests.cases.test_figure_cases import plain
from tests.golden.file_lines import file_lines
from tests.unit.datasets import Row, dataset

LANGUAGES = (Language("fr"), Language("en"))
FRENCH = LANGUAGES[0]
AS_OF = date(2024, 12, 31)
WELLS: Row = {"code": "puits", "name": "Réhabilitation de puits", "status": "finished", "cofunding": "Région X"}
CASH: Row = {"code": "aide", "name": "Aide en espèces", "status": "preparation", "short_name": "Aide"}


def declared(code: str, value: float, unit: str = "EUR", programme: str | None = None) -> Row:
    row = {"indicator": code, "value": value, "unit": unit, "date": Moment(AS_OF), "source": "site"}
    return row | {"programme": programme}


def wells() -> Dataset:
    result = {"indicator": "Puits réhabilités", "unit": "puits", "target": 120, "achieved": 131, "cumulative": True}
    planned = {"indicator": "Ménages aidés", "unit": "ménages", "target": 300, "start": date(2025, 1, 1)}
    return dataset(
        as_of=AS_OF,
        programmes=[WELLS, CASH],
        contributions=[
            {"donor": "Alpha", "donor_type": "municipality", "received_cents": 20_000_00, "state": "received"},
            {"donor": "Gamma", "donor_type": "municipality", "pledged_cents": 5_000_00, "state": "considered"},
        ],
        results=[{"programme": "puits"} | result, {"programme": "aide"} | planned],
        milestones=[{"programme": "aide", "date": date(2024, 3, 1), "title": "Convention", "status": "running"}],
        stories=[{"programme": "puits", "title": "Pistes", "text": "Coupées.", "nature": "difficulty"}],
    )


def only_declared() -> Dataset:
    return dataset(
        as_of=AS_OF,
        programmes=[{"code": "ecoles", "name": "Écoles", "status": "running"}],
        declared=[declared("raised", 1_100_000), declared("spent", 600_000), declared("donors", 90, "count")],
        activities=[{"programme": "ecoles", "activity": "Toitures", "status": "done"}],
    )


def only_plans() -> Dataset:
    return dataset(as_of=AS_OF, programmes=[CASH])


KINDS = {"wells": wells, "declared": only_declared, "plans": only_plans}


@pytest.fixture(params=KINDS)
def fund(request: pytest.FixtureRequest) -> FundState:
    state = state_of(KINDS[request.param]())
    return OpenFund(state.dataset, state.metrics, (), code="essai")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_slides_and_its_report(fund: FundState, language: Language) -> None:
    material = DeckInput(fund=fund)
    slides = deck(material, language)
    lines = [plain(line) for line in file_lines("docx", report(material, language))]
    for text in (*(slide.title for slide in slides), *(line for slide in slides for line in slide.lines), *lines):
        assert not ("Fléché" in text and " 0 €" in text)
        assert "None" not in text
    for slide in slides:
        # What was raised is asked of every fund, known or not.
        unknown = [figure for figure in slide.figures if not figure.metric.is_known and figure.metric.code != "raised"]
        assert len(unknown) <= 1, slide.code
    untold = [line for line in lines if line.startswith(("Normal: Non communiqué", "Normal: Not reported"))]
    assert all(line.count(",") < 4 for line in untold)
    ranks = [int(line[8]) if line.startswith("Heading ") else 9 for line in lines]
    assert not [lines[at] for at, (rank, after) in enumerate(pairwise(ranks)) if after <= rank < 9]


def test_more_than_a_target_is_reached_and_what_is_planned_is_not() -> None:
    slides = {slide.code: slide for slide in deck(DeckInput(fund=state_of(wells())), FRENCH)}
    assert "109,17" in slides["puits-results"].title
    assert plain(slides["aide-results"].title) == "Aide : Ménages aidés, pas encore (cible : 300 ménages)"
    assert slides["puits-next"].title.endswith("les difficultés")
    assert plain(slides["aide-next"].lines[0]) == "En cours, 1er mars 2024 : Convention"
    # A programme that has not begun lacks nothing.
    lines = file_lines("docx", report(DeckInput(fund=state_of(wells())), FRENCH))
    of_aide = "\n".join(lines[next(at for at, line in enumerate(lines) if "2e programme" in line) :])
    assert "Alloué" not in of_aide.split("Heading 1")[0]


def test_the_sheet_of_a_donor_tells_co_funding_and_no_amount_of_an_intention() -> None:
    fund = state_of(wells())
    sheets = []
    for donor in ("Alpha", "Gamma"):
        gift = gift_of(fund, donor)
        assert gift is not None
        sheets.append(donor_sheet(gift, fund.dataset, FRENCH, version=1))
    paid, intended = sheets
    assert ("Cofinancement", "Région X") in [(fact.label, fact.value) for fact in paid.programmes[0].facts]
    assert [plain(figure.value) for figure in intended.figures] == ["pas encore"]
    assert "Gamma (5 000 €)" in plain(intended.words.later)
    assert "Gamma" not in " ".join(name for slide in deck(DeckInput(fund=fund), FRENCH) for name in slide.names)

"""The order of the report's parts, and what it says of a period: the figures of the screen, nothing of another time."""

from __future__ import annotations

from datetime import date

import pytest

from fund.pack.report import report
from fund.period import Period
from fund.slides.slide import DeckInput
from fund.wording import Language
from fund.wording.figures import label, pair, value_in_sentence
from tests.golden.file_lines import file_lines
from tests.shipped_funds import shipped_fund

FRENCH = Language("fr")
SUMMER = Period(date(2026, 4, 1), date(2026, 9, 30))
CHANGED = "Ce qui a changé"


def lines(fund: str, period: Period | None = None) -> list[str]:
    return file_lines("docx", report(DeckInput(fund=shipped_fund(fund), period=period), FRENCH))


def part_of(found: list[str], heading: str) -> list[str]:
    """The lines under the first heading that begins so, up to the next heading."""
    at = next(at for at, line in enumerate(found) if line.startswith("Heading") and f": {heading}" in line)
    rest = found[at + 1 :]
    return rest[: next(at for at, line in enumerate(rest) if line.startswith("Heading"))]


def test_the_parts_come_in_the_order_of_a_progress_report() -> None:
    found = "\n".join(lines("exemple", SUMMER))
    first = found.index("1er programme")
    opening = ["Introduction", "Les collectivités donatrices", "Les programmes"]
    assert sorted(opening, key=found.index) == opening
    of_one = [
        "Trois communes ont retrouvé l’eau",
        "Difficultés",
        CHANGED,
        "Chiffres du programme",
        "Caption: Résultats",
        "Caption: Heures",
        "Caption: Personnes accompagnées",
        "Caption: Tranches",
        "Prochaines étapes",
        "2e programme",
    ]
    assert sorted(of_one, key=lambda part: found.index(part, first)) == of_one


def test_what_a_period_changed_is_what_the_screen_says_of_it() -> None:
    fund = shipped_fund("exemple")
    flows = fund.metrics.over_time.over(SUMMER)
    programme = fund.metrics.programme("eau")
    told = part_of(lines("exemple", SUMMER), CHANGED)
    figures = (*programme.figures(), *(result.achieved for result in programme.results))
    parts = [(each, flow.part) for each in figures if (flow := flows.of(each)) is not None and flow.part.value]
    assert parts
    for figure, part in parts:
        said = pair(label(figure, FRENCH), value_in_sentence(part, FRENCH), FRENCH)
        assert f"List Bullet: {said}" in told


@pytest.mark.parametrize("period", [None, Period(date(2001, 1, 1), date(2001, 12, 31))])
def test_without_a_period_or_in_an_empty_one_nothing_has_changed(period: Period | None) -> None:
    assert not [line for line in lines("exemple", period) if CHANGED in line]


def test_what_is_to_come_stands_at_the_end_of_its_programme_and_in_no_table_of_what_was_done() -> None:
    found = lines("exemple")
    (planned, *_) = [
        str(row["title"])
        for row in shipped_fund("exemple").metrics.programme("eau").milestones.to_dict("records")
        if row["status"] == "planned"
    ]
    assert [line for line in part_of(found, "Prochaines étapes") if planned in line]
    assert not [line for line in found if line.startswith("|") and planned in line]


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
@pytest.mark.parametrize("period", [None, SUMMER])
def test_no_heading_stands_without_content(fund: str, period: Period | None) -> None:
    found = lines(fund, period)
    ranks = [int(line[8]) if line.startswith("Heading ") else 9 for line in found]
    assert not [found[at] for at, rank in enumerate(ranks[:-1]) if ranks[at + 1] <= rank < 9]

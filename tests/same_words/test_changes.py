"""What a figure changed by is said in the same words on the slide, in the pack, on the page and in a what-if."""

from __future__ import annotations

import pytest

from tests.golden.page_lines import page_lines
from tests.golden.product import Language
from tests.golden.things import as_staff, opened, packed
from tests.same_words.conftest import Metrics
from tests.same_words.hard_fund import AFTER_A_MEETING, CODE, workbook
from tests.same_words.outputs import file_lines
from tests.same_words.stated import alone, label, plain

languages = pytest.mark.parametrize("language", ["fr", "en"])
SHARES = {"fr": ("84,92 %", "91,30 %", "+6,38 points"), "en": ("84.92%", "91.30%", "+6.38 points")}
RAISED = {"fr": ("≈ 395 123 €", "≈ 405 234 €"), "en": ("≈ €395,123", "≈ €405,234")}


def rows(lines: list[str], cell: str) -> list[list[str]]:
    """The rows of tables that have such a cell."""
    parted = ([each.strip() for each in plain(line).strip("| ").split("|")] for line in lines)
    return [row for row in parted if cell in row]


@languages
def test_the_slide_since_the_last_meeting_and_its_file_say_the_same(later: None, language: Language) -> None:
    slide = page_lines(opened(AFTER_A_MEETING, language, "seance", diapo="changes"))
    presentation = file_lines("pptx", packed(AFTER_A_MEETING, language)["pptx"])
    for before, *_ in (SHARES[language], RAISED[language]):
        assert rows(slide, before) == rows(presentation, before) != []


@languages
def test_a_share_changes_by_points(later: None, language: Language) -> None:
    before, after, change = SHARES[language]
    (row,) = rows(page_lines(opened(AFTER_A_MEETING, language, "seance", diapo="changes")), before)
    assert row[1:4] == [before, after, change]


@languages
def test_an_update_shows_both_sides_as_the_pages_do(later: None, language: Language) -> None:
    with as_staff():
        app = opened(CODE, language, "mise-a-jour")
        app.file_uploader[0].upload("classeur.xlsx", workbook(later=True))
        lines = [plain(line) for line in page_lines(app.run())]
    for before, after, *_ in (SHARES[language], RAISED[language]):
        assert any(f"{before} → {after}" in line for line in lines)


@languages
def test_restoring_shows_both_sides_as_the_pages_do(later: None, language: Language) -> None:
    with as_staff():
        lines = [plain(line) for line in page_lines(opened(AFTER_A_MEETING, language, "historique"))]
    for before, after, *_ in (SHARES[language], RAISED[language]):
        assert any(f"{after} → {before}" in line for line in lines)


@languages
def test_a_what_if_says_the_published_figure_as_the_pages_do_and_a_share_in_points(
    figures: Metrics, language: Language
) -> None:
    # 301,11 € more on a tranche of 30 111 €: one point.
    lines = page_lines(opened(CODE, language, "simulation", simulation="1~achat.puits.1.301_11"))
    metrics = figures(CODE)
    for figure in metrics.figures():
        for row in rows(lines, label(figure.code, language)):
            if len(row) == 5 and not row[1]:
                assert row[2] == alone(figure, language)
    tranche = metrics.programme("puits").tranches[0]
    shown = [row for row in rows(lines, alone(tranche.share, language)) if len(row) == 5]
    assert [row[4] for row in shown if "1" in row[0]] == ["+1 point"]

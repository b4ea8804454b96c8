"""What an upload costs: no file is opened twice, and a table that nobody asked for is not made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fund.workbook.reading.grid import Grid, read_grids
from pages.web import Staff
from tests.example_files import contributions_with
from tests.pages.app import open_page, text_of


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose cells are read, in turn."""
    names: list[str] = []

    def counted(name: str, content: bytes) -> Iterator[Grid]:
        names.append(name)
        return read_grids(name, content)

    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: Staff("Léo", "a session"))
    monkeypatch.setattr("fund.workbook.reading.file_reading.read_grids", counted)
    return names


def test_an_upload_is_read_once_and_what_is_published_not_at_all(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    opened.clear()
    app.file_uploader[0].upload("contributions.xlsx", contributions_with(45_000)).run()
    assert "982 600 € → au moins 987 600 €" in text_of(app)
    assert opened == ["contributions.xlsx"]
    app.text_input(key="note").set_value("5 000 € de plus").run()
    assert opened == ["contributions.xlsx"]


def test_a_header_that_a_person_matches_has_only_its_own_file_read_again(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    opened.clear()
    content = "date;libellé;Combien cela coûte\n01/02/2026;Timbres;12,50\n".encode()
    app.file_uploader[0].upload("frais.csv", content).run()
    assert opened == ["frais.csv"]
    app.selectbox(key="header-running_costs-Combien cela coûte").set_value("amount_cents").run()
    assert not app.exception
    assert opened == ["frais.csv", "frais.csv"]
    assert "Frais de fonctionnement 29 931,70 € → 29 944,20 €" in text_of(app)  # 12,50 € more


def test_everything_large_is_let_go_with_the_files(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", contributions_with(45_000)).run()
    held = ("draft_opened", "draft_proposal", "draft_readings")
    assert all(name in app.session_state for name in held)
    app.file_uploader[0].clear()
    app.run()
    assert not any(name in app.session_state for name in held)


def test_the_table_of_all_findings_is_made_at_the_click_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.show.findings_list._table", lambda *_: pytest.fail("made although nobody asked"))
    app = open_page("controles", fonds="exemple")
    assert not app.exception
    assert app.get("download_button")

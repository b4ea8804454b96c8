"""What an upload costs: no file is opened twice, and a table that nobody asked for is not made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding
from fund.open_fund import open_files
from fund.wording import language_named
from fund.wording.findings import FindingText, finding_text
from fund.workbook.reading.grid import Grid, read_grids
from pages.parts.session import funds
from pages.web.signed_in import Staff
from tests.example_files import contributions_with
from tests.pages.app import looked_at, open_page, text_of


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
    looked_at()
    opened.clear()
    app.file_uploader[0].upload("contributions.xlsx", contributions_with(45_000)).run()
    assert "982 600 € → au moins 987 600 €" in text_of(app)
    assert opened == ["contributions.xlsx"]
    app.text_input(key="note").set_value("5 000 € de plus").run()
    assert opened == ["contributions.xlsx"]


def test_a_header_that_a_person_matches_has_only_its_own_file_read_again(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    looked_at()
    opened.clear()
    content = "date;libellé;Combien cela coûte\n01/02/2026;Timbres;12,50\n".encode()
    app.file_uploader[0].upload("frais.csv", content).run()
    assert opened == ["frais.csv"]
    app.selectbox(key="header-running_costs-Combien cela coûte").set_value("amount_cents").run()
    assert not app.exception
    assert opened == ["frais.csv", "frais.csv"]
    assert "Frais de fonctionnement : 29 931,70 € → 29 944,20 €" in text_of(app)  # 12,50 € more


def test_everything_large_is_let_go_with_the_files(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", contributions_with(45_000)).run()
    large = {"opened", "proposal"}
    assert large <= set(app.session_state["update_cached"])
    assert app.session_state["update_readings"]
    app.file_uploader[0].clear()
    app.run()
    assert not large & set(app.session_state["update_cached"])
    assert "update_readings" not in app.session_state


def as_said(finding: Finding) -> tuple[Finding, FindingText]:
    """A finding without its details, and what it says with them."""
    return replace(finding, details={}), finding_text(finding, language_named("fr"))


def test_what_was_computed_before_publishing_serves_after_it(
    opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    # Named so that it comes before the files there are: the store gives a version's files by name.
    content = "date;libellé;montant\n01/02/2026;Timbres;12,50\n".encode()
    app.file_uploader[0].upload("achats.csv", content).run()
    looked_at()
    computed: list[str] = []

    def counted(data: Dataset) -> FundMetrics:
        computed.append(data.version)
        return fund_metrics(data)

    monkeypatch.setattr("fund.open_fund.fund_metrics", counted)
    opened.clear()
    app.button(key="publish").click().run()
    assert not app.exception
    shown = open_page("apercu", fonds="exemple")
    assert not shown.exception
    public = funds.opened("exemple")
    assert (opened, computed) == ([], [])
    version, store = funds.public_version("exemple"), funds.store()
    anew = open_files("exemple", store.files(version), pictures=store.pictures.of(version))
    assert opened == ["achats.csv", *(file for file in public.dataset.files if file != "achats.csv")]
    assert public.dataset.files == anew.dataset.files
    # Figures in the details are the same only as themselves: what they say is compared.
    assert [as_said(finding) for finding in public.findings] == [as_said(finding) for finding in anew.findings]
    for name, table in anew.dataset.tables.items():
        pd.testing.assert_frame_equal(public.dataset.table(name), table)


def test_going_back_reads_nothing_again(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    first = funds.opened("exemple")
    app.file_uploader[0].upload("contributions.xlsx", contributions_with(45_000)).run()
    app.button(key="publish").click().run()
    history = open_page("historique", fonds="exemple")
    history.session_state["restore-1"] = True
    history.run()
    looked_at()
    opened.clear()
    history.text_input(key="restore-note-1").set_value("versement annulé")
    history.button(key="restore-now-1").click().run()
    assert not history.exception
    assert funds.opened("exemple") is first
    assert opened == []


def test_the_table_of_all_findings_is_made_at_the_click_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.show.findings_list._table", lambda *_: pytest.fail("made although nobody asked"))
    app = open_page("controles", fonds="exemple")
    assert not app.exception
    assert app.get("download_button")


def question(app: AppTest) -> Selectbox:
    """The one question about what a sheet is."""
    (found,) = [box for box in app.selectbox if str(box.key).startswith("table-")]
    return found


def with_sheets_of_earlier_years() -> bytes:
    """The contributions of the invented fund, with two sheets that hold those of earlier years."""
    book = load_workbook(BytesIO(contributions_with(40_000)))
    for name, amount in (("Dons 2022", 1_000), ("Dons 2023", 2_500)):
        sheet = book.create_sheet(name)
        for row in (["collectivité", "type", "montant versé"], ["Commune Sans Nom", "commune", amount]):
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_sheet_that_nobody_has_named_is_asked_about_with_its_rows_and_sum_and_not_read(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", with_sheets_of_earlier_years()).run()
    assert not app.exception
    text = text_of(app)
    assert "Dons 2022 · contributions.xlsx · 1 ligne · montant versé : 1 000 €" in text
    assert "Dons 2023 · contributions.xlsx · 1 ligne · montant versé : 2 500 €" in text
    assert question(app).value == "?"
    assert "Rien ne changerait" in text
    assert text.index("Quel tableau est-ce ?") < text.index("Rien ne changerait")


def test_sheets_of_the_same_headers_are_said_together_and_remembered(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", with_sheets_of_earlier_years()).run()
    question(app).set_value("contributions").run()
    assert not app.exception
    # 982 600 + 1 000 + 2 500
    assert "982 600 € → au moins 986 100 €" in text_of(app)
    app.button(key="publish").click().run()
    assert not app.exception
    again = open_page("mise-a-jour", fonds="exemple")
    again.file_uploader[0].upload("contributions (1).xlsx", with_sheets_of_earlier_years()).run()
    assert question(again).value == "contributions"
    assert "Rien ne changerait" in text_of(again)
    question(again).set_value("").run()
    assert "986 100 € → au moins 982 600 €" in text_of(again)


def test_one_of_several_sheets_can_be_left_out(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", with_sheets_of_earlier_years()).run()
    question(app).set_value("contributions").run()
    app.multiselect[0].unselect(app.multiselect[0].value[1]).run()
    assert "982 600 € → au moins 983 600 €" in text_of(app)


def test_a_table_of_grants_is_never_taken_for_running_costs(opened: list[str]) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    content = "date;libellé;montant;bénéficiaire\n01/02/2026;Subvention;4000;Commune Sans Nom\n".encode()
    app.file_uploader[0].upload("export banque.csv", content).run()
    assert not app.exception
    assert "Frais de fonctionnement :" not in text_of(app)
    assert question(app).value == "?"

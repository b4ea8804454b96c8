"""The update page beyond its straight path: whoever comes second, and a past version on screen."""

from __future__ import annotations

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from fund.changes import listed, listed_then
from fund.model import WorkbookFile
from fund.records import Version
from pages.parts.session import funds
from tests.example_files import DONOR_ROW, contributions_with
from tests.pages.app import html_of, open_page, text_of
from tests.unit.workbook.workbooks import WHOLE, workbook

# 982 600 € received, 40 000 of them in row 4 and 10 000 in row 5.
MINE = contributions_with(45_000)
HERS = contributions_with(16_000, row=DONOR_ROW + 1)


pytestmark = pytest.mark.usefixtures("signed_in")


def publish(content: bytes, *, author: str, note: str) -> Version:
    """Publish new contributions for the invented fund, as another person's session would."""
    public = funds.public_version("exemple")
    files = [
        WorkbookFile(file.name, content if file.name == "contributions.xlsx" else file.content)
        for file in funds.store().files(public)
    ]
    return funds.store().publish("exemple", files, author=author, note=note, based_on=public)


def drop(content: bytes, *, name: str = "contributions.xlsx", note: str = "") -> AppTest:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload(name, content).run()
    if note:
        app.text_input(key="note").set_value(note).run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_the_audit_list_names_the_files_that_were_dropped_and_not_those_that_stay() -> None:
    drop(MINE)
    newest = next(each for each in funds.store().audit() if each.action == "upload")
    assert newest.details == {"files": ["contributions.xlsx"]}


def test_the_files_in_force_can_be_taken_away_until_others_are_dropped() -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    offered = [
        name for name in ("contributions.xlsx", "partenaire-eau.xlsx", "programmes.xlsx") if name in html_of(app)
    ]
    assert offered == ["contributions.xlsx", "partenaire-eau.xlsx", "programmes.xlsx"]
    assert html_of(app).count('<p class="file">') == 3
    assert "in-force" not in "".join(str(block.proto) for block in drop(MINE).main.children.values())


def test_publishing_stays_in_sight_with_the_fund_that_it_is_for() -> None:
    assert "dans le fonds « Îles Orvanes" in text_of(drop(MINE))


def test_what_is_published_is_said_with_where_to_see_it() -> None:
    app = drop(MINE, note="5 000 € de plus")
    assert "982 600 € → au moins 987 600 €" in text_of(app)
    app.button(key="publish").click().run()
    assert not app.exception
    assert "version n°\u00a02" in app.success[0].value
    assert "publish" not in buttons(app)
    public = funds.store().public("exemple")
    assert public is not None
    assert (public.number, public.author, public.note) == (2, "Léo", "5 000 € de plus")
    assert listed_then(public.summary) == listed(funds.opened("exemple"))


def test_whoever_comes_second_sees_what_changed_since_and_loses_nothing() -> None:
    app = drop(MINE, note="5 000 € de plus")
    publish(HERS, author="Anna", note="un versement corrigé")
    app.button(key="publish").click().run()
    assert not app.exception
    text = text_of(app)
    assert [version.number for version in funds.store().versions("exemple")] == [2, 1]
    assert "Version n° 2 , " in text
    assert "Anna : un versement corrigé" in text
    assert "982 600 € → au moins 988 600 €" in text  # hers: 10 000 became 16 000
    assert "982 600 € → au moins 987 600 €" in text  # mine, as it was compared
    assert "contributions.xlsx a changé des deux côtés" in text
    assert "publish" not in buttons(app)
    assert app.text_input(key="note").value == "5 000 € de plus"


def test_the_same_files_are_put_on_the_newest_version_at_a_click_and_compared_anew() -> None:
    app = drop(MINE, note="5 000 € de plus")
    publish(HERS, author="Anna", note="un versement corrigé")
    app.run()
    app.button(key="go-on").click().run()
    assert not app.exception
    # Her 16 000 would be 10 000 again and the 40 000 become 45 000: 988 600 − 6 000 + 5 000.
    assert "988 600 € → au moins 987 600 €" in text_of(app)
    assert "des deux côtés" not in text_of(app)
    assert app.text_input(key="note").value == "5 000 € de plus"
    app.button(key="publish").click().run()
    versions = funds.store().versions("exemple")
    assert [version.number for version in versions] == [3, 2, 1]
    assert versions[0].based_on == versions[1].id


def test_a_file_the_other_person_did_not_touch_is_not_said_to_clash() -> None:
    app = drop(MINE)
    public = funds.public_version("exemple")
    files = funds.store().files(public)
    more = WorkbookFile("frais.csv", "date;libellé;montant\n01/02/2026;Timbres;12,50\n".encode())
    funds.store().publish("exemple", [*files, more], author="Anna", note="", based_on=public)
    app.run()
    assert "Une autre version a été publiée" in text_of(app)
    assert "des deux côtés" not in text_of(app)


def test_a_past_version_on_screen_takes_no_file_and_offers_the_way_back() -> None:
    publish(HERS, author="Anna", note="")
    app = open_page("mise-a-jour", fonds="exemple", version="1")
    assert not app.exception
    assert "La version n° 1 est ouverte en lecture seule" in text_of(app)
    assert not app.file_uploader
    app.button(key="leave-to-update").click().run()
    assert not app.exception
    app.file_uploader[0].upload("contributions.xlsx", MINE).run()
    assert "988 600 € → au moins 987 600 €" in text_of(app)  # compared with version 2


def test_the_public_version_asked_for_by_its_number_is_no_past_one() -> None:
    app = open_page("mise-a-jour", fonds="exemple", version="1")
    assert "lecture seule" not in text_of(app)
    assert app.file_uploader


def test_a_draft_whose_server_ended_says_that_its_files_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    app = drop(MINE, note="5 000 € de plus")
    assert "perdu" not in text_of(app)
    assert "publish" in buttons(app)
    # The browser comes with the names of the files to a server that never had them.
    monkeypatch.setattr(MemoryUploadedFileManager, "get_files", lambda *_, **__: [])
    app.run()
    assert not app.exception
    assert "1 fichier déposé est perdu, et rien n’a été publié" in text_of(app)
    assert "Aujourd’hui, le fonds tient en ces fichiers" in text_of(app)
    assert "publish" not in buttons(app)


def test_of_a_draft_that_is_lost_in_part_what_is_still_there_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("vide.csv", b"\n")
    app.file_uploader[0].upload("contributions.xlsx", MINE)
    kept = MemoryUploadedFileManager.get_files
    monkeypatch.setattr(
        MemoryUploadedFileManager,
        "get_files",
        lambda *of, **asked: [file for file in kept(*of, **asked) if file.name == "contributions.xlsx"],
    )
    app.run()
    assert not app.exception
    assert "1 fichier déposé est perdu" in text_of(app)
    assert "982 600 € → au moins 987 600 €" in text_of(app)


def test_two_files_in_one_place_are_refused_before_either_is_lost() -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions.xlsx", MINE)
    app.file_uploader[0].upload("contributions-2.xlsx", HERS)
    app.run()
    assert not app.exception
    assert "Deux fichiers prennent la même place, et contributions.xlsx serait perdu" in text_of(app)
    assert "publish" not in buttons(app)


def test_a_fund_that_exists_is_not_opened_again() -> None:
    app = drop(MINE)
    app.toggle(key="new-fund").set_value(True).run()
    assert not app.exception
    assert "Le fonds « exemple » existe déjà" in text_of(app)
    assert "publish" not in buttons(app)


@pytest.mark.parametrize("name", ["frais.csv", "frais.CSV"])
def test_a_text_table_comes_back_annotated_as_a_workbook(name: str) -> None:
    app = drop("date;libellé;montant\n01/02/2026;Timbres;douze\n".encode(), name=name)
    assert f"{name} annoté" in text_of(app)


def test_files_of_a_fund_that_does_not_exist_yet_offer_to_open_it_before_anything_is_mixed() -> None:
    rows = {**WHOLE, "Fonds": [["code", "nom"], ["guichet", "Guichet"]]}
    # Other files on the page before them settle nothing.
    app = drop(MINE)
    app.file_uploader[0].clear()
    app.file_uploader[0].upload("guichet.xlsx", workbook(rows))
    app.run()
    assert "Ces fichiers décrivent le fonds « guichet », qui n’existe pas encore" in text_of(app)
    assert app.toggle(key="new-fund-guichet").value
    assert "Ouvre le fonds « guichet »" in text_of(app)
    assert not [box for box in app.selectbox if str(box.key).startswith("place-")]
    app.button(key="publish").click().run()
    assert "guichet" in funds.store().funds()
    assert [version.number for version in funds.store().versions("exemple")] == [1]


def test_a_file_of_the_fund_on_screen_opens_no_other() -> None:
    app = drop(MINE)
    assert not app.toggle(key="new-fund").value
    assert "décrivent le fonds" not in text_of(app)


@pytest.mark.parametrize("file", ["contributions.xlsx", "ukraine.xlsx"])
def test_a_file_of_another_fund_that_exists_never_takes_a_place_in_this_one(file: str) -> None:
    theirs = next(each for each in funds.store().files(funds.public_version("ukraine")) if "contrib" in each.name)
    app = drop(theirs.content, name=file)
    assert "décrivent le fonds « ukraine », mais c’est « exemple » qui est affiché" in text_of(app)
    assert "publish" not in buttons(app)
    assert not [box for box in app.selectbox if str(box.key).startswith("place-")]

"""Every page, slide and file in a third language: no sentence of ours that its texts do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
import streamlit as st
from openpyxl import load_workbook
from starlette.types import Receive, Scope, Send

from fund.donor.grants import COLUMNS, IN_MONEY, TERMS
from fund.wording import language_named, languages, words
from fund.wording.language import keys
from fund.workbook.writing.annotate import annotated_copy
from fund.workbook.writing.fund_workbook import export, template
from pages.parts.session import funds
from pages.web.html_shell import Shell
from tests.golden import product
from tests.golden.file_lines import file_lines
from tests.golden.html_lines import html_lines
from tests.golden.stage import Stage
from tests.golden.texts import kept
from tests.golden.things import PROGRAMMES, Thing
from tests.pages.app import open_page
from tests.third_language.leaks import leaks
from tests.third_language.stage import third_language, third_things
from tests.third_language.texts import CODE, marked
from tests.unit.access.asgi import Visitor
from tests.unit.access.house import TEAM_ONLY, house, sign_in

EVERY = third_things()
CODES = frozenset((*PROGRAMMES, *(programme for programmes in PROGRAMMES.values() for programme in programmes)))
"""Of funds and programmes: lower-case words that stand in addresses, and where a workbook's own code is shown."""

SCDL = (*COLUMNS, IN_MONEY, *TERMS.values(), "non")
"""Of the official table of grants, whose columns and values are French whoever reads it."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with third_language(tmp_path_factory.mktemp("third")) as found:
        yield found


@pytest.mark.parametrize("thing", EVERY, ids=lambda thing: thing.path)
def test_says_nothing_that_is_not_in_its_texts(shown: Stage, thing: Thing) -> None:
    lines = thing.lines(shown)
    codes = {*CODES, *(_slides() if "historique" in thing.path else ()), *(SCDL if "annee" in thing.path else ())}
    assert leaks(lines, contract="definitions" in thing.path, codes=codes) == []
    assert any(marked("e") in line for line in lines)


def test_tables_and_workbooks_that_a_page_offers_are_in_it(shown: Stage) -> None:
    shown.enter("shipped")
    paths = ("contributions", "controles", "historique", *(f"exemple-{code}" for code in PROGRAMMES["exemple"]))
    offered = {name: content for path in paths for name, content in _offered(path)}
    tables = {name: content for name, content in offered.items() if name.endswith(".csv")}
    assert len(tables) > 20
    for name, content in tables.items():
        lines = content.decode("utf-8-sig").replace(";", " | ").splitlines()
        assert leaks(lines, contract=name == "exemple-controles.csv", codes=CODES) == [], name
    assert [name for name in offered if name not in tables] == ["exemple-1.xlsx"]


def test_workbooks_written_for_people_are_in_it(shown: Stage) -> None:
    shown.enter("shipped")
    empty = file_lines("xlsx", template(language_named(CODE)))
    assert leaks(empty, contract=True, codes=CODES) == []
    fund = funds.opened("exemple")
    written = file_lines("xlsx", export(fund.dataset, language_named(CODE)))
    assert leaks(written, contract=True, codes=CODES) == []
    files = funds.store().files(funds.public_version("exemple"))
    for file in files:
        copy = load_workbook(BytesIO(annotated_copy(file, fund.findings, language_named(CODE))))
        listed = [" | ".join(str(cell.value or "") for cell in row) for row in copy.worksheets[0]]
        notes = [cell.comment.text for sheet in copy for row in sheet for cell in row if cell.comment]
        assert leaks([copy.worksheets[0].title, *listed, *notes], contract=True, codes=CODES) == []
        assert listed


@pytest.mark.usefixtures("shown")
def test_pages_outside_of_streamlit_are_in_it() -> None:
    home = house(TEAM_ONLY)
    page = home.visitor().get(f"/connexion?langue={CODE}").text
    visitor = home.visitor()
    refused = sign_in(visitor, "not the words", langue=CODE).text
    signed = home.visitor()
    sign_in(signed)
    left = signed.get(f"/connexion?langue={CODE}").text
    shell = Visitor(Shell(_nothing, fixed=("",), addresses=tuple, first=lambda asked, language: ""))
    missing, frame = shell.get(f"/nulle-part?langue={CODE}"), shell.get(f"/?langue={CODE}")
    assert missing.status == 404
    for text in (page, refused, left, missing.text, frame.text):
        lines = html_lines(text)
        assert lines
        assert leaks(lines, codes=["equipe"]) == []
        assert f'lang="{CODE}"' in text


def _offered(path: str) -> list[tuple[str, bytes]]:
    """The names and contents of the files that a page of the invented fund offers to everybody."""
    found: list[tuple[str, bytes]] = []

    def button(_label: str, *, data: Any, file_name: str, **_settings: object) -> bool:
        found.append((file_name, data() if callable(data) else data))
        return False

    with mock.patch.object(st, "download_button", button):
        page = open_page(path, fonds="exemple", langue=CODE)
    assert not page.exception
    return found


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """An application that answers nothing."""


@pytest.mark.usefixtures("shown")
def test_the_third_language_is_known_by_its_entry_and_its_folder_alone() -> None:
    assert languages() == ("fr", "en", CODE)
    assert keys(language_named(CODE)) >= keys(language_named("fr"))
    assert words("givers.authorities", language_named(CODE), n=2, number="2") == marked("2\u00a0collectivités")


def test_a_plain_word_is_a_leak_unless_a_rule_explains_it(shown: Stage) -> None:
    said = f"{marked('Feuille')} « Dépenses », "
    assert leaks([said + "C4", f"<button> {marked('Fermer')}", "12 500 MGA", "Сите"]) == []
    assert leaks([said + "ligne 4"]) == ["ligne: " + said + "ligne 4"]
    assert leaks(["Dépenses"]) == ["Dépenses: Dépenses"]
    assert leaks(["Dépenses"], contract=True) == []
    assert leaks(["<button> Close"]) == ["Close: <button> Close"]


def test_nearly_every_line_in_french_would_be_a_leak(shown: Stage) -> None:
    french = [line for line in kept("ukraine/fr/page-aide") if line]
    assert len(leaks(french)) > 0.85 * len(french)


def _slides() -> set[str]:
    return {slide.code for fund in PROGRAMMES for slide in product.slides(fund, language_named(CODE))}

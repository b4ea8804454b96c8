"""A gift like no other, uploaded, published and shown: the run of which the path is counted."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from unittest import mock

import streamlit as st
from openpyxl import Workbook

from tests.golden.product import signed_in_staff, staff_module
from tests.pages.app import open_page
from tests.structure.value_path import EUROS, Recorder, modules, path

FUND = (("code", "nom", "arrêté au"), ("essai", "Fonds d’essai", "30/09/2026"))
PROGRAMMES = (("code", "nom", "budget"), ("eau", "L’eau", 500))
COSTS = (("date", "libellé", "montant"), ("01/09/2026", "Banque", 12))


def workbook(received: float) -> bytes:
    """The fund in one workbook."""
    book = Workbook()
    book.remove(book.active)
    given = (("collectivité", "type", "versé le", "montant versé"), ("Laval", "commune", "05/01/2026", received))
    sheets = {"Fonds": FUND, "Contributions": given, "Programmes": PROGRAMMES, "Frais": COSTS}
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def modules_passed(folder: Path) -> dict[str, list[str]]:
    """The modules on the amount's path, each with the functions that it passed."""
    (folder / "data" / "essai").mkdir(parents=True)
    (folder / "data" / "essai" / "classeur.xlsx").write_bytes(workbook(1))
    settings = {"FUND_STATE_DIR": str(folder / "state"), "FUND_DATA_DIR": str(folder / "data")}
    with mock.patch.dict(os.environ, settings), mock.patch.object(staff_module, "staff", signed_in_staff):
        st.cache_resource.clear()
        st.cache_data.clear()
        try:
            return _recorded(workbook(EUROS))
        finally:
            st.cache_resource.clear()
            st.cache_data.clear()


def _recorded(content: bytes) -> dict[str, list[str]]:
    app = open_page("mise-a-jour", fonds="essai")
    app.file_uploader[0].upload("classeur.xlsx", content)
    with Recorder(content) as recorder:
        app.run()
        app.button(key="publish").click().run()
        assert not app.exception
        shown = open_page("", fonds="essai")
    assert not shown.exception
    last = [number for number, value in recorder.objects.items() if isinstance(value, str) and "figure-value" in value]
    return modules(path(recorder, last[0]))

"""Where figures come from, and how rows and exports are written."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from fund.schema import BY_CODE, SHEETS, folded
from fund.unwritable import slug
from fund.wording.sources import source_rows
from fund.wording.tables import shown_rows
from pages.parts.show.downloads import csv_bytes
from pages.parts.show.html_table import SHOWN_ROWS, html_table
from pages.parts.show.markup import fill, plain_label
from tests.unit.workbook.workbooks import read_whole

JOINER = "\u2060"


def test_rows_are_gathered_into_ranges_of_excel_rows() -> None:
    heads = ["collectivité", "type", "montant versé"]
    rows = [[f"Ville {number}", "commune", number] for number in range(1, 7)]
    dataset = read_whole(Contributions=[heads, *rows]).dataset
    found = source_rows(dataset, "contributions", np.array([0, 1, 2, 4], dtype=np.intp))
    assert [(place.file, place.sheet, place.ranges) for place in found] == [
        ("essai.xlsx", "Contributions", ((2, 4), (6, 6)))
    ]


def test_no_row_has_no_place() -> None:
    assert source_rows(read_whole().dataset, "contributions", np.array([], dtype=np.intp)) == ()


def test_rows_are_shown_in_the_readers_language_with_their_excel_row() -> None:
    heads = ["collectivité", "type", "versé le", "montant versé"]
    dataset = read_whole(Contributions=[heads, ["Val-Fictif", "commune", "05/03/2025", "12 500,50 €"]]).dataset
    rows, sheet = dataset.table("contributions"), BY_CODE["contributions"]
    columns = ("donor_type", "received_on", "received_cents")
    french = shown_rows(rows, sheet, columns=columns, language="fr")
    assert french.to_dict(orient="records") == [
        {
            "Ligne": "2",
            "Collectivité": "Val-Fictif",
            "Type": "commune",
            "Versé le": "05/03/2025",
            "Montant versé": "12\u202f500,50\u00a0€",
        }
    ]
    english = shown_rows(rows, sheet, columns=columns, language="en")
    assert english["Amount received"].tolist() == ["€12,500.50"]
    assert english["Type"].tolist() == ["municipality"]


def test_an_empty_cell_is_not_shown_as_zero() -> None:
    heads = ["collectivité", "type", "montant versé"]
    dataset = read_whole(Contributions=[heads, ["Val-Fictif", "commune", None]]).dataset
    shown = shown_rows(
        dataset.table("contributions"), BY_CODE["contributions"], columns=("received_cents",), language="fr"
    )
    assert shown["Montant versé"].tolist() == ["—"]


def test_an_export_gives_numbers_to_excel_and_disarms_formulas() -> None:
    frame = pd.DataFrame(
        {
            "Donateur": ["=HYPERLINK(1)", "+33", "-x", "@y", "Aÿ-Champagne"],
            "Versé": ["12\u202f500,50\u00a0€", "\u2212420\u00a0€", "0\u00a0€", "84,92\u00a0%", "non communiqué"],
        }
    )
    lines = csv_bytes(frame).decode("utf-8-sig").splitlines()
    assert lines == [
        "Donateur;Versé",
        "'=HYPERLINK(1);12500,50",
        "'+33;-420",
        "'-x;0",
        "'@y;84,92",
        "Aÿ-Champagne;non communiqué",
    ]


def test_a_table_escapes_its_cells_and_aligns_its_numbers() -> None:
    html = html_table(pd.DataFrame({"<b>": ["<img src=x>"], "Versé": ["12\u00a0€"]}), caption="a & b")
    assert "<img" not in html
    assert "&lt;img src=x&gt;" in html
    assert re.search(r'<td class="number" data-head="[^"]+">12', html)
    assert "a &amp; b" in html


def test_a_long_table_shows_its_first_rows_only() -> None:
    html = html_table(pd.DataFrame({"n": range(SHOWN_ROWS + 50)}), caption="")
    assert html.count("<tr>") == SHOWN_ROWS + 1


def test_what_is_counted_stays_on_the_line_of_its_name() -> None:
    said = fill("<p>{text}</p>", text="Versements reçus\u00a0: 38 · Received: 38 · Lieux : Rzeszów")
    assert said == "<p>Versements reçus\u00a0:\u00a038 · Received:\u00a038 · Lieux : Rzeszów</p>"


def test_markup_escapes_fields_and_keeps_markup() -> None:
    assert fill("<p>{a}</p>", a=fill("<b>{x}</b>", x="<i>")) == "<p><b>&lt;i&gt;</b></p>"


def test_labels_show_markdown_as_it_is_typed() -> None:
    label = plain_label("![x](http://a) **b** :red[c] $d$ ~e~ `f`")
    assert label.replace(JOINER, "") == r"![x](http://a) \*\*b\*\* \:red[c] \$d\$ \~e\~ \`f\`"
    assert f"]{JOINER}(http{JOINER}://a)" in label


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("www.example.org", "www|.example.org"),
        ("https://example.org HTTP://x ftp://y", "https|://example.org HTTP|://x ftp|://y"),
        ("a.b@example.org", "a.b@|example.org"),
        ("&lt; & <b>", "&|lt; &| <|b>"),
        ("a_b __init__", "a|_|b |_||_|init|_||_|"),
        ("a -- b -> c >= d <- e", "a -|- b -|> c >|= d <|- e"),
        (":smile: :red[x] 10:30 a : b", r"\:|smile: \:|red[|x]| 10:30 a : b"),
        ("# un titre", "|# un titre"),
        ("1. un point", "|1. un point"),
        ("- un point", "|- un point"),
        ("> une citation", "|> une citation"),
        ("C:\\Fonds", "C:\\|Fonds"),
    ],
)
def test_what_markdown_would_read_is_parted_by_a_sign_that_does_not_show(text: str, parted: str) -> None:
    assert plain_label(text) == parted.replace("|", JOINER)


@pytest.mark.parametrize(
    "text",
    ["Comité (2024) – 10 %", "Achats : 3 200 € + TVA = 3 840 €", "10:30", "-10 %", "{a} ! ^ 1er", "2024 – 2025", "#1"],
)
def test_an_ordinary_label_is_left_as_it_is(text: str) -> None:
    assert plain_label(text) == text


def test_labels_keep_the_spaces_at_which_no_line_breaks_and_no_others() -> None:
    assert plain_label(" Retard \n 6\u202f400\u00a0€  en tout ") == "Retard 6\u202f400\u00a0€ en tout"


def test_addresses_are_lower_case_ascii() -> None:
    assert slug("Ukraine-Rzeszów 2 / É") == "ukraine-rzeszow-2-e"


def test_no_two_headers_of_a_sheet_are_read_as_the_same() -> None:
    for sheet in SHEETS:
        seen: dict[str, str] = {}
        for column in sheet.columns:
            for spelling in column.spellings:
                assert seen.setdefault(folded(spelling), column.code) == column.code, (sheet.title, spelling)


def test_headers_match_whatever_their_case_accents_and_spaces() -> None:
    assert folded("Versé le") == folded("VERSE\u00a0\u202f LE") == folded("verse\u0301_le")

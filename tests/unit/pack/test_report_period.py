"""The report of a period: its texts, its figures beside the whole ones, equal to the screen's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from fund.donor.gift import gift_of
from fund.donor.sheet import donor_sheet
from fund.donor.sheet_opening import with_photos
from fund.metrics.fund import state_of
from fund.metrics.over_time.situation import situation
from fund.metrics.photos import Audience, Photo
from fund.model import Moment, Picture
from fund.pack.donor_pdf import donor_pdf
from fund.pack.report import report
from fund.period import Period, of_year
from fund.slides.slide import DeckInput
from tests.golden.file_lines import file_lines
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import dataset
from tests.unit.slides.slide_funds import slides
from tests.unit.wording.sample_figures import plain
from tests.unit.workbook.photo_workbooks import picture

ONE_PIXEL = picture("red", (4, 3), "JPEG")
SUMMER = Period(date(2026, 4, 1), date(2026, 9, 30))


@cache
def written(fund: str, period: Period | None) -> docx.document.Document:
    return docx.Document(BytesIO(report(DeckInput(fund=shipped_fund(fund), period=period), "fr")))


def texts(fund: str, period: Period | None) -> str:
    found = "\n".join(paragraph.text for paragraph in written(fund, period).paragraphs)
    return plain(found)


def cells(fund: str, period: Period | None) -> list[list[str]]:
    rows = [row for table in written(fund, period).tables for row in table.rows]
    return [[plain(cell.text) for cell in row.cells] for row in rows]


def test_each_flow_has_its_part_beside_the_whole_figure_and_a_state_has_none():
    rows = cells("exemple", SUMMER)
    assert ["Chiffre", "Valeur", "Dont sur la période", "Calculé ou déclaré", "Date du chiffre", "Notes"] in rows
    assert ["Collecté", "au moins 982 600 €", "au moins 157 800 €", "calculé", "30 septembre 2026"] in [
        row[:5] for row in rows
    ]
    assert ["Alloué", "860 000 €", "", "calculé", "30 septembre 2026"] in [row[:5] for row in rows]
    assert any(row[:3] == ["Transféré", "570 000 €", "50 000 €"] for row in rows)


def test_without_a_period_there_is_no_such_column():
    assert not any("Dont sur la période" in row for row in cells("exemple", None))
    assert "Période :" not in texts("exemple", None)


def test_the_texts_are_those_whose_period_ends_in_it():
    assert "Dix-huit mois après le cyclone" in texts("exemple", SUMMER)
    assert "Période : avril à septembre 2026" in texts("exemple", SUMMER)
    assert "Dix-huit mois après le cyclone" not in texts("exemple", of_year(2025))


def test_a_result_that_adds_up_says_its_part():
    values = [row[1] for row in cells("exemple", SUMMER) if len(row) > 1 and row[0] == "Pompes remises en service"]
    assert "14 pompes (dont sur la période : 8 pompes)" in values


@pytest.mark.parametrize("fund", ["ukraine"])
def test_what_has_no_date_is_said_once(fund):
    said = texts(fund, of_year(2023))
    assert said.count("Sans date, donc dans aucune période") == 1
    assert "Collecté : environ 395 000 € (déclaré)" in said


def test_rows_that_began_before_the_period_are_told_where_they_count():
    said = texts("exemple", SUMMER)
    # Pumps and kits of January to June, of the water and of the schools; the fund's visit of the spring.
    assert said.count("1 ligne a commencé avant la période et y compte en entier.") == 3
    assert "commencé avant la période" not in texts("exemple", None)


def test_a_period_after_the_closing_day_says_that_nothing_is_known_of_it():
    said = texts("exemple", of_year(2027))
    assert said.count("La période commence après la date d’arrêté, le 30 septembre 2026") == 1
    assert not any("Dont sur la période" in row for row in cells("exemple", of_year(2027)))


def test_at_an_earlier_day_a_budget_is_not_datable_and_not_said_to_be_missing():
    whole = shipped_fund("exemple")
    fund = situation(whole, date(2025, 12, 31))
    found = docx.Document(BytesIO(report(DeckInput(fund=fund, whole=whole), "fr")))
    said = [paragraph.text.replace("\u00a0", " ").replace("\u202f", " ") for paragraph in found.paragraphs]
    # That it is of an earlier day, and what is not known of it with its euros, as the page says.
    assert not any("Arrêté au" in text for text in said)
    (told,) = [text for text in said if text.startswith("Situation au 31 décembre 2025 : ne compte que")]
    assert "Non datable : Alloué : 860 000 €" in told
    assert "Arrêté au 30 septembre 2026" in texts("exemple", None)
    assert "Non datable à ce jour : Alloué." in said
    assert not any(text.startswith("Non communiqué") and "Alloué" in text for text in said)
    assert "Non datable" not in texts("exemple", None)


def dated_photo(day: date | None, rank: int) -> Photo:
    taken = None if day is None else Moment(day)
    kept = {"picture": Picture(f"{rank:064}", 4, 3), "caption": f"photo {rank}", "audience": Audience.PUBLIC}
    told = {"position": rank, "key": "", "name": "", "linked": "", "description": "", "credit": "", "agreement": ""}
    return Photo(programme="eau", taken_on=taken, people=False, rank=rank, **kept, **told)


def test_the_photos_are_those_of_the_period_and_those_without_a_date_are_told_once():
    days = (date(2026, 5, 1), date(2026, 3, 31), None, date(2026, 10, 1))
    every = [dated_photo(day, rank) for rank, day in enumerate(days)]
    material = DeckInput(fund=shipped_fund("exemple"), period=SUMMER, photos=every)
    found = docx.Document(BytesIO(report(material, "fr", photo=lambda _: ONE_PIXEL)))
    said = [plain(paragraph.text) for paragraph in found.paragraphs]
    assert len([text for text in said if text.startswith("photo ")]) == 1
    left = "1 photo, qui n’est pas montrée"
    assert sum(left in text for text in said) == 1
    # So do the slides, under what else the period leaves out, and a donor's sheet, on its page and in print.
    assert [code for code, slide in slides(material).items() if left in plain(slide.note)] == ["fund"]
    gift = gift_of(material.fund, "Castelvire", period=SUMMER)
    assert gift is not None
    sheet = with_photos(donor_sheet(gift, material.fund.dataset, "fr", version=1), every, gift)
    assert (left in plain(sheet.undated), [each.caption for each in sheet.photos]) == (True, ["photo 0"])
    (page,) = PdfReader(BytesIO(donor_pdf(sheet, lambda _: ONE_PIXEL))).pages
    assert left in " ".join(plain(page.extract_text()).split())
    (shown,) = [slide for slide in slides(material).values() if slide.photos]
    assert [each.caption[:7] for each in shown.photos] == ["photo 0"]
    # Without a period all are shown, and nothing is said.
    whole = replace(material, period=None)
    assert sum(len(slide.photos) for slide in slides(whole).values()) == 3
    assert "Sans date, donc" not in texts("exemple", None)


def test_the_funds_own_photos_have_a_slide_before_the_programmes_and_only_they():
    own, other = replace(dated_photo(date(2026, 5, 1), 0), programme=""), dated_photo(date(2026, 5, 2), 1)
    found = slides(DeckInput(fund=shipped_fund("exemple"), photos=[own, other]))
    codes = list(found)
    first = next(code for code in codes if found[code].programme)
    assert codes.index("photos") + 1 == codes.index(first)
    assert [each.digest for each in found["photos"].photos] == [own.digest]
    assert plain(found["photos"].title) == "Îles Orvanes (fictif) en images"
    assert "photos" not in slides(DeckInput(fund=shipped_fund("exemple"), photos=[other]))


def test_what_comes_next_of_the_fund_itself_is_told_and_what_it_did_in_the_period():
    events = [
        {"date": date(2026, 12, 3), "title": "Comité des donateurs", "status": "planned"},
        {"date": date(2026, 5, 3), "title": "Visite de terrain", "status": "done"},
        {"date": date(2026, 2, 3), "title": "Réunion d’hiver", "status": "done"},
        {"date": date(2026, 6, 1), "title": "Séisme", "status": "done"},
        {"date": date(2026, 12, 5), "title": "Chez nous", "status": "planned", "programme": "eau"},
    ]
    data = dataset(as_of=date(2026, 9, 30), programmes=[{"code": "eau", "name": "Eau"}], milestones=events)
    data = replace(data, fund=replace(data.fund, crisis="Séisme du 1er juin 2026"))
    lines = file_lines("docx", report(DeckInput(fund=state_of(data), period=SUMMER), "fr"))
    said = "\n".join(lines).replace("\u00a0", " ")
    own = said[said.index("Prochaines étapes du fonds") :]
    assert "3 décembre 2026 : Comité des donateurs" in own
    assert "Chez nous" not in own
    changed = said[: said.index("Les programmes")]
    assert "3 mai 2026 : Visite de terrain" in changed
    assert "Réunion d’hiver" not in changed
    assert "Séisme" not in changed

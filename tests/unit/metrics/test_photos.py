"""To whom a photo may be shown: the one rule, and the rows it is applied to."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest

from fund.donor.support import Supported, public_photos
from fund.metrics.fund import fund_metrics
from fund.metrics.photos import (
    NEVER,
    Agreement,
    Audience,
    Photo,
    agreed_until,
    agreement_of,
    audience,
    in_period,
    may_see,
    of_programme,
    publishable,
    shown,
    undated,
)
from fund.model import Moment, Picture, Precision, dropped_name, placed_name
from fund.period import Period
from tests.unit.datasets import Row, dataset

PICTURES = {
    "a.jpg": Picture("a" * 64, 1600, 1200),
    "b.jpg": Picture("b" * 64, 1600, 1200),
    "été.jpg": Picture("c" * 64, 1600, 1200),
}
AGREED = "Formulaire n° 12"


TOLD = {
    Agreement.RECORDED: """Formulaire n° 12|oui, formulaire 12|Oui (Olena)|N°4|2023-05-03|recueilli par Acted
|Formulaire no 3
|demandé puis signé le 5 mai|Formulaires signés|mail du 3 mai|signé à Nanterre le 3 mai|vu avec Mme Kovalenko
|formulaire 12, sans limite de durée|n° 4 jusqu'à révocation|form 3, until withdrawn|n° 4 ; durée indéterminée
|letter 2, no time limit|contrat, sans limitation de durée.""",
    # What nobody foresaw records nothing.
    Agreement.BARE: """oui|Oui.|OUI !|x|ok|accord écrit|oui, oralement|Mineurs|foule|de dos|visages floutés|idem
|implicite|oui (2 personnes)|oui pour les 3|2 sur 3|OUI PAR TÉLÉPHONE|Accord Oral
|oui, jusqu’à révocation|oui, durée illimitée""",
    Agreement.NONE: """|  |non|sans objet|?|n.c.|-|pas encore|en attente|demandé le 3 mai 2023|à demander|non demandé
|aucun accord|à signer|À COMPLÉTER|A voir|à signer le 3 mai 2026|prévu|sera signé le 5 mai|formulaire envoyé le 3 mai
|to be signed|TBD|Relancer la mairie de Lviv|en discussion (Olena)|voir Marie|accord expiré le 3 mai 2024
|oui, sauf Olena|partiel : 2 sur 3|sans limite de durée|jusqu’à révocation|n° 4, sans limite d’âge""",
    Agreement.REFUSED: """refusé|Refus le 3 mai 2023|accord retiré le 4 juin (Olena)|oui, puis révoqué|s’oppose
|withdrawn|s’y est opposée|n° 4, until withdrawn 3 May|jusqu’à révocation, puis révoqué""",
}


@pytest.mark.parametrize(
    ("text", "told"), [(text, told) for told, texts in TOLD.items() for text in texts.replace("\n", "").split("|")]
)
def test_an_agreement_is_recorded_where_a_reference_a_date_or_a_name_is(text: str, told: Agreement) -> None:
    assert agreement_of(text) is told
    assert agreement_of(unicodedata.normalize("NFD", text)) is told


@pytest.mark.parametrize("wanted", ["", "committee", "public"])
@pytest.mark.parametrize(
    "agreement", ["", "oui", "non", "refusé", "demandé le 3 mai", "à voir", "foule", "expiré le 3 mai"]
)
@pytest.mark.parametrize("people", [True, None])
def test_a_recognisable_person_without_a_recorded_agreement_is_shown_to_nobody(
    people: bool | None, agreement: str, wanted: str
) -> None:
    assert audience(people=people, agreement=agreement, wanted=wanted) is Audience.NOBODY
    (photo,) = photos({"photo": "a.jpg", "people": people, "agreement": agreement, "audience": wanted or None})
    assert not may_see(photo, signed_in=True)
    assert not may_see(photo, signed_in=False)


ENDS = {
    date(
        2024, 12, 31
    ): """jusqu’au 31/12/2024|Jusqu'au 31 décembre 2024|until 2024-12-31|n° 4, jusqu’en 2024|jusqu’à fin 2024
|jusqu’au 31.12.24|sans limite de durée, puis jusqu’au 31/12/2024""",
    date(2025, 6, 30): "jusqu’en juin 2025 (formulaire 12)|jusqu’au 6/2025",
    date(2025, 4, 30): "du 1er mai 2023 au 30 avril 2025|from 1 May 2023 to 30 April 2025",
    # An end that cannot be read is no agreement without end.
    NEVER: """jusqu’à l’été 2030|jusqu’à mi-2030|valable 2 ans|jusqu’au 31/02/2030|jusqu’à nouvel ordre (n° 4)
|du 3 mai 2023 au printemps 2030|n° 4, jusqu’à révocation le 3 mai|jusqu’à nouvelle révocation""",
    # What only a withdrawal ends has no end, where nothing more is told of it.
    None: """Formulaire n° 12|mail du 3 mai 2023 au maire|oui (Olena), le 4 juin 2020||n° 4, jusqu’à révocation
|formulaire 3 (durée indéterminée)|until revoked""",
}


@pytest.mark.parametrize(
    ("text", "last"), [(text, last) for last, texts in ENDS.items() for text in texts.replace("\n", "").split("|")]
)
def test_an_agreement_says_when_it_ends(text: str, last: date | None) -> None:
    assert agreed_until(text) == last
    assert agreed_until(unicodedata.normalize("NFD", text)) == last


@pytest.mark.parametrize("signed_in", [True, False])
def test_an_agreement_that_is_over_today_shows_nobody(signed_in: bool) -> None:
    today = datetime.now(UTC).date()
    yesterday, rows = today - timedelta(days=1), {"photo": "a.jpg", "people": True}
    held, over = (photos(rows | {"agreement": f"n° 4, jusqu’au {day:%d/%m/%Y}"}) for day in (today, yesterday))
    assert [len(shown(each, signed_in=signed_in)) for each in (held, over)] == [1, 0]
    assert [len(publishable(each)) for each in (held, over)] == [1, 0]
    # Of two rows of one picture the earlier end counts; nobody on it needs none.
    both = photos(rows | {"agreement": AGREED}, rows | {"agreement": f"n° 4, jusqu’au {yesterday:%d/%m/%Y}"})
    assert shown(both, signed_in=signed_in) == ()
    nobody = photos(rows | {"people": False, "agreement": f"jusqu’au {yesterday:%d/%m/%Y}"})
    assert len(shown(nobody, signed_in=signed_in)) == 1


def test_a_period_holds_the_photos_whose_date_ends_in_it_and_none_without_one() -> None:
    days = (date(2023, 5, 1), date(2023, 10, 31), Moment(date(2023, 10, 31), Precision.MONTH), date(2023, 4, 30))
    others = (Moment(date(2023, 12, 31), Precision.YEAR), date(2023, 11, 1), None)
    every = photos(*({"photo": "a.jpg", "taken_on": day} for day in (*days, *others)))
    period = Period(date(2023, 5, 1), date(2023, 10, 31))
    assert [each.position for each in in_period(every, period)] == [0, 1, 2]
    assert (undated(every, period), undated(every, None)) == (1, 0)
    assert in_period(every, None) == every


@pytest.mark.parametrize(("people", "agreement"), [(True, AGREED), (None, AGREED), (False, ""), (False, "sans objet")])
def test_all_others_are_shown_to_whom_the_workbook_says_and_else_to_the_committee(
    people: bool | None, agreement: str
) -> None:
    chosen = {
        wanted: audience(people=people, agreement=agreement, wanted=wanted) for wanted in ("", "committee", "public")
    }
    assert chosen == {"": Audience.COMMITTEE, "committee": Audience.COMMITTEE, "public": Audience.PUBLIC}
    row = {"photo": "a.jpg", "people": people, "agreement": agreement}
    found = [photos(row | {"audience": wanted or None})[0] for wanted in chosen]
    assert [may_see(each, signed_in=False) for each in found] == [False, False, True]
    assert [may_see(each, signed_in=True) for each in found] == [True, True, True]


def test_where_an_agreement_was_refused_nobody_sees_it_whoever_is_on_it() -> None:
    assert audience(people=False, agreement="retiré le 3 mai", wanted="public") is Audience.NOBODY


def photos(*rows: Row) -> tuple[Photo, ...]:
    data = dataset(photos=[{"programme": "eau", "people": False, "audience": "public"} | row for row in rows])
    placed = {placed_name("fonds.xlsx", "Photos", 2): Picture("d" * 64, 800, 600)} if not rows[0].get("photo") else {}
    object.__setattr__(data, "pictures", {**PICTURES, **placed})
    return fund_metrics(data).photos


def digests(found: tuple[Photo, ...]) -> str:
    return "".join(photo.digest[:1] or "-" for photo in found)


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        *(
            ("a.jpg", "a"),
            ("A.JPG", "a"),
            (" a.jpg ", "a"),
            ("photos/a.jpg", "a"),
            ("C:\\photos\\a.jpg", "a"),
            ("a", "a"),
        ),
        *((unicodedata.normalize("NFD", "Été.jpg"), "c"), (unicodedata.normalize("NFC", "été.jpg"), "c")),
        *(("a.png", "-"), ("aa.jpg", "-"), ("z.jpg", "-")),
    ],
)
def test_a_row_finds_the_picture_that_it_names(name: str, digest: str) -> None:
    assert digests(photos({"photo": name})) == digest


def test_a_name_without_its_ending_is_no_name_where_two_pictures_have_it() -> None:
    data = dataset(photos=[{"photo": "a"}])
    object.__setattr__(data, "pictures", {"a.jpg": PICTURES["a.jpg"], "a.png": PICTURES["b.jpg"]})
    assert digests(fund_metrics(data).photos) == "-"


def test_the_picture_that_stands_in_a_row_is_its_picture() -> None:
    assert digests(photos({}, {"photo": "b.jpg"})) == "db"


def test_no_dropped_picture_can_take_the_name_of_one_in_a_row() -> None:
    assert dropped_name(placed_name("a.xlsx", "Photos", 2)) != placed_name("a.xlsx", "photos", 2)
    assert "\t" not in dropped_name(placed_name("a.xlsx", "photos", 2))


def test_a_picture_of_two_rows_is_for_the_narrower_audience_of_both() -> None:
    public, person = {"photo": "a.jpg"}, {"photo": "a.jpg", "people": True}
    for rows in ((public, person), (person, public)):
        assert [each.audience for each in photos(*rows)] == [Audience.NOBODY, Audience.NOBODY]
        assert shown(photos(*rows), signed_in=True) == ()
    committee = photos(public, {"photo": "a.jpg", "audience": "committee"})
    assert shown(committee, signed_in=False) == ()
    assert digests(shown(committee, signed_in=True)) == "a"


def test_photos_are_shown_in_their_order_those_without_one_last() -> None:
    found = photos({"photo": "a.jpg"}, {"photo": "b.jpg", "rank": 2}, {"photo": "été.jpg", "rank": 1})
    assert digests(shown(found, signed_in=False)) == "cba"


def test_what_has_no_picture_or_one_that_was_withdrawn_is_not_shown() -> None:
    found = photos({"photo": "a.jpg"}, {"photo": "z.jpg"}, {"photo": "b.jpg"})
    assert digests(shown(found, signed_in=True, without=["b" * 64])) == "a"


def test_photos_are_those_of_their_programme() -> None:
    found = photos({"photo": "a.jpg"}, {"photo": "b.jpg", "programme": "école"})
    assert digests(of_programme(found, "école")) == "b"
    assert of_programme(found, "") == ()


def test_a_donors_sheet_has_the_funds_own_photos_after_those_of_its_programmes() -> None:
    data = dataset(programmes=[{"code": "eau", "name": "Eau"}])
    (programme,) = fund_metrics(data).programmes
    found = photos({"photo": "a.jpg", "programme": None}, {"photo": "b.jpg"}, {"photo": "c.jpg", "programme": "école"})
    assert digests(public_photos([Supported(programme=programme)], found)) == "ba"

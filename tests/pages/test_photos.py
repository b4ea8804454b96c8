"""Who sees which photo on pages, slides and files, from the workbook to the screen; and at a photo's own address."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PageObject, PdfReader
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from fund.access.sessions import Session
from fund.donor.gift import gift_of
from fund.donor.sheet import donor_sheet
from fund.donor.sheet_opening import with_photos as add_photos
from fund.donor.support import public_photos
from fund.pack.donor_pdf import donor_pdf
from fund.pictures.encode import REMOVED
from pages.parts.history.original_files import given_back, with_photos
from pages.parts.session import funds
from pages.parts.session.photo_rights import may_show
from pages.web import photo_routes
from pages.web.photo_uploads import photo_uploads_of
from pages.web.signed_in import Staff
from tests.pages.app import html_of, opened, text_of
from tests.unit.access.asgi import Answer, Visitor
from tests.unit.workbook.photo_workbooks import picture

PUBLIC, COMMITTEE, PERSON = "réservoir rond au sommet", "pompe bleue", "debout devant un établi"
"""Of the descriptions of the invented fund's drawings: for all, for the committee, of a person without agreement."""


RED, BLUE = picture("red", (640, 480), "JPEG"), picture("blue", (640, 480), "JPEG")


def images(app: AppTest) -> list[str]:
    """The addresses of the photos that a page shows."""
    return re.findall(r'<img src="(/photos/[^"]+)"', html_of(app))


def kept() -> dict[str, str]:
    """The digests of the invented fund's stored photos, by the row of the sheet."""
    pictures = funds.store().pictures.of(funds.public_version("exemple"))
    return {name.rpartition("\t")[2]: each.digest for name, each in pictures.items()}


def test_a_stranger_sees_what_is_public_and_nothing_else() -> None:
    app = opened("exemple-eau", fonds="exemple")
    assert PUBLIC in html_of(app)
    assert COMMITTEE not in html_of(app)
    assert len(images(app)) == 1


@pytest.mark.usefixtures("signed_in")
def test_whoever_is_signed_in_sees_the_committees_too() -> None:
    app = opened("exemple-eau", fonds="exemple")
    assert PUBLIC in html_of(app)
    assert COMMITTEE in html_of(app)
    assert len(images(app)) == 2


def test_photos_keep_their_room_are_loaded_when_seen_and_say_what_they_show() -> None:
    drawn = html_of(opened("exemple-eau", fonds="exemple"))
    tag = re.search(r"<img [^>]*/photos/[^>]*>", drawn)
    assert tag is not None
    assert 'width="480"' in tag[0]
    assert 'height="360"' in tag[0]
    assert 'loading="lazy"' in tag[0]
    assert PUBLIC in tag[0]
    assert "Dessin : le réservoir de Haute-Ravine" in text_of(opened("exemple-eau", fonds="exemple"))


@pytest.mark.parametrize("path", ["ukraine-auc", "ukraine-rzeszow"])
@pytest.mark.usefixtures("signed_in")
def test_nothing_is_said_of_photos_where_there_are_none(path: str) -> None:
    app = opened(path, fonds="ukraine")
    assert images(app) == []
    assert "Photos" not in text_of(app)


@pytest.mark.usefixtures("signed_in")
def test_a_person_without_agreement_is_stored_and_shown_nowhere() -> None:
    assert sorted(kept()) == ["2", "3", "4", "5"]  # row 6 is hers
    for path in ("exemple-metiers", "", "ma-collectivite", "historique", "seances"):
        app = opened(path, fonds="exemple")
        assert PERSON not in html_of(app)
    assert len(images(opened("exemple-metiers", fonds="exemple"))) == 1


@pytest.mark.usefixtures("signed_in")
def test_the_meetings_slides_show_the_committees_photos_to_whoever_is_signed_in() -> None:
    app = opened("seance", fonds="exemple", diapo="eau-photos")
    assert COMMITTEE in html_of(app)
    assert PERSON not in html_of(opened("seance", fonds="exemple", diapo="metiers-photos"))


def test_a_strangers_slides_show_public_photos_only() -> None:
    app = opened("seance", fonds="exemple", diapo="eau-photos")
    assert PUBLIC in html_of(app)
    assert COMMITTEE not in html_of(app)


@pytest.mark.usefixtures("signed_in")
def test_a_donors_sheet_shows_public_photos_only_whoever_is_signed_in() -> None:
    donor = str(funds.opened("exemple").metrics.contributions.by_donor["donor"].iloc[2])
    drawn = html_of(opened("ma-collectivite", fonds="exemple", donateur=donor))
    assert COMMITTEE not in drawn
    assert PERSON not in drawn


def figures_of(reader: PdfReader) -> list[str]:
    """What a screen reader says of each picture of a tagged PDF; empty where it says nothing."""
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    tagged = (each for each in objects if isinstance(each, dict) and each.get("/S") == "/Figure")
    return [str(each.get("/Alt", "")) for each in tagged]


def written_by_size(page: PageObject) -> list[tuple[str, float]]:
    """The page's pieces of text with their sizes in points."""
    found: list[tuple[str, float]] = []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, size: found.append((text, size * abs(tm[0]))))
    return [(text, size) for text, size in found if len(text.strip()) >= 8]


def test_every_donors_printed_sheet_has_its_photos_with_words_credit_and_the_whole_sentence_to_vote() -> None:
    fund, content = funds.opened("exemple"), funds.store().pictures.content
    with_some, names = 0, sorted(set(fund.metrics.contributions.by_donor["donor"]))[::3]
    for name in names:
        gift = gift_of(fund, name)
        assert gift is not None
        photos = public_photos(gift.programmes, fund.metrics.photos)
        sheet = add_photos(donor_sheet(gift, fund.dataset, "fr", version=1), photos, gift)
        reader = PdfReader(BytesIO(donor_pdf(sheet, content)))
        (page,) = reader.pages
        told = figures_of(reader)
        assert told == [each.alt for each in sheet.photos][: len(page.images)]
        assert all(told)
        written = "".join(page.extract_text().split())
        whole = (sheet.opening.vote, *(each.caption + each.note for each in sheet.photos[: len(told)]))
        assert all("".join(each.split()) in written for each in whole)
        with_some += bool(told)
        least = min(size for text, size in written_by_size(page) if text.strip()[:8] in sheet.photos[0].caption)
        assert least >= 8
    assert with_some == len(names)
    # A credit as long as a page is cut, and takes no photo away.
    long = replace(sheet, photos=[replace(each, note="Crédit : " + "une agence, " * 60) for each in sheet.photos])
    (page,) = PdfReader(BytesIO(donor_pdf(long, content))).pages
    assert page.images


def ask(address: str, *, role: str = "", etag: str = "", monkeypatch: pytest.MonkeyPatch) -> Answer:
    session = Session("an id", "Léo", role, "", 0.0) if role else None
    monkeypatch.setattr(photo_routes, "session_of", lambda *_: session)
    app = Starlette(routes=photo_routes.photo_routes(may_show))
    return Visitor(app).send("GET", address, headers={"if-none-match": etag} if etag else None)


@pytest.mark.parametrize("form", ["480", "1600"])
def test_a_committees_photo_is_refused_to_a_stranger_who_guesses_its_address(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests, version = kept(), funds.public_version("exemple")
    public, committee = (f"/photos/{version}/{digests[row]}-{form}.jpg" for row in ("2", "3"))
    assert ask(public, monkeypatch=monkeypatch).status == 200
    assert ask(committee, monkeypatch=monkeypatch).status == 404
    for role in ("staff", "viewer"):
        answer = ask(committee, role=role, monkeypatch=monkeypatch)
        assert (answer.status, answer.header("content-type")) == (200, "image/jpeg")
        assert answer.header("cache-control") == "private, no-cache"
        assert answer.body.startswith(b"\xff\xd8")


def test_who_may_see_a_photo_is_asked_again_before_a_browser_is_told_to_keep_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = f"/photos/{funds.public_version('exemple')}/{kept()['3']}-480.jpg"
    tag = ask(address, role="staff", monkeypatch=monkeypatch).header("etag")
    assert ask(address, role="staff", etag=tag, monkeypatch=monkeypatch).status == 304
    assert ask(address, etag=tag, monkeypatch=monkeypatch).status == 404


def test_no_other_address_gives_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    digests, version = kept(), funds.public_version("exemple")
    for address in (
        f"/photos/999/{digests['2']}-480.jpg",  # no such version
        f"/photos/{2**40}/{digests['2']}-480.jpg",
        f"/photos/{version}/{'0' * 64}-480.jpg",
        f"/photos/{version}/{digests['2']}-999.jpg",
        f"/photos/{version}/../../fund.sqlite",
        f"/photos/{version}/{digests['2'][:10]}-480.jpg",
        f"/photos/{funds.public_version('ukraine')}/{digests['2']}-480.jpg",  # another fund's version
    ):
        assert ask(address, role="staff", monkeypatch=monkeypatch).status == 404


@pytest.mark.usefixtures("signed_in")
def test_a_photo_withdrawn_is_shown_nowhere_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = kept()["2"]
    key = digest[:16]
    app = opened("historique", fonds="exemple")
    app.session_state[f"photo-fold-{key}"] = True
    app.run()
    assert "Documents déjà faits" not in text_of(app)
    assert "Fonds exemple, version n° 1 " in text_of(app)
    meetings = opened("seances", fonds="exemple")
    meetings.button(key="make-pack").click().run()
    app.run()
    made = "pack de la séance (FR), fonds exemple, version n° 1, par Léo"
    assert made in text_of(app)
    app.button(key=f"photo-withdraw-{key}").click().run()
    assert "Rien n’est retiré" in text_of(app)
    assert funds.store().pictures.content(digest) is not None
    app.text_input(key=f"photo-why-{key}").set_value("à sa demande").run()
    app.checkbox(key=f"photo-sure-{key}").check().run()
    app.button(key=f"photo-withdraw-{key}").click().run()
    told = text_of(app)
    which = "« Dessin : le réservoir de Haute-Ravine après les travaux » retirée le "
    assert re.search(f"Photo {which}.{{8,20}} par Léo. Raison : à sa demande .*{re.escape(made)}", told)
    assert f"photo : {digest[:8]} · raison" in told  # a digest of 64 digits ran out of the list
    assert funds.store().pictures.content(digest) is None
    assert PUBLIC not in html_of(opened("exemple-eau", fonds="exemple"))
    assert PUBLIC not in html_of(opened("seance", fonds="exemple", diapo="eau-photos"))
    version = funds.public_version("exemple")
    assert ask(f"/photos/{version}/{digest}-480.jpg", role="staff", monkeypatch=monkeypatch).status == 404


def test_a_stranger_is_not_offered_to_withdraw_a_photo() -> None:
    app = opened("historique", fonds="exemple")
    assert not [each for each in app.button if str(each.key).startswith("photo-")]
    assert images(app) == []


def test_packs_are_written_down_with_the_photos_that_are_in_them_and_told_to_staff_only() -> None:
    opened("seances", fonds="exemple").button(key="make-pack").click().run()
    (pack,) = funds.store().pictures.packs("exemple")
    # Nobody is signed in: the committee's photo is not in it.
    assert (pack.kind, pack.author, kept()["2"] in pack.photos, kept()["3"] in pack.photos) == (
        "meeting",
        "",
        True,
        False,
    )
    assert "pack de la séance" not in text_of(opened("historique", fonds="exemple"))
    opened("seances", fonds="exemple", periode="2025").button(key="make-pack").click().run()
    assert funds.store().pictures.packs("exemple")[0].photos == ()


@pytest.mark.usefixtures("signed_in")
def test_original_files_are_written_down_with_the_photos_in_them_and_told_where_one_is_withdrawn() -> None:
    version, digests = funds.store().version(funds.public_version("exemple")), kept()
    (contributions,) = given_back(version, "Léo", "contributions.xlsx")
    (workbook,) = given_back(version, "Léo", "programmes.xlsx")
    every = given_back(version, "Léo")
    assert (contributions.name, workbook.name) == ("contributions.xlsx", "programmes.xlsx")
    assert {contributions.name, workbook.name} < {each.name for each in every}
    # The same photos for the same person on the same day are written down once.
    one, none = funds.store().pictures.packs("exemple")
    held = {each for each in digests.values() if funds.store().pictures.content(each)}
    assert (none.kind, one.kind, none.photos, set(one.photos)) == ("files", "files", (), held)
    app = opened("historique", fonds="exemple")
    app.session_state[f"photo-fold-{digests['2'][:16]}"] = True
    app.run()
    assert text_of(app).count("fichiers d’origine, fonds exemple, version n° 1, par Léo") == 1


def send(address: str, body: bytes, *, who: Staff | None, monkeypatch: pytest.MonkeyPatch, origin: str = "") -> Answer:
    monkeypatch.setattr(photo_routes, "staff", lambda *_: who)
    visitor = Visitor(Starlette(routes=photo_routes.photo_routes(may_show)))
    return visitor.send("POST", address, body=body, headers={"origin": origin or visitor.site})


def test_only_staff_on_a_page_of_ours_may_send_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = Staff("Anna", "hers")
    assert send("/depot-photos?nom=a.jpg", RED, who=None, monkeypatch=monkeypatch).status == 401
    other = "http://ailleurs.example"
    assert send("/depot-photos?nom=a.jpg", RED, who=anna, origin=other, monkeypatch=monkeypatch).status == 401
    assert send("/depot-photos", RED, who=anna, monkeypatch=monkeypatch).status == 400
    assert photo_uploads_of("hers").dropped() == {}
    assert send("/depot-photos?nom=../A%CC%81.jpg", RED, who=anna, monkeypatch=monkeypatch).status == 200
    assert list(photo_uploads_of("hers").dropped()) == ["á.jpg"]


def test_a_photo_that_is_too_large_is_refused_before_all_of_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_routes, "MOST_BYTES", 1000)
    anna = Staff("Anna", "large")
    assert send("/depot-photos?nom=a.jpg", RED * 2, who=anna, monkeypatch=monkeypatch).status == 200
    assert photo_uploads_of("large").dropped()["a.jpg"].picture.fault == "too_large"


def test_an_empty_file_is_damaged_and_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = Staff("Anna", "empty")
    assert send("/depot-photos?nom=a.jpg", b"", who=anna, monkeypatch=monkeypatch).status == 200
    assert photo_uploads_of("empty").dropped()["a.jpg"].picture.fault in {"unreadable", "format"}


@pytest.mark.usefixtures("signed_in")
def test_files_are_given_back_with_the_photos_that_may_be_shown_and_no_others() -> None:
    version = funds.store().version(funds.public_version("exemple"))
    (file,) = [each for each in with_photos(version) if each.name == "programmes.xlsx"]
    with ZipFile(BytesIO(file.content)) as archive:
        media = [archive.read(name) for name in archive.namelist() if name.startswith("xl/media")]
    store = funds.store().pictures
    wanted = [store.content(digest) for digest in kept().values()]
    assert sorted(media) == sorted([REMOVED, *(each for each in wanted if each)])

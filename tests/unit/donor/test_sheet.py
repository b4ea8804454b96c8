"""A donor's printed sheet: one accessible page, in its language, whose numbers are the sheet's own."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from fund.donor.gift import gift_of
from fund.donor.sheet import donor_sheet
from fund.donor.sheet_model import DonorSheet
from fund.metrics.fund import state_of
from fund.model import Dataset
from fund.pack.donor_pdf import donor_pdf
from fund.records import Decision
from fund.wording import Language
from tests.records import decision
from tests.unit.datasets import Row, dataset

AS_OF = date(2024, 12, 31)
NAME = "Aÿ-Champagne"
LONG = "Communauté d’agglomération de la très longue vallée de l’Ondre-Maritime et Tisse"
TIED: Row = {"programme": "rzeszow"}


def fund(donor: str = NAME, cents: int | None = 40_000_00, *, rows: int = 1, programmes: int = 1) -> Dataset:
    """A fund of two donors, in which another one gave 60 000 €; programmes beyond the first bear the donor's name."""
    gift: Row = {"donor": donor, "donor_type": "municipality", "received_cents": cents}
    dated = gift if cents is None else gift | {"pledged_cents": cents, "received_on": date(2024, 2, 1)}
    first: Row = {"code": "rzeszow", "name": "Rzeszów – Ґанок", "budget_cents": 75_000_00}
    others: list[Row] = [{"code": f"p{number}", "name": f"{donor} {number}"} for number in range(1, programmes)]
    return dataset(
        as_of=AS_OF,
        contributions=[*[dated] * rows, {"donor": "B", "received_cents": 60_000_00}],
        programmes=[first, *others],
        expenses=[TIED | {"amount_cents": 30_000_00}],
        activities=[TIED | {"activity": "Cours", "hours_delivered": 382.0}],
        milestones=[TIED | {"date": date(2024, 6, 30), "title": f"{donor} {number}"} for number in range(30)],
    )


def sheet_of(data: Dataset, donor: str = NAME, language: Language = "fr", **others: list[Decision]) -> DonorSheet:
    gift = gift_of(state_of(data), donor)
    assert gift is not None
    return donor_sheet(gift, data, language, version=3, decisions=others.get("decisions", []))


def pdf_of(sheet: DonorSheet) -> PdfReader:
    return PdfReader(BytesIO(donor_pdf(sheet)))


def raw_text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def text_of(reader: PdfReader) -> str:
    """What the page says, every kind of space made plain."""
    return " ".join(raw_text(reader).split())


def numbers(text: str) -> set[str]:
    """Every number with its decimals, the spaces that part its thousands left out."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"(?<=\d)\u202f(?=\d)", "", text)))


def texts(value: object) -> list[str]:
    """Every text of a sheet, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if not is_dataclass(value):
        return []
    return [text for field in fields(value) if field.name != "metric" for text in texts(getattr(value, field.name))]


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_file_is_one_tagged_page_with_its_title_and_language(language: Language, tag: str) -> None:
    reader = pdf_of(sheet_of(fund(), language=language))
    root = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert root["/Lang"] == tag
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert NAME in str(reader.metadata.title)
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_and_the_table_are_tagged_as_such() -> None:
    reader = pdf_of(sheet_of(fund(), decisions=[decision("Verser")]))
    kinds: set[str] = set()

    def collect(node: object) -> None:
        found = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(found, list):
            for child in found:
                collect(child)
        elif isinstance(found, dict):
            kinds.add(str(found.get("/S", "")))
            collect(found.get("/K"))

    collect(reader.trailer["/Root"]["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L"} <= kinds


def test_the_page_says_what_was_given_its_share_and_what_was_done() -> None:
    text = text_of(pdf_of(sheet_of(fund())))
    # 40 ÷ (40 + 60); 40 % of 30 000
    for said in ("40 000 €", "40 % 40 000 € sur 100 000 € collectés", "12 000 €", "382 h", "Dépensé : 30 000 €"):
        assert said in text
    assert "40 000 € le 01/02/2024" in text
    assert "Arrêté au 31 décembre 2024" in text
    assert "version n° 3" in text


def test_accents_and_other_alphabets_come_back_intact() -> None:
    text = text_of(pdf_of(sheet_of(fund())))
    for name in (NAME, "Rzeszów – Ґанок"):
        assert name in text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("cents", [0, 1, 40_000_00, 123_456_78, 1_000_000_000_00])
def test_every_number_on_paper_is_one_of_the_sheet(cents: int, language: Language) -> None:
    sheet = sheet_of(fund(cents=cents), language=language)
    # « et n autres » counts what the page has no room for: no number of the sheet.
    printed = re.sub(r"\b(et|and)\s\d+\s(autre|other)", "", raw_text(pdf_of(sheet)))
    assert numbers(printed) <= numbers("\n".join(texts(sheet)))
    for figure in sheet.figures:
        assert figure.value in printed


def test_an_amount_that_is_not_communicated_is_said_and_no_amount_invented() -> None:
    sheet = sheet_of(fund(cents=None))
    text = text_of(pdf_of(sheet))
    # What nobody told is left to fill in by hand, and not said to be missing.
    assert text.count("à compléter") == 3
    assert "non communiqué" not in text
    assert sheet.words.undisclosed.startswith("Le montant versé n’est pas dans les classeurs")
    assert "mis en commun" not in text
    assert "Part indicative de ces dépenses" not in text
    assert "382" in text


@pytest.mark.parametrize(
    "name",
    [
        LONG,
        "M" * 80,
        '#eval("1") #panic() *gras* _it_ $x$ @ref <lab> `raw` \\ #let x = 1',
        "日本の都市 😀 مدينة",
        "a\x01\u202eb\u200d",
    ],
)
@pytest.mark.parametrize("cents", [0, 1_000_000_000_00])
def test_any_name_and_any_amount_make_one_page(name: str, cents: int) -> None:
    data = fund(name, cents, rows=40, programmes=30)
    decisions = [decision(f"{name} " * 8, amount_cents=cents, due=AS_OF)] * 40
    reader = pdf_of(sheet_of(data, name, decisions=decisions))
    assert len(reader.pages) == 1


def test_markup_in_a_name_is_shown_as_it_is() -> None:
    name = "*Saint* #panic(1) $x$ <lab>"
    assert name in text_of(pdf_of(sheet_of(fund(name), name)))


def test_decisions_on_paper_are_those_that_concern_the_gift_and_stand() -> None:
    decisions = [
        decision("Pour le fonds", amount_cents=5_00),
        decision("Pour Rzeszów", programme="rzeszow", due=date(2025, 1, 31)),
        decision("Abandonnée", state="dropped"),
        decision("Programme inconnu", programme="x"),
    ]
    text = text_of(pdf_of(sheet_of(fund(), decisions=decisions)))
    assert "Pour le fonds 5 €" in text
    assert "Pour Rzeszów" in text
    assert "31 janvier 2025" in text
    assert "Abandonnée" not in text
    assert "Programme inconnu" not in text


def test_a_remark_of_the_workbook_is_never_printed() -> None:
    data = dataset(as_of=AS_OF, contributions=[{"donor": NAME, "received_cents": 1, "note": "à relancer, Mme Untel"}])
    assert "Untel" not in repr(sheet_of(data)) + text_of(pdf_of(sheet_of(data)))


def test_the_sheet_opens_with_what_the_fund_did_then_the_gift_then_the_sentence_then_the_names() -> None:
    text = text_of(pdf_of(sheet_of(fund())))
    places = [
        text.index(said)
        for said in (
            *("Ce que 2 collectivités ont rendu possible", "40 % Part du budget dépensée"),
            *("Le don : Aÿ-Champagne", "40 000 € le 01/02/2024"),
            *("À voter ou à citer", "« Le conseil municipal prend acte", "Les donateurs : Aÿ-Champagne, B", "Sources"),
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("donor_type", "name", "council"),
    [
        ("municipality", "Laval", "Le conseil municipal"),
        ("department", "Mayenne", "Le conseil départemental"),
        ("region", "Bretagne", "Le conseil régional"),
        ("intermunicipal", "Laval Agglomération", "Le conseil communautaire"),
        ("intermunicipal", "Eurométropole de Strasbourg", "Le conseil métropolitain"),
        ("network", "CGLU", "L’assemblée délibérante"),
        ("", "Laval", "L’assemblée délibérante"),
    ],
)
def test_the_council_is_that_of_the_type_of_authority(donor_type: str, name: str, council: str) -> None:
    data = dataset(as_of=AS_OF, contributions=[{"donor": name, "donor_type": donor_type, "received_cents": 100}])
    vote = sheet_of(data, name).opening.vote
    assert vote.startswith(f"«\u00a0{council} prend acte")
    assert f"dont {name} est l’un des donateurs" in vote


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ({"received_cents": 100}, ", dont Laval est l’un des donateurs. »"),
        # Of whom neither is known, on the source's word.
        ({}, ", dont Laval est l’un des donateurs. »"),
        ({"pledged_cents": 100}, ", envers lequel Laval a pris un engagement. »"),
        ({"committed_cents": 100}, ", envers lequel Laval a pris un engagement. »"),
        ({"pledged_cents": 100, "state": "considered"}, "géré par Cités Unies France. »"),
    ],
)
def test_a_council_votes_what_its_authority_is_to_the_fund(told: Row, role: str) -> None:
    laval: Row = {"donor": "Laval", "donor_type": "municipality", **told}
    for others in ([], [{"donor": "B", "donor_type": "municipality", "received_cents": 100}]):
        found = sheet_of(dataset(as_of=AS_OF, contributions=[laval, *others]), "Laval").opening
        assert found.vote.replace("\u00a0", " ").endswith(role)
        assert ("Laval est parmi" in found.intro) is ((told == {} and not others) or "received_cents" in told)


def test_those_who_gave_nothing_yet_made_nothing_possible() -> None:
    pledged = [{"donor": name, "donor_type": "municipality", "pledged_cents": 100} for name in ("A", "B")]
    programme: Row = {"code": "rzeszow", "name": "R", "budget_cents": 1000}
    spent = {"programmes": [programme], "expenses": [TIED | {"amount_cents": 100}]}
    asked = dataset(as_of=AS_OF, contributions=pledged, **spent)
    assert sheet_of(asked, "A").opening.title == "Ce que le fonds a rendu possible"
    paid = [{**row, "received_cents": 100} for row in pledged]
    both = sheet_of(dataset(as_of=AS_OF, contributions=[*paid, {**pledged[0], "donor": "C"}], **spent), "A").opening
    assert (both.title, both.intro) == (
        "Ce que 2\u00a0collectivités ont rendu possible",
        "A est parmi les donateurs\u00a0: 2\u00a0collectivités. Collecté en tout\u00a0: 2\u00a0€.",
    )
    one = sheet_of(dataset(as_of=AS_OF, contributions=[paid[0], pledged[1]], **spent), "B").opening
    assert (one.title, one.intro) == ("Ce que le fonds a rendu possible", "Collecté en tout\u00a0: 1\u00a0€.")

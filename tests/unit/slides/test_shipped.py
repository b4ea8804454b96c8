"""What the slides of the two shipped funds say, checked against what the association has published."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import docx
import pytest

from fund.charts.plot import Measure, Shape
from fund.pack.report import report
from fund.slides.deck import deck
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.wording import Language
from tests.shipped_funds import shipped_fund


@cache
def slides(code: str, language: Language = "fr") -> dict[str, Slide]:
    given = DeckInput(fund=shipped_fund(code))
    return {slide.code: slide for slide in deck(given, language)}


def test_the_slides_of_ukraine_come_in_their_order() -> None:
    assert list(slides("ukraine")) == [
        *("title", "fund", "to-decide", "contributions", "money"),
        *("auc-summary", "auc-tranches", "auc-next", "moldavie-summary", "moldavie-spending", "moldavie-next"),
        *("rzeszow-summary", "rzeszow-hours", "rzeszow-next", "what-if", "thanks"),
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "candidatures\u00a0: 29 · retenues\u00a0: 25"), ("en", "“candidatures”: 29 · “retenues”: 25")],
)
def test_the_workbook_s_words_stand_apart_in_a_slide_s_own_sentence(language: str, said: str) -> None:
    slides = deck(DeckInput(fund=shipped_fund("ukraine")), Language(language))
    assert next(each for each in slides if each.code == "rzeszow-hours").note.startswith(said)


def test_each_title_of_ukraine_says_its_message_with_its_figure() -> None:
    titles = {code: slide.title for code, slide in slides("ukraine").items()}
    assert titles["fund"] == "Environ 395\u202f000\u00a0€ collectés, au moins 75\u202f000\u00a0€ dépensés"
    assert titles["contributions"] == (
        "Environ 395\u202f000\u00a0€ collectés\u00a0; donateurs\u00a0: 22\u00a0collectivités et CGLU"
    )
    assert titles["auc-tranches"] == "AUC\u00a0: 84,92\u00a0% de la première tranche est dépensée"
    assert titles["moldavie-spending"].endswith(
        "75\u202f000\u00a0€ dépensés sur 75\u202f000\u00a0€ alloués (100\u00a0%)"
    )
    assert titles["rzeszow-hours"].endswith("382\u00a0h dispensées, 2\u202f230\u00a0h reçues par les participants")
    # Eight courses to come, held ones apart.
    assert titles["rzeszow-next"].endswith("8\u00a0formations à venir")


def test_the_same_titles_in_english() -> None:
    titles = {code: slide.title for code, slide in slides("ukraine", "en").items()}
    assert titles["fund"] == "About €395,000 raised, at least €75,000 spent"
    assert titles["auc-tranches"] == "AUC: 84.92% of the first tranche is spent"


def test_a_declared_figure_says_so_and_a_rounded_one_too() -> None:
    raised, spent, hours, donors = slides("ukraine")["fund"].figures
    assert (raised.label, raised.value) == ("Collecté", "≈ 395\u202f000\u00a0€")
    assert raised.note == "déclaré"
    assert (spent.label, spent.value, spent.note) == (
        "Dépensé, au moins",
        "75\u202f000\u00a0€",
        "déclaré · au 30 juin 2023",
    )
    assert (hours.value, hours.note) == ("382\u00a0h", "2\u202f230\u00a0h reçues (déduit)")
    assert (donors.value, donors.note) == ("22", "montants non communiqués pour\u00a022")


def test_the_donors_of_ukraine_are_counted_by_type_where_no_amount_is_known() -> None:
    plot = slides("ukraine")["contributions"].plot
    assert plot is not None
    assert plot.measure is Measure.COUNT
    assert plot.categories == ("Communes", "Intercommunalités", "Départements", "Réseau de collectivités")
    assert plot.series[0].values == (14, 5, 3, 1)


def test_a_share_without_its_amount_says_that_it_is_not_known() -> None:
    slide = slides("ukraine")["auc-tranches"]
    assert slide.plot is not None
    (series,) = slide.plot.series
    assert series.values == (0.8492,)
    assert series.texts == ("84,92\u00a0% · d’un montant non communiqué · déclaré",)
    assert series.declared
    assert slide.plot.extent == 1


def test_the_money_of_ukraine_shows_what_is_not_communicated_as_a_gap() -> None:
    plot = slides("ukraine")["money"].plot
    assert plot is not None
    assert plot.shape is Shape.STACKED
    transferred = plot.categories.index("Transféré")
    series = next(each for each in plot.series if each.name == "Alloué, transféré")
    assert (series.values[transferred], series.labels[transferred]) == (None, "non communiqué")


def test_ukraine_thanks_its_donors_by_their_names() -> None:
    names = slides("ukraine")["thanks"].names
    assert len(names) == 23
    assert names[:2] == ("Arnage", "Aÿ-Champagne")
    assert names[-1] == "Strasbourg"
    assert "Conseil départemental de Seine-Saint-Denis" in names
    assert "Cités et Gouvernements Locaux Unis (CGLU)" in names


def test_the_foot_says_the_fund_the_date_and_the_source() -> None:
    foot = slides("ukraine")["rzeszow-hours"].foot
    assert foot == ("Ukraine · Arrêté à novembre 2023 · source\u00a0: programmes.xlsx")


def test_the_example_fund_is_marked_on_every_slide_and_ukraine_on_none() -> None:
    assert {slide.marks for slide in slides("exemple").values()} == {("données fictives",)}
    assert {slide.marks for slide in slides("ukraine").values()} == {()}


def test_the_largest_donors_stand_by_name_and_the_others_together() -> None:
    slide = slides("exemple")["contributions"]
    assert slide.plot is not None
    received, due = slide.plot.series
    # 42 donors, 3 of them without any amount: 7 by name, and 32 together in the note, where they crush no bar.
    assert slide.plot.categories[0] == "Région Ponant-Verdaine"
    assert len(slide.plot.categories) == 7
    assert not any("autres" in str(each) for each in slide.plot.categories)
    assert received.values[:6] == (120_000, 90_000, 75_000, 70_000, 65_000, 65_000)
    # 982 600 raised, less these 485 000 and the seventh.
    rest = 497_600 - received.values[6]
    said = f"{rest:,.0f}".replace(",", "\u202f")
    assert slide.note.startswith(f"32\u00a0autres donateurs\u00a0: {said}\u00a0€ versés")
    assert due.labels[2] == "40\u202f000\u00a0€ à recevoir"


def test_a_release_that_is_met_waits_for_a_decision_and_partners_are_asked_by_name() -> None:
    slide = slides("exemple")["to-decide"]
    assert slide.title == "2\u00a0décisions à prendre"
    payment, money = slide.facts
    assert (payment.value, payment.said) == (
        "60\u202f000\u00a0€",
        "Verser la tranche\u00a02 (Les métiers), prévue le 15 octobre 2026",
    )
    assert money.mark == "au moins"
    assert slide.heading == "À demander aux partenaires et aux donateurs"
    assert not any("colonne" in line or "feuille" in line for line in slide.lines)


def test_what_each_programme_of_ukraine_has_done_is_told_in_its_own_words() -> None:
    found = slides("ukraine")
    assert found["rzeszow-summary"].title == "Rzeszów\u00a0: Accompagner 25 femmes réfugiées"
    assert found["rzeszow-summary"].told.startswith("L’ONG Pro Carpathia")
    assert found["rzeszow-summary"].facts[0].value == "382\u00a0h"
    assert [fact.value for fact in found["auc-summary"].facts] == ["84,92\u00a0%"]
    assert (found["moldavie-summary"].facts[0].value, found["moldavie-summary"].facts[0].said) == (
        "17",
        "Collectivités soutenues",
    )


def test_no_slide_says_twice_whose_it_is() -> None:
    for fund in ("ukraine", "exemple"):
        whose = [slide for slide in slides(fund).values() if slide.programme and slide.subtitle]
        assert [slide.kind for slide in whose] == [SlideKind.PROGRAMME] * 3


def test_what_is_still_to_justify_stands_beside_the_mark_of_the_threshold() -> None:
    slide = slides("exemple")["eau-tranches"]
    assert slide.kind is SlideKind.TRANCHES
    assert slide.figures[2].label == "Reste à justifier, tranche\u00a03"
    # 70 % of 120 000 € is 84 000 €, of which 61 799,95 € are justified.
    assert slide.figures[2].value == "22\u202f200\u00a0€"
    assert slide.plot is not None
    assert (slide.plot.threshold, slide.plot.threshold_label) == (0.7, "70\u00a0% à justifier avant la tranche\u00a03")


def test_a_share_above_the_whole_keeps_its_label() -> None:
    plot = slides("exemple")["ecoles-tranches"].plot
    assert plot is not None
    label = "103,55\u00a0% · dépassement · 113\u202f900\u00a0€ sur 110\u202f000\u00a0€"
    assert plot.series[0].texts[1] == label


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pace_towards_the_next_tranche_is_said_on_its_slide_and_in_the_report(language: Language) -> None:
    said = {
        "fr": "Au rythme récent, condition remplie entre le 29 novembre 2026 et le 21 décembre 2026.",
        "en": "At the recent pace, the condition is met between 29 November 2026 and 21 December 2026.",
    }[language]
    assert slides("exemple", language)["eau-tranches"].note == said
    assert slides("exemple", language)["metiers-tranches"].note == ""
    written = docx.Document(BytesIO(report(DeckInput(fund=shipped_fund("exemple")), language))).paragraphs
    assert [line.text for line in written if said in line.text]

"""A programme's page: what was done comes first, what does not apply is absent, every part is reached from the top."""

from __future__ import annotations

import html
import re
from types import SimpleNamespace
from typing import Any

import pytest

from pages.parts.programme.programme_opening import story_titles
from pages.parts.show.markup import fill, paragraphs
from tests.pages.app import html_of, open_page, text_of
from tests.same_words.stated import plain
from tests.unit.datasets import dataset

PROGRAMMES = (
    "exemple-eau",
    "exemple-ecoles",
    "exemple-metiers",
    "ukraine-auc",
    "ukraine-moldavie",
    "ukraine-rzeszow",
)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_list_of_contents_names_every_part_and_none_that_is_not_there(programme: str, language: str) -> None:
    html = html_of(open_page(programme, langue=language))
    listed = re.findall(r'<li><a href="#([a-z-]+)">', html)
    there = re.findall(r'<h2 class="section" id="([a-z-]+)"', html)
    assert listed == there
    assert len(set(there)) == len(there) >= 3


def test_what_was_done_comes_before_money_and_money_before_hours_places_and_steps() -> None:
    text = text_of(open_page("exemple-eau"))
    told = (
        "Les réseaux de Tarmeril, d’Osselune et d’Anse-Vialune sont achevés.",
        "Aucune cible n’est encore atteinte",
        "La tranche 3 attend encore",
        "Premier poste de dépenses",
        "Formation technique : 739 h",
        "3 lieux achevés sur 14",
        "Les étapes : 2 faites",
        "La piste de Haute-Ravine est coupée",
    )
    places = [text.index(each) for each in told]
    assert places == sorted(places)
    # The short text that the page opens with is not told again below.
    assert text.count(told[0]) == 1


def test_a_long_text_goes_on_below_and_says_nothing_twice() -> None:
    html, text = html_of(open_page("ukraine-rzeszow")), text_of(open_page("ukraine-rzeszow"))
    assert '<a href="#partie-recit">Lire la suite</a>' in html
    assert text.count("Rzeszów compte 200 000 habitants") == 1
    assert "Accompagner 25 femmes réfugiées (suite)" in text
    assert text.index("Lire la suite") < text.index("Les étapes") < text.index("Polonais : 60 heures par personne")


def test_an_unknown_budget_and_a_threshold_are_no_key_figures() -> None:
    html, text = html_of(open_page("ukraine-auc")), text_of(open_page("ukraine-auc"))
    assert re.findall(r'class="figure-value.*?>(?:<[^>]+>)*([^<]+)<', html) == ["84,92\u00a0%"]
    assert "Non communiqué : alloué, transféré, dépensé" in text
    assert text.count("non communiqué") == 1, "of the tranche’s amount"
    assert "Au-dessus de 40 000 UAH (1 040,27 € au taux du contrat), un appel d’offres est obligatoire." in text
    # Neither what it does not have, nor what it has, fills the page: two purchases are behind their number.
    assert "Pièces pour la réparation des serveurs" not in text
    assert [plain(each.label) for each in open_page("ukraine-auc").expander] == [
        "Voir les 2 achats et d’où vient la règle",
        "Les étapes : 1 faite, 1 annoncée depuis",
        "Récit : Renforcer les capacités de l’association (suite)",
    ]


def test_a_part_that_does_not_apply_is_absent() -> None:
    text = text_of(open_page("ukraine-moldavie"))
    for absent in ("Tranche", "appel d’offres", "Heures", "non communiqué", "Non communiqué"):
        assert absent not in text.replace("Non communiqué : transféré", ""), absent


def test_many_purchases_are_folded_and_a_breach_is_said_beside_the_rule() -> None:
    app = open_page("exemple-eau")
    assert '<span class="breach">1\u00a0achat au-dessus du seuil sans appel d’offres connu.</span>' in html_of(app)
    assert "Groupe électrogène" not in text_of(app)
    (fold,) = [each for each in app.expander if "achats" in each.label]
    assert fold.label.replace("\u00a0", " ") == "Voir les 21 achats et d’où vient la règle"


def test_what_is_left_with_the_partner_is_at_most_what_is_not_known_to_be_spent() -> None:
    # 240 000 transferred, at least 178 699.99 spent.
    said = plain(text_of(open_page("exemple-eau")))
    assert "Reste chez le partenaire au plus 61 300 €" in said
    assert "Reste chez le partenaire : non communiqué" not in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_when_the_next_tranche_may_be_paid_is_told_at_the_recent_pace(language: str) -> None:
    said = plain(text_of(open_page("exemple-eau", langue=language)))
    # 22 200.05 € to justify, at the pace of the last three, six and twelve months before 30 September 2026.
    expected = {
        "fr": "Au rythme récent, condition remplie entre le 29 novembre 2026 et le 21 décembre 2026.",
        "en": "At the recent pace, the condition is met between 29 November 2026 and 21 December 2026.",
    }
    assert expected[language] in said


@pytest.mark.parametrize("programme", ["exemple-metiers", "ukraine-auc", "exemple-ecoles"])
def test_nothing_is_told_of_a_pace_where_a_tranche_is_ready_or_nothing_tells_it(programme: str) -> None:
    assert "Au rythme récent" not in text_of(open_page(programme))


def test_the_parts_of_a_fund_s_total_lead_to_their_programmes_and_add_up() -> None:
    app = open_page(fonds="exemple", langue="en")
    at = next(
        key
        for key in re.findall(r'data-asks="(source-overview-[0-9]+)"', html_of(app))
        if re.search(rf'data-asks="{key}"[^>]*aria-label="[^"]*spent', html_of(app))
    )
    app.session_state[at] = True
    html = html_of(app.run())
    answer = html[html.index('class="closes"') :]
    links = re.findall(r'<a href="/([a-z-]+)\?([^"]+)" target="_self" lang="fr">', answer)
    assert [path for path, _ in links] == ["exemple-eau", "exemple-ecoles", "exemple-metiers"]
    assert all("fonds=exemple" in asked and "langue=en" in asked for _, asked in links)
    assert "data-closes>Close</button>" in html


def test_the_strip_says_of_each_tranche_where_it_stands() -> None:
    html = html_of(open_page("exemple-eau"))
    strip = html[html.index('<ol class="strip"') : html.index("</ol>")]
    assert re.findall(r'<li class="(\w+)"', strip) == ["paid", "paid", "planned", "planned"]
    # 120 000, 120 000, 110 000 and 70 000 €: as wide as the widest, and so on.
    assert re.findall(r"flex-grow:([\d.]+)", strip) == ["1.0000", "1.0000", "0.9167", "0.5833"]
    assert "70\u00a0% à justifier" in strip
    assert "en retard" not in strip


def test_what_the_workbook_wrote_is_marked_as_french_on_an_english_page() -> None:
    html = html_of(open_page("exemple-eau", langue="en"))
    assert '<h1 lang="fr">Rétablir l’eau potable dans quatorze communes</h1>' in html
    assert '<h2 class="section" id="partie-fait" lang="fr">Trois communes ont retrouvé l’eau</h2>' in html
    assert '<div lang="fr"><p>Les réseaux de Tarmeril' in html
    assert '<span lang="fr">L’eau revient à Tarmeril</span>' in html
    for name in ("Équipement", "Tarmeril", "Formation technique", "Réseau d’eau remis en état", "Fontainiers désignés"):
        assert f'<div class="bar-name" lang="fr">{name}</div>' in html
    # A title in English quotes the workbook's word.
    assert "Largest category of expenses: “Équipement”, €57,487" in html
    assert "Participants at each step: “fontainiers désignés”:\u00a042" in html
    # What the page says itself is in its own language.
    assert not re.search(r'lang="fr">(Raised|Tranche)', html_of(open_page(fonds="exemple", langue="en")))
    assert "<h1>Contributions</h1>" in html_of(open_page("contributions", langue="en"))


def test_a_printed_page_says_its_version_and_its_day() -> None:
    html = html_of(open_page("exemple-eau"))
    assert re.search(r'<p class="on-paper">Version n°\s1, publiée le \d', html)


def test_digits_and_their_unit_stay_on_one_line() -> None:
    assert str(paragraphs("75 000 € le 3 juin, 12 h")) == (
        '<div lang="fr"><p>75\u202f000\u202f€ le 3 juin, 12\u202fh</p></div>'
    )


def test_donors_are_not_listed_twice_where_no_amount_is_known_of_any() -> None:
    text = text_of(open_page("contributions", fonds="ukraine"))
    assert text.count("Le Genest-Saint-Isle") == 1
    # Three of many are named apart.
    assert text_of(open_page("contributions", fonds="exemple")).count("Vieux-Charmelle") == 2


@pytest.mark.parametrize("said", ["Pompe </script> rouge", "a --> b --!>", "]]> fin", "</TITLE>"])
def test_no_description_is_dropped_for_what_a_browser_takes_for_the_end_of_something(said: str) -> None:
    drawn = fill('<img alt="{alt}">', alt=said)
    # What the purifier that Streamlit brings looks for.
    assert not re.search(r"((--!?|\])>)|</(style|script|title)", html.unescape(drawn.removesuffix(">")), re.IGNORECASE)
    assert "\u2060" not in fill("{text}", text="Écrire à <b>Anne</b> -> vite")
    assert html.unescape(drawn).replace("\u2060", "") == f'<img alt="{said}">'


@pytest.mark.parametrize(("titles", "said"), [(["Avril", None], "Récit : Avril"), ([None], "Récit")])
def test_a_text_without_a_title_has_none_in_the_fold_of_texts(titles: list[str | None], said: str) -> None:
    view: Any = SimpleNamespace(say=lambda _: "Récit", language="fr")
    assert plain(story_titles(dataset(stories=[{"title": title} for title in titles]).table("stories"), view)) == said

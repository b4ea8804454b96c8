"""Which slides a meeting has, in which order, and what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fund.model import Finding, Severity
from fund.records import DeckEntry
from fund.slides.deck import deck
from tests.records import decision, meeting
from tests.unit.datasets import dataset
from tests.unit.slides.slide_funds import material, slides, small


def codes(*preferences: DeckEntry) -> list[str]:
    return [slide.code for slide in deck(replace(small(), preferences=preferences), "fr")]


NATURAL = ["title", "fund", "contributions", "money", "to-decide", "what-if", "decisions", "thanks"]


def test_without_a_choice_the_slides_come_in_their_natural_order() -> None:
    assert codes() == NATURAL


def test_a_slide_that_the_choice_does_not_name_follows_the_one_it_naturally_follows() -> None:
    chosen = codes(DeckEntry("thanks"), DeckEntry("money"), DeckEntry("title"))
    assert chosen == ["thanks", "money", "to-decide", "what-if", "decisions", "title", "fund", "contributions"]


def test_a_hidden_slide_is_left_out_and_its_followers_stay() -> None:
    assert codes(DeckEntry("money", shown=False), DeckEntry("gone")) == [code for code in NATURAL if code != "money"]


def test_the_speaker_s_line_goes_with_its_slide() -> None:
    found = deck(replace(small(), preferences=[DeckEntry("money", line="Rappeler le virement.")]), "fr")
    assert {slide.code: slide.line for slide in found if slide.line} == {"money": "Rappeler le virement."}


def test_the_title_says_the_fund_the_day_and_the_place() -> None:
    given = replace(small(), meeting=meeting(date(2026, 10, 1), "Paris"))
    title = slides(given)["title"]
    assert (title.title, title.subtitle) == ("Fonds d’essai", "Comité des donateurs du 1er octobre 2026, Paris")
    assert slides(small())["title"].subtitle == "Comité des donateurs"


def test_a_fund_without_any_row_has_a_deck_that_invents_nothing() -> None:
    found = slides(material(dataset()))
    assert "thanks" not in found
    assert found["fund"].title == "Aucun montant ni donateur n’est communiqué"
    assert found["contributions"].title == "Aucune contribution n’est encore connue"
    assert found["money"].plot is None
    assert {figure.value for figure in found["fund"].figures if figure.label != "Collectivités donatrices"} == {
        "non communiqué"
    }


def test_one_donor_s_gifts_are_shown_month_by_month() -> None:
    plot = slides(small())["contributions"].plot
    assert plot is not None
    assert plot.shape == "columns"
    assert plot.categories == ("janv. 2024", "févr. 2024", "mars 2024")
    assert plot.series[0].values == (0, 0, 5_000)


def test_decisions_of_earlier_meetings_stay_until_they_are_done() -> None:
    today = [decision("Verser la tranche 2", amount_cents=6_000_000, due=date(2026, 11, 15))]
    earlier = [
        decision("Auditer", state="under_way"),
        decision("Choisir l’ONG", state="done"),
        decision("Visiter", state="dropped"),
    ]
    slide = slides(replace(small(), decisions=today, earlier_decisions=earlier))["decisions"]
    assert slide.title == "1 décision prise aujourd’hui et 1 des séances passées à suivre"
    assert slide.table is not None
    assert slide.table.rows == (
        ("Verser la tranche 2", "", "60\u202f000\u00a0€", "15/11/2026", "à faire"),
        ("Auditer", "", "", "", "en cours"),
    )


def test_decisions_that_do_not_fit_are_counted() -> None:
    given = replace(small(), decisions=[decision(f"Décision {at}") for at in range(11)])
    slide = slides(given)["decisions"]
    assert slide.table is not None
    assert (len(slide.table.rows), slide.note) == (7, "et 4 autres décisions")


def test_checks_of_one_kind_stand_on_one_line_and_notes_on_none() -> None:
    late = [
        Finding("missing_expected", Severity.WARNING, sheet="Programmes", row=row, column="budget") for row in (2, 3)
    ]
    broken = Finding("empty_file", Severity.ERROR, file="dons.xlsx")
    note = Finding("refund", Severity.NOTE, row=4, seen="-1")
    given = small()
    checked = replace(given.fund, findings=(*late, note, broken))
    slide = slides(replace(given, fund=checked))["to-decide"]
    assert slide.title == "3 vérifications à faire"
    assert slide.lines == ("Le fichier dons.xlsx ne contient rien.", "Renseignement manquant (2 fois)")


def test_the_checks_that_have_no_line_are_counted_one_by_one_like_those_of_the_title() -> None:
    several = ("missing_expected", "expense_without_amount", "tranche_without_amount", "sub_cent")
    codes = [*several, "siren_invalid", "negative_cost", *("not_a_date", "not_a_number") * 3]
    found = tuple(Finding(code, Severity.WARNING, row=row) for row, code in enumerate(codes))
    given = small()
    slide = slides(replace(given, fund=replace(given.fund, findings=found)))["to-decide"]
    assert slide.title == "12 vérifications à faire"
    # Six kinds have a line, one each; what is left are two kinds of three.
    assert (len(slide.lines), slide.lines[-1]) == (7, "et 6 autres")


def test_nothing_to_decide_is_said() -> None:
    assert slides(small())["to-decide"].title == "Rien n’attend de décision aujourd’hui"


def test_money_allocated_beyond_what_was_raised_is_to_be_decided() -> None:
    data = dataset(
        contributions=[{"donor": "A", "received_cents": 100_000}],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 130_000}],
        running_costs=[],
    )
    found = slides(material(data))
    assert found["to-decide"].lines == ("300\u00a0€ sont alloués au-delà de ce qui est collecté",)
    assert found["money"].title == "1\u202f000\u00a0€ collectés, 300\u00a0€ alloués au-delà"


def test_money_allocated_beyond_what_is_about_known_is_said_about() -> None:
    data = dataset(
        declared=[
            {"indicator": "raised", "value": 1_000, "unit": "EUR", "date": date(2024, 1, 1), "approximate": "about"}
        ],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 130_000}],
        running_costs=[],
    )
    found = slides(material(data))
    assert found["to-decide"].lines == ("Environ 300\u00a0€ sont alloués au-delà de ce qui est collecté",)
    assert found["money"].title == "Environ 1\u202f000\u00a0€ collectés, environ 300\u00a0€ alloués au-delà"


def test_money_allocated_beyond_what_is_partly_known_is_at_most_the_difference() -> None:
    data = dataset(
        contributions=[{"donor": "A", "received_cents": 100_000}, {"donor": "B"}],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 130_000}],
        running_costs=[],
    )
    assert "Au plus 300\u00a0€ sont alloués au-delà de ce qui est collecté" in slides(material(data))["to-decide"].lines

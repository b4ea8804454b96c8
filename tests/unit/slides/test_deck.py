"""Which slides a meeting has, in which order, and what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fund.model import Moment
from fund.records import DeckEntry
from fund.slides.deck import deck
from fund.slides.slide import DeckInput
from tests.records import decision, meeting
from tests.unit.datasets import dataset
from tests.unit.slides.slide_funds import material, slides, small


def codes(*preferences: DeckEntry) -> list[str]:
    return [slide.code for slide in deck(replace(small(), preferences=preferences), "fr")]


NATURAL = ["title", "fund", "contributions", "money", "what-if", "thanks"]


def test_without_a_choice_the_slides_come_in_their_natural_order() -> None:
    assert codes() == NATURAL


def test_a_slide_that_the_choice_does_not_name_follows_the_one_it_naturally_follows() -> None:
    chosen = codes(DeckEntry("thanks"), DeckEntry("money"), DeckEntry("title"))
    assert chosen == ["thanks", "money", "what-if", "title", "fund", "contributions"]


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
    assert slide.title == "1\u00a0décision prise aujourd’hui et 1\u00a0des séances passées à suivre"
    assert slide.table is not None
    assert slide.table.rows == (
        ("Verser la tranche 2", "", "60\u202f000\u00a0€", "15/11/2026", "à faire"),
        ("Auditer", "", "", "", "en cours"),
    )


def test_decisions_that_do_not_fit_are_counted() -> None:
    given = replace(small(), decisions=[decision(f"Décision {at}") for at in range(11)])
    slide = slides(given)["decisions"]
    assert slide.table is not None
    assert (len(slide.table.rows), slide.note) == (7, "et 4\u00a0autres décisions")


def test_nothing_to_decide_and_nothing_decided_have_no_slide() -> None:
    assert {"to-decide", "decisions"}.isdisjoint(slides(small()))


def owing(*, spent: int = 40_000, **more: object) -> DeckInput:
    """A fund whose partner has spent 400 of the 500 € it received, and is to say what the third tranche is."""
    tranches = [
        {"number": 1, "amount_cents": 50_000, "paid_on": date(2024, 2, 1)},
        {"number": 2, "amount_cents": 30_000, "planned_on": date(2025, 3, 1), "release_threshold": 0.7},
        {"number": 3, "planned_on": date(2026, 3, 1)},
    ]
    return material(
        dataset(
            as_of=date(2024, 12, 31),
            contributions=[{"donor": "Laval", "received_cents": 150_000, "received_on": date(2024, 1, 5)}],
            programmes=[{"code": "p", "name": "Eau", "budget_cents": 100_000, "status": "running", **more}],
            running_costs=[],
            tranches=[{"programme": "p", **each} for each in tranches],
            expenses=[
                {
                    "programme": "p",
                    "tranche": 1,
                    "label": "Pompe",
                    "currency": "EUR",
                    "amount_cents": spent,
                    "date": date(2024, 5, 1),
                }
            ],
        )
    )


def test_what_is_to_be_decided_is_third_with_amount_verb_condition_and_what_would_be_left() -> None:
    found = deck(owing(), "fr")
    assert [slide.code for slide in found][:3] == ["title", "fund", "to-decide"]
    slide = found[2]
    payment, money = slide.facts
    assert slide.title == "2\u00a0décisions à prendre"
    assert (payment.value, payment.said) == ("300\u00a0€", "Verser la tranche\u00a02 (Eau), prévue le 1er mars 2025")
    # 1 500 − 500 transferred − 300 = 700.
    assert payment.detail == (
        "La condition est remplie\u00a0: 80\u00a0% justifiés pour 70\u00a0% demandés\u00a0; "
        "il resterait 700\u00a0€ sur le compte"
    )
    assert (money.value, money.said) == ("500\u00a0€", "Allouer ce qui reste, ou le garder en réserve")
    assert slide.heading == "À demander aux partenaires"
    assert slide.lines == ("Eau\u00a0: le montant de la tranche\u00a03",)


def test_what_is_to_be_asked_stands_alone_where_nothing_is_to_be_decided() -> None:
    slide = slides(owing(budget_cents=150_000))["to-decide"]
    assert [fact.said for fact in slide.facts] == ["Verser la tranche\u00a02 (Eau), prévue le 1er mars 2025"]
    bare = dataset(programmes=[{"code": "p", "name": "Eau", "status": "running"}])
    alone = slides(material(bare))["to-decide"]
    assert (alone.title, alone.heading, alone.facts) == ("À demander aux partenaires", "", ())
    assert alone.lines == ("Eau\u00a0: son budget\u00a0; les versements reçus\u00a0; ses dépenses",)


def test_the_slide_takes_the_place_the_line_and_the_hiding_that_its_code_had() -> None:
    chosen = replace(owing(), preferences=[DeckEntry("money"), DeckEntry("to-decide", line="Voter.")])
    found = deck(chosen, "fr")
    places = {slide.code: place for place, slide in enumerate(found)}
    assert places["fund"] < places["money"] < places["to-decide"] < places["contributions"]
    assert found[places["to-decide"]].line == "Voter."
    hidden = replace(owing(), preferences=[DeckEntry("to-decide", shown=False)])
    assert "to-decide" not in slides(hidden)


def test_a_payment_that_people_will_ask_about_is_said_not_to_be_ready() -> None:
    slide = slides(owing(spent=20_000))["to-decide"]
    # 70 % of 500 € is 350 €, of which 200 € are justified.
    assert slide.note == "Pas encore\u00a0: la tranche\u00a02 (Eau), il reste 150\u00a0€ à justifier."
    assert all("Verser" not in fact.said for fact in slide.facts)


def test_money_allocated_beyond_what_was_raised_is_to_be_decided() -> None:
    data = dataset(
        contributions=[{"donor": "A", "received_cents": 100_000}],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 130_000}],
        running_costs=[],
    )
    found = slides(material(data))
    assert [each.said for each in found["to-decide"].facts] == [
        "300\u00a0€ sont alloués au-delà de ce qui est collecté"
    ]
    assert found["money"].title == "1\u202f000\u00a0€ collectés, 300\u00a0€ alloués au-delà"


def test_a_fund_that_is_closed_tells_what_it_has_and_allocates_nothing_more() -> None:
    data = dataset(
        contributions=[{"donor": "A", "received_cents": 100_000}],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 60_000}],
        tranches=[{"programme": "p", "number": 1, "amount_cents": 60_000, "paid_on": date(2026, 1, 5)}],
        running_costs=[],
    )
    assert slides(material(data))["money"].title == "400\u00a0€ restent à allouer sur 1\u202f000\u00a0€ collectés"
    ended = replace(data, fund=replace(data.fund, closed_on=Moment(date(2026, 6, 1))))
    title = slides(material(ended))["money"].title
    assert title == "400\u00a0€ sont sur le compte du fonds, sur 1\u202f000\u00a0€ collectés"


def test_money_allocated_beyond_what_is_about_known_is_said_about() -> None:
    data = dataset(
        declared=[
            {"indicator": "raised", "value": 1_000, "unit": "EUR", "date": date(2024, 1, 1), "approximate": "about"}
        ],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 130_000}],
        running_costs=[],
    )
    found = slides(material(data))
    assert [each.said for each in found["to-decide"].facts] == [
        "Environ 300\u00a0€ sont alloués au-delà de ce qui est collecté"
    ]
    assert found["money"].title == "Environ 1\u202f000\u00a0€ collectés, environ 300\u00a0€ alloués au-delà"


def test_money_allocated_beyond_what_is_partly_known_is_at_most_the_difference() -> None:
    data = dataset(
        contributions=[{"donor": "A", "received_cents": 100_000}, {"donor": "B"}],
        programmes=[{"code": "p", "name": "Eau", "budget_cents": 130_000}],
        running_costs=[],
    )
    (fact,) = slides(material(data))["to-decide"].facts
    assert fact.said == "Au plus 300\u00a0€ sont alloués au-delà de ce qui est collecté"

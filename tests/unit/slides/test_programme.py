"""Which slides a programme has, and what each says."""

from __future__ import annotations

from datetime import date

from fund.slides.slide import Slide, SlideKind
from tests.unit.datasets import dataset
from tests.unit.slides.slide_funds import material, slides


def of(*, more: dict[str, object] | None = None, **tables: list[dict[str, object]]) -> dict[str, Slide]:
    """The slides of one programme, « eau », by their kind."""
    rows = {name: [{"programme": "eau", **row} for row in given] for name, given in tables.items()}
    programme = {"code": "eau", "name": "Eau", **(more or {})}
    found = slides(material(dataset(as_of=date(2024, 6, 30), programmes=[programme], **rows)))
    return {slide.kind: slide for slide in found.values() if slide.programme}


def paid(number: int, cents: int | None, **more: object) -> dict[str, object]:
    return {"number": number, "amount_cents": cents, "paid_on": date(2024, 1, number), **more}


def spent(cents: int | None, tranche: int | None = None, **more: object) -> dict[str, object]:
    return {"amount_cents": cents, "tranche": tranche, "currency": "EUR", "label": "x", **more}


def test_a_programme_of_which_nothing_is_known_says_so_with_its_summary() -> None:
    (slide,) = of(more={"summary": "Réparer les puits. Former les agents."}).values()
    assert (slide.code, slide.kind) == ("eau-summary", SlideKind.PROGRAMME)
    assert slide.title == "Eau\u00a0: aucun chiffre n’est communiqué"
    assert slide.lines == ("Réparer les puits.", "Former les agents.")


def test_what_comes_next_is_left_out_where_three_slides_say_more() -> None:
    coming = [{"title": "Visite", "status": "planned", "date": date(2025, 1, 1)}]
    full = of(
        more={"budget_cents": 100_000},
        tranches=[paid(1, 50_000)],
        expenses=[spent(10_000, 1)],
        activities=[{"activity": "Cours", "kind": "Cours", "hours_delivered": 5}],
        milestones=coming,
    )
    assert list(full) == ["tranches", "spending", "hours"]
    assert list(of(more={"budget_cents": 100_000}, milestones=coming)) == ["spending", "next"]


def test_a_partial_sum_says_at_least_and_so_does_its_share() -> None:
    slide = of(more={"budget_cents": 100_000}, expenses=[spent(25_000), spent(None)])["spending"]
    assert slide.title == "Eau\u00a0: au moins 250\u00a0€ dépensés sur 1\u202f000\u00a0€ alloués (au moins 25\u00a0%)"
    assert slide.figures[1].label == "Dépensé, au moins"
    assert slide.figures[1].note == "au moins 25\u00a0% du budget"
    assert slide.note == "1\u00a0dépense sans montant connu en euros n’est pas comptée."


def test_a_budget_of_nothing_has_no_share() -> None:
    slide = of(more={"budget_cents": 0}, expenses=[spent(25_000)])["spending"]
    assert slide.title == "Eau\u00a0: 250\u00a0€ dépensés, 0\u00a0€ alloués"


def test_an_unknown_budget_is_said_to_be_unknown() -> None:
    slide = of(expenses=[spent(25_000)])["spending"]
    assert slide.title == "Eau\u00a0: 250\u00a0€ dépensés, budget non communiqué"
    assert slide.figures[0].value == "non communiqué"


def test_spending_in_one_category_is_shown_over_time() -> None:
    slide = of(
        tranches=[paid(1, 90_000)],
        expenses=[spent(10_000, 1, date=date(2024, 2, 1)), spent(5_000, 1, date=date(2024, 3, 1))],
    )["spending"]
    assert slide.plot is not None
    assert slide.plot.categories == (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
    transferred, used = slide.plot.series
    assert transferred.values == (900, 900, 900)
    assert used.values == (None, 100, 150)
    assert used.labels == ("", "", "150\u00a0€")


def test_categories_beyond_the_sixth_stand_together() -> None:
    rows = [spent(1_000 * (9 - at), category=f"Poste {at}") for at in range(9)]
    plot = of(expenses=rows)["spending"].plot
    assert plot is not None
    # 90, 80, 70, 60, 50, 40 €, then 30 + 20 + 10.
    assert plot.series[0].values == (90, 80, 70, 60, 50, 40, 60)
    assert plot.categories[-1] == "Et 3\u00a0autres postes"


def test_the_title_tells_the_last_tranche_that_is_drawn_on() -> None:
    slide = of(
        tranches=[paid(1, 10_000), paid(2, 20_000), paid(3, 30_000)], expenses=[spent(8_000, 1), spent(5_000, 2)]
    )
    assert slide["tranches"].title == "Eau\u00a0: 25\u00a0% de la deuxième tranche est dépensée"


def test_of_many_tranches_the_one_in_the_title_is_always_shown() -> None:
    tranches = [paid(number, 10_000) for number in range(1, 13)]
    slide = of(tranches=tranches, expenses=[spent(5_000, 2)])["tranches"]
    assert slide.plot is not None
    assert slide.plot.categories == tuple(f"Tranche\u00a0{number}" for number in range(1, 8))
    assert slide.note == "et 5\u00a0autres tranches"


def test_a_tranche_without_amount_and_one_without_expenses_say_what_is_missing() -> None:
    slide = of(tranches=[paid(1, 10_000), paid(2, None)])["tranches"]
    assert slide.title == "Eau\u00a0: 2\u00a0tranches, parts dépensées non communiquées"
    assert slide.plot is not None
    assert slide.plot.series[0].values == (None, None)
    assert slide.plot.series[0].labels == (
        "100\u00a0€, dépenses non communiquées",
        "montant et dépenses non communiqués",
    )


def test_a_declared_share_among_computed_ones_is_a_series_of_its_own() -> None:
    declared = {"tranche": 2, "indicator": "tranche_share", "value": 84.92, "unit": "%", "date": date(2024, 5, 1)}
    slide = of(tranches=[paid(1, 10_000), paid(2, None)], expenses=[spent(9_000, 1)], declared=[declared])["tranches"]
    assert slide.plot is not None
    computed, reported = slide.plot.series
    assert (computed.values, computed.declared) == ((0.9, 0), False)
    assert (reported.values, reported.declared) == ((0, 0.8492), True)
    assert computed.labels[1] == reported.labels[0] == ""


def test_the_next_release_is_what_comes_first() -> None:
    tranches = [paid(1, 10_000), {"number": 2, "amount_cents": 20_000, "release_threshold": 0.7}]
    waiting = of(tranches=tranches, expenses=[spent(5_000, 1)], milestones=[])["next"]
    # 70 % of 100 € is 70 €, of which 50 € are justified.
    assert waiting.title == "Eau\u00a0: 20\u00a0€ à justifier avant la tranche\u00a02"
    (told,) = waiting.lines
    assert told.startswith("Il reste 20\u00a0€ à justifier sur la tranche\u00a01 avant la tranche\u00a02 (200\u00a0€)")
    assert told.endswith(", 50\u00a0% justifiés pour 70\u00a0% demandés")
    met = of(tranches=tranches, expenses=[spent(8_000, 1)])["next"]
    assert met.title == "Eau\u00a0: la tranche\u00a02 peut être versée"


def test_payments_events_and_courses_to_come_are_told_in_a_line_each() -> None:
    slide = of(
        tranches=[{"number": 1, "planned_on": date(2024, 9, 1)}],
        milestones=[
            {"title": "Visite", "status": "planned", "date": date(2024, 10, 2), "description": "Trois jours."},
            {"title": "Appel", "status": "done", "date": date(2024, 1, 2)},
        ],
        courses=[{"title": "Soudure", "status": "planned"}, {"title": "Maçon", "status": "planned", "enrolled": 3}],
    )["next"]
    assert slide.title == "Eau\u00a0: Visite, 2 octobre 2024"
    assert slide.lines == (
        "1er septembre 2024\u00a0: versement prévu de la tranche\u00a01, non communiqué",
        "2 octobre 2024\u00a0: Visite (Trois jours)",
        "Formation à venir\u00a0: Soudure, inscriptions non communiquées",
        "Formation à venir\u00a0: Maçon, 3\u00a0inscriptions",
    )


def test_what_the_title_says_of_every_line_is_not_said_again_by_each() -> None:
    courses = [{"title": "Soudure", "status": "planned"}, {"title": "Maçon", "status": "planned", "enrolled": 3}]
    slide = of(milestones=[], courses=courses)["next"]
    assert slide.title == "Eau\u00a0: 2\u00a0formations à venir"
    assert slide.lines == ("Soudure, inscriptions non communiquées", "Maçon, 3\u00a0inscriptions")


def test_hours_planned_follow_those_delivered() -> None:
    slide = of(activities=[{"activity": "a", "kind": "Cours", "hours_delivered": 30, "hours_planned": 40}])["hours"]
    assert slide.plot is not None
    delivered, planned = slide.plot.series
    assert (delivered.values, planned.values) == ((30,), (10,))
    assert planned.labels == ("sur 40\u00a0h prévues",)


def test_people_are_told_where_no_hour_is_known() -> None:
    slide = of(participants=[{"step": "candidatures", "count": 29}, {"step": "retenues", "count": 25}])["hours"]
    assert slide.title == "Eau\u00a0: candidatures, 29"
    assert slide.plot is not None
    assert slide.plot.series[0].values == (29, 25)


def test_enrolments_are_told_where_neither_hours_nor_people_are_known() -> None:
    courses = [
        {"title": "Maçon", "status": "held", "enrolled": 3},
        {"title": "X", "status": "cancelled", "enrolled": 9},
    ]
    slide = of(courses=courses)["hours"]
    assert slide.title == "Eau\u00a0: 3\u00a0inscriptions aux formations"
    assert slide.plot is not None
    assert slide.plot.categories == ("Maçon",)


def test_programmes_whose_codes_read_alike_have_slides_of_their_own() -> None:
    names = [{"code": code, "name": code} for code in ("Eau!", "eau", "ÉAU", "水")]
    found = slides(material(dataset(programmes=names)))
    assert [code for code, slide in found.items() if slide.programme] == [
        *("eau-summary", "eau-2-summary", "eau-3-summary", "programme-summary")
    ]


def test_a_name_over_several_lines_stands_on_one() -> None:
    (slide,) = of(more={"name": "Eau\npotable\t(AEP)", "partner": "Les\nAmis"}).values()
    assert slide.title == "AEP\u00a0: aucun chiffre n’est communiqué"
    assert slide.subtitle == "Eau potable (AEP) · Les Amis"


def test_whose_slide_it_is_gives_up_its_last_words_whole_and_is_never_cut() -> None:
    more = {"name": "Nom " * 14 + "(NN)", "partner": "p" * 20, "country": "Pologne " * 4, "status": "running"}
    (slide,) = of(more=more).values()
    assert slide.subtitle.endswith("p" * 20)


def test_lines_that_have_the_room_are_all_listed() -> None:
    rows = [{"title": f"Cours {number}", "status": "planned", "enrolled": 3} for number in range(9)]
    rows[8]["title"] = "Couture " * 12
    assert len(of(courses=rows)["next"].lines) == 9
    long = [{**row, "title": "Comptabilité et tenue des comptes " * 3} for row in rows]
    assert of(courses=long)["next"].lines[-1] == "et 3\u00a0autres"


def result(**told: object) -> dict[str, object]:
    return {"indicator": "Réparation", "unit": "jours", "achieved": 7, "target": 10, "cumulative": True, **told}


def test_a_result_that_is_better_the_lower_says_its_target_as_the_most_and_no_share() -> None:
    found = of(results=[result(better="lower")])
    (fact,) = found["programme"].facts
    assert (fact.value, fact.detail.split(" · ")[0]) == ("7\u00a0jours", "cible\u00a0: au plus 10\u00a0jours")
    assert found["results"].title.replace("\u00a0", " ") == "Eau : Réparation, 7 jours (cible : au plus 10 jours)"
    assert "%" not in str(found["results"].plot)


def test_a_target_without_result_stands_after_what_was_reached() -> None:
    to_come = result(indicator="Puits", achieved=None, unit="puits", target=20)
    found = of(results=[to_come, result()])["results"]
    assert found.plot is not None
    assert found.plot.categories == ("Réparation", "Puits")
    assert found.title.replace("\u00a0", " ").startswith("Eau : Réparation")
    assert "results" not in of(results=[to_come])


def test_a_long_unit_leaves_its_number_large_and_is_said_below() -> None:
    long = "jours ouvrés entre l’appel et la remise"
    (fact,) = of(results=[result(unit=long)])["programme"].facts
    assert fact.value == "7"
    assert fact.detail.startswith(long)

"""The calendar on screen: the months, what is only likely until it is switched off, what nobody told."""

from __future__ import annotations

from tests.pages.app import charts_of, opened, text_of

LINE = "l’argent suffit chaque mois ; il resterait au moins 168 668 € fin avril 2027"


def drawn(app) -> list[str]:
    """The strokes of the chart's lines."""
    (chart,) = charts_of(app)
    return [trace["line"]["dash"] for trace in chart["data"] if trace.get("mode") == "lines"]


def test_the_whole_calendar_of_the_invented_fund():
    app = opened("calendrier", fonds="exemple")
    text = text_of(app)

    assert LINE in text
    assert "novembre 2026 au moins 218 668,30 € 6 000 € 110 000 €" in text
    assert (
        "Non compté, reste à recevoir ou à payer non communiqué : Les métiers, tranche 3 (avril 2027) ; 3 dons." in text
    )
    assert "il reste 22 200 € à justifier sur la tranche 2 avant la tranche 3" in text
    # Whose gifts have no day, and not those that have one.
    undated = text.split("Sans date")[-1]
    assert "Marsanvilliers 15 000 €" in undated
    assert "Grandelande-Océan" not in undated


def test_what_is_only_likely_is_marked_and_can_be_switched_off():
    app = opened("calendrier", fonds="exemple")
    assert drawn(app) == ["solid", "dot"]
    assert "au moins 253 051 € fin avril 2027" in text_of(app)

    app.toggle(key="calendar-likely").set_value(False).run()

    assert drawn(app) == ["solid"]
    assert "253 051" not in text_of(app)
    assert LINE in text_of(app)


def test_a_fund_without_a_balance_says_so_and_draws_nothing():
    app = opened("calendrier", fonds="ukraine", langue="en")

    assert not charts_of(app)
    assert not app.toggle
    assert "The fund’s balance is not reported" in text_of(app)
    assert "amount to receive or to pay not reported: 23 gifts." in text_of(app)
    # Nothing is made of an unknown balance.
    assert "€0" not in text_of(app)


def links(fund: str) -> list[str]:
    """The labels of the overview's links, every kind of space made plain."""
    found = opened("", fonds=fund).get("page_link")
    return [" ".join(link.proto.label.replace("\u2060", "").split()) for link in found]


def test_the_overview_says_it_in_one_line_where_there_is_a_balance():
    assert [label for label in links("exemple") if LINE in label]
    assert not [label for label in links("ukraine") if "solde" in label or "caisse" in label]

"""What « Et si… ? » cannot compute, on its page and in a meeting: why, what can be said, and nothing is simulated."""

from __future__ import annotations

import re

import pytest

from tests.pages.app import html_of, opened, text_of
from tests.pages.simulating import GIFT, ask, link_of, simulation

REFUSED = pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("default", "Ce qui reste à recevoir n’est pas communiqué. 22 donateurs sont connus"),
        ("forward", "Le montant de la tranche 1 du programme"),
        ("rate", "La feuille Taux ne donne aucun taux à la date d’arrêté du fonds."),
        ("delay", "Rien de ce qui est attendu n’a de date."),
        ("running_costs", "Les frais de fonctionnement ne sont pas communiqués."),
    ],
)


@REFUSED
def test_on_the_ukraine_fund_what_cannot_be_computed_says_why_and_what_can_be_said(kind: str, reason: str):
    app = ask(simulation("ukraine"), kind)

    assert reason in text_of(app)
    assert "au lieu de" not in text_of(app)
    # No address holds a question that names nobody.
    assert not [each for each in ("defaut", "taux") if each in link_of(app)]


@REFUSED
@pytest.mark.parametrize("slide", ["what-if", "fund"])
def test_in_a_meeting_it_is_said_in_the_same_words_and_nothing_is_marked_as_simulated(
    kind: str, reason: str, slide: str
) -> None:
    meeting = opened("seance", fonds="ukraine", diapo=slide)
    if slide != "what-if":
        meeting.session_state[f"stage-what-if-{slide}"] = True
        meeting.run()
    ask(meeting, kind)

    (said,) = re.findall(r"<li>([^<]*laissé de côté[^<]*)</li>", html_of(meeting))
    assert reason in text_of(meeting)
    assert f"<li>{said}</li>" in html_of(ask(simulation("ukraine"), kind))
    assert 'simulation">' not in html_of(meeting)


@pytest.mark.parametrize("slide", ["what-if", "fund"])
def test_in_a_meeting_what_moves_stands_beside_what_is_left_out(slide: str) -> None:
    meeting = opened("seance", fonds="ukraine", diapo=slide, simulation=GIFT)
    if slide != "what-if":
        meeting.session_state[f"stage-what-if-{slide}"] = True
        meeting.run()
    ask(meeting, "rate")

    assert "laissé de côté" in text_of(meeting)
    assert "405 000 €" in text_of(meeting)
    assert 'mark simulation">simulation<' in html_of(meeting)


def test_a_refusal_alone_gives_its_reason_beside_the_published_figures_and_simulates_nothing() -> None:
    html = html_of(ask(simulation("ukraine"), "default"))
    assert "laissé de côté" in html
    assert "Rien n’est supposé" in html
    assert not {"simulated", "simulation-ribbon"} & {*html.replace('"', " ").split()}

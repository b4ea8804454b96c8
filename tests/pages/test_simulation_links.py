"""A simulation in an address: opened as it was, and a broken or hostile one passed over."""

from __future__ import annotations

import pytest

from tests.pages.app import html_of, text_of
from tests.pages.simulating import GIFT, simulation, supposed


def test_a_link_opens_the_same_simulation_afresh():
    app = simulation(simulation=GIFT)
    text = text_of(app)

    assert supposed(app) == ["Un don de 10 000 € de plus (Strasbourg)"]
    # 982 600 + 10 000 = 992 600.
    assert "992 600 €" in text


@pytest.mark.parametrize(
    "link",
    ["2~don.10000", "1~don.beaucoup", "1~coup.1", "1~don.-5~", "<script>alert(1)</script>", "1~" + "don.1~" * 400],
)
def test_a_broken_or_hostile_link_gives_the_published_figures_and_a_message(link: str):
    app = simulation(simulation=link)

    assert any("lien de simulation" in warning.value for warning in app.warning)
    assert "Rien n’est supposé" in text_of(app)
    assert "<script>" not in html_of(app)

"""What a programme's page concludes of its purchases above the tender threshold."""

from __future__ import annotations

import pytest

from tests.pages.app import open_page, text_of


@pytest.mark.parametrize(
    ("programme", "said", "never"),
    [
        # One of its purchases is in a currency without a rate: that all were tendered is not known.
        ("exemple-metiers", "dont on sait qu’ils dépassent le seuil", "Tous les achats au-dessus du seuil ont"),
        ("exemple-ecoles", "Tous les achats au-dessus du seuil ont", "dont on sait qu’ils dépassent le seuil"),
    ],
)
def test_all_purchases_are_said_to_be_tendered_only_where_all_can_be_compared(
    programme: str, said: str, never: str
) -> None:
    text = text_of(open_page(programme))
    assert said in text
    assert never not in text

"""What a viewer must not reach, and what versions show."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from tests.pages.app import html_of, open_page, text_of


def test_a_viewer_sees_no_upload() -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    assert not app.exception
    assert "réservée à l’équipe" in text_of(app)
    assert not app.get("file_uploader")


def test_signing_in_leads_to_the_update_of_the_fund_on_screen_in_its_language() -> None:
    app = open_page("mise-a-jour", fonds="exemple", langue="en")
    links = re.findall(r'href="(/connexion[^"]*)"', html_of(app))
    assert links
    for link in links:
        led = parse_qs(urlsplit(unescape(link)).query)["suite"][0]
        assert led.startswith("/mise-a-jour?")
        assert {"fonds": ["exemple"], "langue": ["en"]}.items() <= parse_qs(urlsplit(led).query).items()


def test_a_viewer_reads_the_history_and_can_do_nothing_to_it() -> None:
    app = open_page("historique", fonds="ukraine")
    assert not app.exception
    text = text_of(app)
    assert "Version n° 1" in text
    assert "en vigueur" in text
    assert "Qui a fait quoi" not in text


def test_a_version_that_does_not_exist_shows_the_public_one() -> None:
    app = open_page("", fonds="ukraine", version="99")
    assert not app.exception
    assert "lecture seule" not in text_of(app)
    assert "395 000" in text_of(app)

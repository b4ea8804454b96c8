"""Two processes on one PostgreSQL: what one publishes the other offers, and changes at a click only."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser

from fund.access.authenticator import hash_password
from tests.browser.conftest import running_app
from tests.browser.screen import new_page, settled, visit
from tests.browser.staff import PASSWORD, publish, raised, signed_in, upload
from tests.example_files import contributions_with
from tests.store.postgresql import HOW_TO_GET_IT, new_database, programs, running_server

OFFERED_WITHIN = 5_000
"""Milliseconds."""


def test_what_one_process_publishes_the_other_offers_within_five_seconds(chromium: Browser) -> None:
    found = programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HOW_TO_GET_IT)
    with running_server(found) as folder:
        settings = {"FUND_DATABASE_URL": new_database(folder), "FUND_STAFF_PASSWORD_HASH": hash_password(PASSWORD)}
        with running_app(**settings) as first, running_app(**settings) as second:
            viewer = visit(new_page(chromium), f"{second}/?fonds=exemple")
            assert raised(viewer) == "982 600 €"
            page = signed_in(chromium, first)
            upload(page, contributions_with("45 000 €"))
            publish(page, "5 000 € de plus")
            viewer.get_by_text("Une nouvelle version est disponible").wait_for(timeout=OFFERED_WITHIN)
            assert raised(viewer) == "982 600 €"
            viewer.get_by_role("button", name="L’afficher").click()
            viewer.get_by_text("Une nouvelle version est disponible").wait_for(state="detached")
            # 982 600 − 40 000 + 45 000
            assert raised(settled(viewer)) == "987 600 €"
            for opened in (page, viewer):
                opened.context.close()

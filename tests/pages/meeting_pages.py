"""A meeting on the public version, and its page."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from fund.records import Meeting
from pages.parts.session import funds
from tests.example_files import contributions_with
from tests.pages.app import opened

MORE = contributions_with(45_000)
"""Castelvire gives 45 000 € in place of 40 000: 982 600 + 5 000 = 987 600 € received."""


HELD_ON = date(2026, 10, 12)


def meeting_on_the_public_version(*, held_on: date = HELD_ON, place: str = "") -> Meeting:
    public = funds.public_version("exemple")
    return funds.store().meetings.open("exemple", held_on=held_on, place=place, version_id=public, author="Anna")


def example(path: str = "seances", **query: str) -> AppTest:
    """A page of the invented fund."""
    return opened(path, fonds="exemple", **query)

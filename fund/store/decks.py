"""The slides that staff chose for a fund's meetings."""

from __future__ import annotations

from dataclasses import asdict, replace

import sqlalchemy as sa

from fund.records import Deck, DeckEntry
from fund.store.database import Database, insert
from fund.store.errors import InvalidRecord, StaleRecord
from fund.store.record_rows import hold_fund
from fund.store.tables import DECKS
from fund.store.validation import kept_text
from fund.store.version_rows import record_line

MOST_SLIDES = 200
LONGEST_CODE = 120
LONGEST_LINE = 1_000


class Decks:
    """Each fund's deck in a database. Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def of(self, fund: str) -> Deck:
        """The fund's deck, empty when none was ever saved."""
        with self._database.reading() as connection:
            return _deck(connection, fund)

    def save(self, deck: Deck, *, author: str) -> Deck:
        """Keep a deck if nobody saved the fund's since; returns it at its new revision.

        Raises StaleRecord with the deck that was saved since, UnknownRecord when the store has no such
        fund, InvalidRecord when a slide comes twice, has no code, or there are too many or too long a line.
        """
        entries = _checked(deck.entries)
        with self._database.writing() as connection:
            hold_fund(connection, deck.fund)
            current = _deck(connection, deck.fund)
            if current.revision != deck.revision:
                raise StaleRecord(current)
            saved = replace(current, entries=entries, revision=current.revision + 1)
            row = asdict(saved)
            statement = insert(connection, DECKS).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=[DECKS.c.fund], set_=row))
            hidden = ", ".join(entry.slide for entry in entries if not entry.shown)
            details = {"revision": saved.revision, "slides": len(entries), "hidden": hidden}
            record_line(connection, action="deck_saved", actor=author, fund=deck.fund, details=details)
            return saved


def _deck(connection: sa.Connection, fund: str) -> Deck:
    row = connection.execute(sa.select(DECKS).where(DECKS.c.fund == fund)).mappings().first()
    return Deck(fund, tuple(DeckEntry(**entry) for entry in row["entries"]), row["revision"]) if row else Deck(fund)


def _checked(entries: tuple[DeckEntry, ...]) -> tuple[DeckEntry, ...]:
    """The entries as they can be kept; raises InvalidRecord."""
    kept = tuple(
        DeckEntry(kept_text(entry.slide, LONGEST_CODE, needed=True), entry.shown, kept_text(entry.line, LONGEST_LINE))
        for entry in entries
    )
    if len(kept) > MOST_SLIDES or len({entry.slide for entry in kept}) < len(kept):
        raise InvalidRecord(f"a deck holds at most {MOST_SLIDES} slides, each once")
    return kept

"""The scenarios that staff keep by name."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from fund.records import KeptScenario
from fund.store.database import Database
from fund.store.record_rows import add_row, change_row, check_version, hold_fund, hold_row
from fund.store.tables import SCENARIOS
from fund.store.validation import kept_text
from fund.store.version_rows import record_line

LONGEST_NAME = 120
LONGEST_LINK = 2_000


class Scenarios:
    """Kept scenarios in a database. Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def of(self, fund: str, *, shared_only: bool = False) -> tuple[KeptScenario, ...]:
        """A fund's kept scenarios, newest first; `shared_only` leaves out what viewers must not see."""
        query = sa.select(SCENARIOS).where(SCENARIOS.c.fund == fund).order_by(SCENARIOS.c.id.desc())
        if shared_only:
            query = query.where(SCENARIOS.c.shared)
        with self._database.reading() as connection:
            return tuple(KeptScenario(**row) for row in connection.execute(query).mappings())

    def keep(  # noqa: PLR0913 (what a scenario is, and who keeps it)
        self, fund: str, *, version_id: int, name: str, link: str, shared: bool, author: str
    ) -> KeptScenario:
        """Keep a scenario made on one of the fund's versions.

        Raises InvalidRecord when the name is empty or a text too long, UnknownRecord when the store has
        no such fund, UnknownVersion when the fund has no such version.
        """
        texts = {"name": kept_text(name, LONGEST_NAME, needed=True), "link": kept_text(link, LONGEST_LINK)}
        row = {"fund": fund, "version_id": version_id, **texts, "shared": shared, "author": author}
        with self._database.writing() as connection:
            hold_fund(connection, fund)
            check_version(connection, fund, version_id)
            kept = KeptScenario(**add_row(connection, SCENARIOS, **row, kept_at=datetime.now(UTC)))
            _record(connection, "scenario_kept", kept, actor=author)
            return kept

    def share(self, scenario_id: int, *, shared: bool, author: str) -> KeptScenario:
        """Let viewers see a scenario, or no longer; raises UnknownRecord."""
        with self._database.writing() as connection:
            scenario = KeptScenario(**hold_row(connection, SCENARIOS, scenario_id))
            if scenario.shared == shared:
                return scenario
            scenario = KeptScenario(**change_row(connection, SCENARIOS, scenario_id, shared=shared))
            _record(connection, "scenario_shared", scenario, actor=author)
            return scenario

    def forget(self, scenario_id: int, *, author: str) -> None:
        """Keep a scenario no longer; raises UnknownRecord."""
        with self._database.writing() as connection:
            scenario = KeptScenario(**hold_row(connection, SCENARIOS, scenario_id))
            connection.execute(sa.delete(SCENARIOS).where(SCENARIOS.c.id == scenario_id))
            # Its link goes into the list: what was forgotten by mistake can be opened again.
            _record(connection, "scenario_forgotten", scenario, actor=author, link=scenario.link)


def _record(connection: sa.Connection, action: str, scenario: KeptScenario, *, actor: str, **details: object) -> None:
    told = {"scenario": scenario.id, "name": scenario.name, "shared": scenario.shared, **details}
    line = {"actor": actor, "fund": scenario.fund, "version_id": scenario.version_id, "details": told}
    record_line(connection, action=action, **line)

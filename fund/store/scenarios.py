"""The scenarios that staff keep by name."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from fund.records import KeptScenario
from fund.store.kept_records import KeptRecords, hold_fund_with, kept_text
from fund.store.tables import SCENARIOS

LONGEST_NAME = 120
LONGEST_LINK = 2_000


class Scenarios(KeptRecords[KeptScenario]):
    """Kept scenarios in a database. Every method is one transaction and may raise StoreUnavailable."""

    table = SCENARIOS
    kind = KeptScenario

    def of(self, fund: str, *, shared_only: bool = False) -> tuple[KeptScenario, ...]:
        """A fund's kept scenarios, newest first; `shared_only` leaves out what viewers must not see."""
        seen = SCENARIOS.c.shared if shared_only else sa.true()
        return self._matching((SCENARIOS.c.fund == fund) & seen, SCENARIOS.c.id.desc())

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
            hold_fund_with(connection, fund, version_id)
            kept = self._add(connection, {**row, "kept_at": datetime.now(UTC)})
            self._record_named(connection, "scenario_kept", kept, author)
            return kept

    def share(self, scenario_id: int, *, shared: bool, author: str) -> KeptScenario:
        """Let viewers see a scenario, or no longer; raises UnknownRecord."""
        with self._database.writing() as connection:
            scenario = self._hold(connection, scenario_id)
            if scenario.shared != shared:
                scenario = self._change(connection, scenario, {"shared": shared})
                self._record_named(connection, "scenario_shared", scenario, author)
            return scenario

    def forget(self, scenario_id: int, *, author: str) -> None:
        """Keep a scenario no longer; raises UnknownRecord."""
        with self._database.writing() as connection:
            scenario = self._hold(connection, scenario_id)
            connection.execute(sa.delete(SCENARIOS).where(SCENARIOS.c.id == scenario_id))
            # Its link goes into the list: what was forgotten by mistake can be opened again.
            self._record_named(connection, "scenario_forgotten", scenario, author, link=scenario.link)

    def _record_named(
        self, connection: sa.Connection, action: str, scenario: KeptScenario, actor: str, **details: object
    ) -> None:
        self._record(connection, action, scenario, actor, name=scenario.name, shared=scenario.shared, **details)

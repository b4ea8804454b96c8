"""Why staff say that warnings are none: each said once, and taken back once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from fund.records import Explanation, Fact, FindingKey
from fund.store.errors import ExplainedMeanwhile
from fund.store.kept_records import KeptRecords, hold_fund, kept_text
from fund.store.tables import EXPLANATIONS

LONGEST_REASON = 600
LONGEST_SAID = 1_000
"""What a warning says quotes a workbook: what is beyond is cut."""


class Explanations(KeptRecords[Explanation]):
    """Explanations in a database. Every method is one transaction and may raise StoreUnavailable."""

    table = EXPLANATIONS
    kind = Explanation

    def _from(self, row: sa.RowMapping) -> Explanation:
        return Explanation(**{**row, "key": _key(row["key"])})

    def of(self, fund: str) -> tuple[Explanation, ...]:
        """Every explanation of a fund, those taken back too, newest first."""
        return self._matching(EXPLANATIONS.c.fund == fund, EXPLANATIONS.c.id.desc())

    def explain(
        self, fund: str, said: Mapping[FindingKey, str], *, reason: str, author: str
    ) -> tuple[Explanation, ...]:
        """Explain warnings by one reason, all or none; `said` is what each said. None is explained twice.

        Raises ExplainedMeanwhile with the explanation that holds already, InvalidRecord when the reason is empty or
        too long, UnknownRecord when the store has no such fund.
        """
        kept = kept_text(reason, LONGEST_REASON, needed=True)
        row = {"fund": fund, "reason": kept, "author": author, "explained_at": datetime.now(UTC)}
        with self._database.writing() as connection:
            hold_fund(connection, fund)
            holds = (EXPLANATIONS.c.fund == fund) & EXPLANATIONS.c.withdrawn_at.is_(None)
            by_key = {each.key: each for each in self._select(connection, holds)}
            added = []
            for key, text in said.items():
                if key in by_key:
                    raise ExplainedMeanwhile(by_key[key])
                told = kept_text(text[:LONGEST_SAID], LONGEST_SAID)
                explanation = self._add(connection, {**row, "key": _as_kept(key), "said": told})
                self._record(connection, "warning_explained", explanation, author, text=told, why=kept)
                added.append(explanation)
            return tuple(added)

    def withdraw(self, explanation_id: int, *, author: str) -> Explanation:
        """Take an explanation back: its warning counts again.

        Raises ExplainedMeanwhile when somebody did already, UnknownRecord.
        """
        with self._database.writing() as connection:
            explanation = self._hold(connection, explanation_id)
            if explanation.withdrawn_at is not None:
                raise ExplainedMeanwhile(explanation)
            columns: dict[str, object] = {"withdrawn_by": author, "withdrawn_at": datetime.now(UTC)}
            explanation = self._change(connection, explanation, columns)
            self._record(connection, "explanation_withdrawn", explanation, author, text=explanation.said)
            return explanation


def _as_kept(key: FindingKey) -> dict[str, object]:
    """A key as JSON, which escapes what databases can't hold."""
    who, value = ([[fact.name, *fact.texts] for fact in facts] for facts in (key.who, key.value))
    return {"code": key.code, "table": key.table, "who": who, "value": value, "turn": key.turn}


def _key(kept: Mapping[str, Any]) -> FindingKey:
    who, value = (tuple(Fact(name, tuple(texts)) for name, *texts in kept[part]) for part in ("who", "value"))
    return FindingKey(kept["code"], kept["table"], who, value, kept["turn"])

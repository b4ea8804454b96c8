"""The committee's decisions as slides and report list them."""

from __future__ import annotations

from fund.records import Decision, DecisionState
from fund.wording.catalogue import words
from fund.wording.dates import day
from fund.wording.language import Language
from fund.wording.numbers import euros

COLUMNS = ("decision", "programme", "amount", "due", "state")
NUMERIC = frozenset((COLUMNS.index("amount"),))
"""The 0-based columns set to the right."""


def decision_headings(language: Language) -> tuple[str, ...]:
    """What stands above the columns."""
    return tuple(words(f"decisions.columns.{column}", language) for column in COLUMNS)


def decision_row(decision: Decision, language: Language, *, text: str, programme: str) -> tuple[str, ...]:
    """A decision's cells; its `text` and its `programme`'s name as there is room for them."""
    return (
        text,
        programme,
        "" if decision.amount_cents is None else euros(decision.amount_cents, language),
        "" if decision.due is None else day(decision.due, language, short=True),
        state_label(decision.state, language),
    )


def state_label(state: DecisionState, language: Language) -> str:
    """How far a decision is: « à faire », « en cours »…"""
    return words(f"decisions.states.{state}", language)

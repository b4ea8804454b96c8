"""Scenarios and refusals in words, in the reader's language. None of it is escaped.

`names` gives what a programme is called for its code; one that it does not hold is called by its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fund.whatif.lever import Lever, Names, RefusedLever
from fund.wording import Language, value, words
from fund.wording.figures import label_of

NO_NAMES: Names = MappingProxyType({})


def scenario_sentences(levers: tuple[Lever, ...], language: Language, names: Names = NO_NAMES) -> tuple[str, ...]:
    """Each lever in words; without any, that nothing is supposed."""
    return tuple(lever.sentence(language, names) for lever in levers) or (words("whatif.nothing", language),)


def reason_sentence(reason: str, fields: Mapping[str, object], language: Language, names: Names = NO_NAMES) -> str:
    """Why a lever or a target can't be computed."""
    shown = dict(fields)
    if "programme" in shown:
        shown["programme"] = named(str(shown["programme"]), names)
    if "figure" in shown:
        shown["figure"] = label_of(str(shown["figure"]), language)
    unit, amount = shown.get("unit"), shown.get("value")
    if isinstance(amount, int | float):
        shown["value"] = value(amount, str(unit), language)
    return words(f"whatif.refusals.{reason}", language, **shown)


def refused_sentence(refused: RefusedLever, language: Language, names: Names = NO_NAMES) -> str:
    """A lever that was left out, and why."""
    lever = refused.lever.sentence(language, names)
    reason = reason_sentence(refused.reason, refused.fields, language, names)
    return words("whatif.refused.sentence", language, lever=lever, reason=reason)


def named(programme: str, names: Names) -> str:
    """A programme's name, else its code."""
    return names.get(programme, programme)

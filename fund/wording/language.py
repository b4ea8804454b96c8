"""The languages of the screen: one entry of `texts/languages.toml` and one folder of sentences each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NewType

from babel import Locale

Language = NewType("Language", str)
"""The code of a language, as addresses bear it: `fr`, `en`."""

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a language writes what is no sentence. Amounts hold `{number}`; dates are patterns of Babel."""

    locale: Locale
    euros: str
    percent: str
    hours: str
    day: str
    first_day: str
    short_day: str
    month: str
    short_month: str

    @property
    def tag(self) -> str:
        """The language and its country as files name them: `fr-FR`, `en-GB`."""
        return str(self.locale).replace("_", "-")


def languages() -> tuple[Language, ...]:
    """Every language, in the order they are offered."""
    return tuple(_declared(TEXTS))


def language_named(code: str | None) -> Language:
    """The language of that code; the first one when there is none."""
    return next((language for language in languages() if language == code), languages()[0])


@cache
def conventions(language: Language) -> Conventions:
    """How a language writes numbers and dates. Raises KeyError for an unknown one."""
    return _declared(TEXTS)[language]


def sentences(language: Language) -> Path:
    """The folder of a language's texts."""
    return TEXTS / language


@cache
def _declared(texts: Path) -> Mapping[Language, Conventions]:
    declared = tomllib.loads((texts / "languages.toml").read_text(encoding="utf-8"))
    return {
        Language(code): Conventions(**{**entry, "locale": Locale.parse(entry["locale"])})
        for code, entry in declared.items()
    }

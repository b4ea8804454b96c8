"""The languages of the screen and their sentences: an entry of `texts/languages.toml` and a folder of TOML each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NewType, cast

from babel import Locale

Language = NewType("Language", str)
"""The code of a language, as addresses bear it: `fr`, `en`."""

_NUMBERS = r"number|seen_number|next|previous|tranche|seen|row|other_row|range|place|numbers"
"""The placeholders of sentences that are filled with a number, or begin with one."""
_COUNTED = re.compile(r"(?<!\u00a0)({(?:n|number|count|months|enrolled)}) (?=[^\W\d_])")
"""A number and what is counted, which stay on one line: no number that comes after its word, « tranche 1 est »."""
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a language writes what is no sentence. Amounts hold `{number}`; dates are patterns of Babel.

    `numbered` is a pattern of the words that stay on the line of the number after them.
    """

    locale: Locale
    euros: str
    percent: str
    hours: str
    day: str
    first_day: str
    short_day: str
    month: str
    short_month: str
    numbered: str

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


@cache
def _declared(texts: Path) -> Mapping[Language, Conventions]:
    declared = tomllib.loads((texts / "languages.toml").read_text(encoding="utf-8"))
    return {
        Language(code): Conventions(**{**entry, "locale": Locale.parse(entry["locale"])})
        for code, entry in declared.items()
    }


@cache
def _catalogue(language: Language) -> dict[str, str]:
    """Every sentence of a language under its dotted key, with numbers and words that stay on one line."""
    entries: dict[str, str] = {}
    numbered = re.compile(rf"\b({conventions(language).numbered}) (?=\d|{{(?:{_NUMBERS})}})", re.IGNORECASE)

    def collect(prefix: str, node: dict[str, object]) -> None:
        for name, child in node.items():
            key = f"{prefix}.{name}"
            if isinstance(child, dict):
                collect(key, cast("dict[str, object]", child))
            else:
                entries[key] = _COUNTED.sub("\\1\u00a0", numbered.sub("\\1\u00a0", str(child)))

    for file in sorted((TEXTS / language).glob("*.toml")):
        collect(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    return entries


def keys(language: Language) -> frozenset[str]:
    """Every key of a language's catalogue."""
    return frozenset(_catalogue(language))


def has(key: str, language: Language) -> bool:
    """Whether the catalogue has a sentence, whole or by number, under that key."""
    entries = _catalogue(language)
    return key in entries or f"{key}.other" in entries


def words(key: str, language: Language, **fields: object) -> str:
    """The sentence under `key`, its `{placeholders}` filled.

    With a field `n`, the plural form is chosen by the language's rule between `key.one` and
    `key.other` (in French 0 and 1 are singular). Raises KeyError for an unknown key.
    """
    entries = _catalogue(language)
    sentence = entries.get(key)
    if sentence is None:
        number = fields.get("n")
        form = conventions(language).locale.plural_form(number) if isinstance(number, int | float) else "other"
        sentence = entries.get(f"{key}.{form}")
        if sentence is None:
            sentence = entries[f"{key}.other"]
    return sentence.format(**fields) if fields else sentence

"""The sentences of the screen: one TOML file per area and language, looked up by key."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import cast

from fund.wording.language import Language, conventions, sentences


@cache
def _catalogue(language: Language) -> dict[str, str]:
    """Every sentence of a language under its dotted key, the file's name first."""
    entries: dict[str, str] = {}

    def collect(prefix: str, node: dict[str, object]) -> None:
        for name, child in node.items():
            key = f"{prefix}.{name}"
            if isinstance(child, dict):
                collect(key, cast("dict[str, object]", child))
            else:
                entries[key] = str(child)

    for file in sorted(sentences(language).glob("*.toml")):
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

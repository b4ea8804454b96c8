"""The texts of the third language: those of French, every letter replaced by a marked one."""

from __future__ import annotations

import json
import shutil
import string
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fund.schema import SHEETS
from fund.wording.language import TEXTS

CODE = "zz"
ENTRY = """
[zz]
locale = "uk_UA"
euros = "{number}\u00a0€"
percent = "{number}\u00a0%"
hours = "{number}\u00a0h"
day = "d MMMM y"
first_day = "d MMMM y"
short_day = "dd/MM/y"
month = "MMMM y"
short_month = "MMM y"
numbered = "ťřǎňċȟě"
"""
_PLAIN = string.ascii_lowercase + string.ascii_uppercase
_MARKED = "ǎḃċďěḟğȟǐĵǩľṁňǒṗɋřšťŭṽŵẋỳžǍḂĊĎĚḞĞȞǏĴǨĽṀŇǑṖɊŘŠŤŬṼŴẊỲŽ"
MARKS = MappingProxyType(str.maketrans(dict(zip(_PLAIN, _MARKED, strict=True))))


def marked(sentence: str) -> str:
    """The sentence with each of its letters marked, its `{placeholders}` as they are."""
    return "".join(
        _marked(text) + ("" if name is None else f"{{{name}}}")
        for text, name, _, _ in string.Formatter().parse(sentence)
    )


def add_third_language(folder: Path) -> Path:
    """The texts of the product in `folder`, and those of the third language beside them."""
    texts = folder / "texts"
    shutil.copytree(TEXTS, texts)
    with (texts / "languages.toml").open("a", encoding="utf-8") as entries:
        entries.write(ENTRY)
    (texts / CODE).mkdir()
    for file in (TEXTS / "fr").glob("*.toml"):
        found = dict(_sentences(tomllib.loads(file.read_text(encoding="utf-8"))))
        if file.stem == "schema":
            found |= dict(_contract())
        lines = [f"{key} = {json.dumps(marked(sentence))}\n" for key, sentence in found.items()]
        (texts / CODE / file.name).write_text("".join(lines), encoding="utf-8")
    return texts


def _marked(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).translate(MARKS)


def _sentences(node: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, child in node.items():
        key = f"{above}{json.dumps(name)}"
        if isinstance(child, dict):
            yield from _sentences(child, f"{key}.")
        else:
            yield key, str(child)


def _contract() -> Iterator[tuple[str, str]]:
    """What French takes from the contract itself, which any other language has to say."""
    for sheet in SHEETS:
        yield f"{sheet.code}.title", sheet.title
        for column in sheet.columns:
            yield f"{sheet.code}.label.{column.code}", column.header
            for choice in column.choices:
                yield f"{sheet.code}.choices.{column.code}.{json.dumps(choice.code)}", choice.label

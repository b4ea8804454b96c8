"""Every sentence of the texts is asked for somewhere: none outlives the code that said it.

The code asks by key, written out (`donor.title`), in parts (`f"metrics.{code}.label"`) or below an area that a
function adds (`view.say("update.drop")`). The contract's own texts are compared with it in `test_contract_words`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fund.wording.language import keys

TOP = Path(__file__).parents[2]
PART = r"[\w.%-]+"
"""What stands for the parts of a key that are only known when it is asked for."""


def test_every_sentence_is_asked_for() -> None:
    assert [key for key in sorted(keys("fr")) if not key.startswith("schema.") and not is_asked(key)] == []


def test_a_sentence_that_nothing_asks_for_is_found() -> None:
    for key in ("metrics.raised.caption", "pages.update.unheard_of", "findings.never_found.what", "nowhere.title"):
        assert not is_asked(key)


def is_asked(key: str) -> bool:
    """Whether the code has a string that is, or could become, the key, and knows each of its parts."""
    bare = re.sub(r"\.(?:one|other)$", "", key)
    area, _, rest = bare.partition(".")
    whole = asked().fullmatch(bare) or (area in prefixed() and asked().fullmatch(rest))
    return bool(whole) and all(map(_is_known, bare.split(".")))


def _is_known(part: str) -> bool:
    """A part is known whole, or put together: `allocated_rest`. A number is counted."""
    return any(
        all(piece.isdecimal() or parts().fullmatch(piece) for piece in pieces) for pieces in ((part,), part.split("_"))
    )


@cache
def asked() -> re.Pattern[str]:
    """The strings of the code, those that could be anything left out."""
    return _either(text for text in strings() if re.search("[a-z]{2}", text.replace(PART, "")))


@cache
def parts() -> re.Pattern[str]:
    """What stands between the dots of these strings, and the names of fields and of arguments."""
    found = {part for text in strings() for part in text.replace(PART, "\0").split("\\.")}
    return _either(part.replace("\0", r"\w+") for part in {*found, *names()} if re.search("[a-z]{2}", part))


@cache
def prefixed() -> frozenset[str]:
    """The areas that some function adds to what it is asked for: `pages` in `f"pages.{key}"`."""
    whole = (re.fullmatch(rf"(\w+)\\\.{re.escape(PART)}", text) for text in strings())
    return frozenset(found[1] for found in whole if found)


def _either(patterns: Iterator[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(set(patterns))))


@cache
def strings() -> frozenset[str]:
    """Every string of the code and of the pages' templates that could be part of a key, as a pattern."""
    written = {text for tree in trees() for text in _strings(tree)}
    return frozenset(text for text in {*written, *_strings_of_templates()} if text and " " not in text)


@cache
def names() -> frozenset[str]:
    """Codes of figures, levers and columns are names of fields and of arguments too."""
    nodes = [node for tree in trees() for node in ast.walk(tree)]
    fields = {node.target.id for node in nodes if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    return frozenset(fields | {node.arg for node in nodes if isinstance(node, ast.keyword | ast.arg) and node.arg})


@cache
def trees() -> tuple[ast.Module, ...]:
    files = [TOP / "app.py", *(TOP / "fund").rglob("*.py"), *(TOP / "pages").rglob("*.py")]
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in files)


def _strings(tree: ast.Module) -> Iterator[str]:
    composed = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    within = {id(value) for node in composed for value in node.values}
    for node in composed:
        yield "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else PART for v in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within:
            yield re.escape(node.value).replace(r"\{\}", PART)


def _strings_of_templates() -> Iterator[str]:
    """`say("link.text")`, and what is put together: `"signed_in." ~ session.role`."""
    for file in (TOP / "pages").rglob("*.html"):
        for asked_for in re.findall(r"\{[{%](.*?)[%}]\}", file.read_text(encoding="utf-8")):
            for before, text, after in re.findall(r'(~ )?"([\w.]+)"( ~)?', asked_for):
                yield (PART if before else "") + re.escape(text) + (PART if after else "")

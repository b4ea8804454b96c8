"""Which words of a line are neither in the texts of the third language nor explained by a rule.

Ours are marked; the workbooks' and Babel's are in other scripts; codes, addresses, names of files and formats are
known by their form. What the stage of the golden texts types, and how they frame a line, is theirs. How workbooks
are spelled is the contract's: it may be quoted « so », and is shown as such where the form of workbooks is told.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable
from functools import cache

from babel import Locale

from fund.model import Precision
from fund.schema import SHEETS
from fund.wording import languages, words
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.language import conventions
from fund.workbook.reading.row_labels import EXAMPLE
from tests.golden import product, things
from tests.third_language.texts import marked

_FRAMES = (
    r"^<text_input> (?:fonds|langue|version|periode|situation|simulation|diapo|donateur|annee)(?: · .*)?$",  # hidden
    r"^\s*<\w+>(?: \(disabled\))?",  # an element of a page
    r"^  (?:chosen|options|written|[xy]axis\d*|threshold|series|alt|bar|scatter):",
    r"^== (?:slide$|\S+ \(\S+\))",
    r"^(?:subtitle|programme|told|heading|note|line|fact|link|foot|mark|figure|table|names|notes|edge):",
    r"^(?:title|subject|author|creator|keywords|comments|description|language):",
    r"^(?:plot: \w+, \w+|chart: [A-Z_]+)$",
    r"^(?:Normal|Title|Subtitle|Heading \d|List \w+|Caption|Quote|No Spacing): ",  # Word's own styles
    r" \(declared\)$|… \d+ more rows \(\w+\)",
)
_FORMS = (
    r"[\w\\-]+\.(?:xlsx|csv|ods|pptx|docx|pdf)\b",  # a file
    r'\[(?:"[^"]*")?(?:@|dd/mm/yyyy|[#0][#0,.]*)(?:"[^"]*"|%)*\]|^  formats: .*',  # how Excel writes a number
    r"(?<![\w.])(?:https?:/|\.)?/[a-z][\w/?=&%.~-]*|\b\w+=\w+(?:&\w+=[\w.-]+)+",  # an address
    r"\b1~\S+",  # a scenario in an address
)
_SHORT_FORMS = (
    r"\b[A-Z]{1,3}\d+\b",  # a cell
    r"\b[a-z]{2}-[A-Z]{2}\b",  # the tag of a language
    r"\b(?:True|False)\b",  # a cell of a table to edit
    r"(?<=\d)[\s\u00a0\u202f]h\b|\(h\)|\| h\b",  # hours, by their symbol
)
_PERIODS = (Precision.SPRING, Precision.SUMMER, Precision.AUTUMN, Precision.EARLY, Precision.LATE)
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ][A-Za-zÀ-ÖØ-öø-ÿŒœ'’-]*")
_QUOTED = re.compile(r"«\s*([^»]*?)\s*»")


def leaks(lines: Iterable[str], *, contract: bool = False, codes: Iterable[str] = ()) -> list[str]:
    """The lines with a word in plain letters that nothing explains, that word first.

    `contract` says that the form of workbooks is told, whose spellings then stand unquoted.
    """
    known = _known(contract=contract, codes=frozenset(codes))
    return [f"{word[0]}: {line}" for line in lines if (word := _WORD.search(_unexplained(line, known)))]


def _unexplained(line: str, known: re.Pattern[str]) -> str:
    for explained in (*_FRAMES, *_FORMS):
        line = re.sub(explained, " ", line)
    for called in (_QUOTED, _sheet_named()):
        line = called.sub(_without_spelling, line)
    line = known.sub(" ", line)
    for explained in _SHORT_FORMS:
        line = re.sub(explained, " ", line)
    return line


def _without_spelling(match: re.Match[str]) -> str:
    return " " if match[1] in spellings() else match[0]


@cache
def _sheet_named() -> re.Pattern[str]:
    titles = "|".join(re.escape(sheet.title) for sheet in SHEETS)
    return re.compile(rf"{marked('feuille')} ({titles})(?!\w)", re.IGNORECASE)


@cache
def _known(*, contract: bool, codes: frozenset[str]) -> re.Pattern[str]:
    """Codes, currencies, what languages call themselves, what the stage types, the contract's where it is told."""
    themselves = {words("pages.menu.language", language) for language in languages()}
    found = {*codes, *Locale("en").currencies, *themselves, *typed(), *(spellings() if contract else ())}
    either = "|".join(re.escape(text) for text in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<![\w’])(?:{either})(?!\w)")


@cache
def spellings() -> frozenset[str]:
    """What a workbook may hold: titles, headers, choices in each of their spellings, examples, yes or no, periods."""
    columns = [column for sheet in SHEETS for column in sheet.columns]
    return frozenset(
        (
            *("oui", "non", EXAMPLE.strip(" :\u00a0")),
            *conventions(WORKBOOK_LANGUAGE).locale.months["format"]["wide"].values(),
            *(words(f"dates.{each}", WORKBOOK_LANGUAGE, year="").strip() for each in _PERIODS),
            *(text for sheet in SHEETS for text in sheet.spellings),
            *(text for column in columns for text in (*column.spellings, str(column.example))),
            *(text for column in columns for choice in column.choices for text in (choice.label, *choice.synonyms)),
        )
    ) - {""}


@cache
def typed() -> frozenset[str]:
    """What the stage types as a person would: the constants of its code that have a capital or a space."""
    trees = [ast.parse(inspect.getsource(module)) for module in (product, things)]
    found = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    texts = {part for text in found if isinstance(text, str) for part in re.split(r"[;\n]", text)}
    links = {text for text in texts if text.startswith("1~")}
    names = {_decoded(part) for link in links for part in re.split("[~.]", link)}
    return frozenset(text for text in (texts - links) | names if re.search(r"[A-ZÉ]|\w \w", text))


def _decoded(part: str) -> str:
    """A part of a scenario's address as it is read: `Deux_20dons`."""
    return re.sub(r"_([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), part)

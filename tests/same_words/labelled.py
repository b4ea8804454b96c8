"""Figures beside their names, wherever an output sets them so: large on a page or a slide, explained, or in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.golden.product import Language
from tests.same_words.outputs import Outputs
from tests.same_words.stated import PHRASES, plain

ASKS = ("▸ D’où vient ce chiffre ?", "▸ Where is this from?")
"""What a figure's explanation is opened by, unseen."""
FIGURE = re.compile(r"\[.+?, (?P<name>\D.*?) ?: (d’où vient ce chiffre|where is this from) ?\?\] (?P<value>.+)")
"""What is read out of a figure that opens it: its value and its name. Its label stands above, with its marks."""
LISTS = {"xlsx": (1, 5, 6), "docx": (1, 2, 3)}
"""Where a row of a file's list of figures holds the name, the value in words and the basis."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value as written beside a label. `bounded`: the label says « au moins » or « au plus »; `marks`: its basis."""

    output: str
    label: str
    value: str
    marks: str
    bounded: bool = False


def labelled(found: Outputs, language: Language) -> Iterator[Labelled]:
    """All those of the fund and its programmes; a donor's page has figures of the same names that are its own."""
    bounds = (PHRASES[language].at_least.strip(), PHRASES[language].at_most.strip())
    for name, lines in found.lines.items():
        if name.startswith("page "):
            yield from _on_page(lines, bounds)
        elif name in LISTS:
            yield from _in_list(name, lines)
    for slide in found.deck:
        for figure in slide.figures:
            label = plain(figure.label)
            bare = label.removesuffix(f", {bounds[0]}").removesuffix(f", {bounds[1]}")
            yield Labelled("slides", bare, plain(figure.value), plain(figure.note), bare != label)


def _on_page(lines: Sequence[str], bounds: Sequence[str]) -> Iterator[Labelled]:
    """The figures that open their explanation, and the figure that each explanation begins with."""
    for at, line in enumerate(lines):
        if line in ASKS:
            # The button that closes it comes first.
            label, answer = lines[at + 2 : at + 4]
            yield Labelled("explanations", label, _without_mark(answer), answer)
        elif found := FIGURE.fullmatch(line):
            above = lines[at - 1]
            label = found["name"][:1].upper() + found["name"][1:]
            value = found["value"].removeprefix(f"{label} : ").removeprefix(f"{label}: ")
            # One under its own name, in a line of its own, has no label above it.
            alone = value != found["value"]
            yield Labelled(
                "pages", label, value, "" if alone else above, not alone and any(f" {each}" in above for each in bounds)
            )


def _without_mark(text: str) -> str:
    marks = [word for phrases in PHRASES.values() for word in (phrases.declared, phrases.derived)]
    # « déclaré, dont 50 000 € détaillés » is a mark too.
    places = [text.find(f" {word}") for word in marks if f"{text},".find(f" {word},") >= 0]
    return text[: min(places)] if places else text


def _in_list(name: str, lines: Sequence[str]) -> Iterator[Labelled]:
    places = LISTS[name]
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > max(places):
            label, value, basis = (cells[place] for place in places)
            yield Labelled(name, label, value, basis)

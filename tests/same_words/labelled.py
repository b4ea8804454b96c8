"""Figures beside their names, wherever an output sets them so: large on a page or a slide, explained, or in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.golden.product import Language
from tests.same_words.outputs import Outputs
from tests.same_words.stated import PHRASES, plain

ASKS = ("▸ D’où vient ce chiffre ?", "▸ Where is this from?")
"""What opens a figure's explanation, below the figure."""
LISTS = {"xlsx": (1, 5, 6), "docx": (1, 2, 3)}
"""Where a row of a file's list of figures holds the name, the value in words and the basis."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value as written beside a label. `minimum`: the label says « au moins ». `marks`: the words on its basis."""

    output: str
    label: str
    value: str
    marks: str
    minimum: bool = False


def labelled(found: Outputs, language: Language) -> Iterator[Labelled]:
    """All those of the fund and its programmes; a donor's page has figures of the same names that are its own."""
    least = PHRASES[language].at_least.strip()
    for name, lines in found.lines.items():
        if name.startswith("page "):
            yield from _on_page(lines, least)
        elif name in LISTS:
            yield from _in_list(name, lines)
    for slide in found.deck:
        for figure in slide.figures:
            label = plain(figure.label)
            bare = label.removesuffix(f", {least}")
            yield Labelled("slides", bare, plain(figure.value), plain(figure.note), bare != label)


def _on_page(lines: Sequence[str], least: str) -> Iterator[Labelled]:
    """The figure above each « D'où vient ce chiffre ? », and the figure that the answer begins with."""
    for at, line in enumerate(lines):
        if line not in ASKS:
            continue
        label, answer = lines[at + 1 : at + 3]
        yield Labelled("explanations", label, _without_mark(answer), answer)
        for place in range(at - 1, max(at - 6, -1), -1):
            if lines[place] in (label, f"{label} {least}"):
                marks = " ".join(lines[place + 2 : at])
                yield Labelled("pages", label, lines[place + 1], marks, lines[place] != label)
                break


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

"""All that comes out of a fund in one language: the lines of every page, slide and file, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.golden.deck_lines import deck_lines
from tests.golden.file_lines import file_lines
from tests.golden.page_lines import page_lines
from tests.golden.product import Language, Slide, programme_paths, slides
from tests.golden.things import donor_pdf, opened, packed
from tests.same_words.stated import plain

PAGES = ("", "contributions", "calendrier", "controles", "simulation", "ma-collectivite", "seances")
SOURCE_HEADS = ("Ligne |", "Row |")
"""How a table of the workbook's own rows begins: cells are shown as they stand there."""


@dataclass(frozen=True, slots=True, eq=False)
class Outputs:
    """The lines of each page and file, and the deck as values."""

    lines: Mapping[str, Sequence[str]]
    deck: Sequence[Slide]


def outputs(fund: str, language: Language, donors: Sequence[str]) -> Outputs:
    """Every page, the deck, the pack's files and the printed sheets of some donors."""
    deck = slides(fund, language)
    found = {f"page {path}": page_lines(opened(fund, language, path)) for path in (*PAGES, *programme_paths(fund))}
    for donor in donors:
        found[f"donor {donor}"] = page_lines(opened(fund, language, "ma-collectivite", donateur=donor))
        found[f"pdf of {donor}"] = donor_pdf(fund, language, donor)
    found["deck"] = deck_lines(deck)
    for kind, content in packed(fund, language).items():
        found[kind] = file_lines(kind, content)
    return Outputs({name: list(_of_ours(lines)) for name, lines in found.items()}, deck)


def _of_ours(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the workbook's own rows; spaces made plain."""
    in_source = False
    for line in lines:
        in_source = line.startswith(SOURCE_HEADS) or (in_source and " | " in line)
        if not in_source:
            yield plain(line)

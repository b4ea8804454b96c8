"""Wherever a figure stands, the words around it are those that its nature asks for, and the same everywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pytest

from fund.metric import Metric
from tests.cases import FUNDS
from tests.golden.product import Language, metrics, row_values
from tests.same_words.conftest import Said
from tests.same_words.hard_fund import CODE
from tests.same_words.labelled import Labelled, labelled
from tests.same_words.stated import PHRASES, alone, at_least, at_most, every_figure, is_telling, label, mark, number

CASES = tuple(name.replace("_", "-") for name in FUNDS)
BOTH = [(fund, language) for fund in (CODE, "ukraine", "exemple") for language in ("fr", "en")]
EVERY = [*BOTH, *((fund, "fr") for fund in CASES)]

MOST_SHOWN = 60
WITH_CENTS = ("explanations", "xlsx")
"""Where a figure is explained, or copied: nobody reads a sheet of numbers from five metres."""
NOT_STATED = re.compile(r" *\(\d{4}-| *(written|[xy]axis):|(\d{1,2}(er)? )?[^\W\d]+\.? \d{4} \|")
"""Marks and rows of a series over time (what was known by that day), and the ticks and notes of charts."""
every = pytest.mark.parametrize(("fund", "language"), EVERY)


@every
def test_a_number_carries_what_has_to_be_said_of_it(said: Said, fund: str, language: Language) -> None:
    """« environ » or « ≈ » stands before an approximate number and before no other; « au moins » is never lost."""
    known = by_number(fund, language)
    faults = [
        f"{name}: {line}"
        for name, lines in said(fund, language).lines.items()
        for before, line in zip(above(lines), lines, strict=True)
        if not NOT_STATED.match(line)
        for text, figures in known.items()
        for place in re.finditer(rf"(?<![\d.,] )(?<![\d.,−-]){re.escape(text)}(?!\d)", unquoted(line))
        if not says(figures, before, unquoted(line), place.start(), language)
    ]
    none(faults)


@every
def test_a_figure_beside_its_name_is_the_same_everywhere(said: Said, fund: str, language: Language) -> None:
    found = said(fund, language)
    expected = by_label(fund, language)
    faults, seen = [], defaultdict(set)
    for each in labelled(found, language):
        figures = expected.get(each.label)
        if figures is None:
            continue
        seen[each.output].add(each.label)
        if not any(is_said(each, figure, language) for figure in figures):
            faults.append(each)
    none(faults)
    assert {"pages", "slides", "explanations", "xlsx", "docx"} <= set(seen)


@every
def test_nothing_is_at_least_zero_and_no_share_changes_by_percent(said: Said, fund: str, language: Language) -> None:
    least = PHRASES[language].at_least
    wrong = re.compile(rf"{least}(≈ )?€?0( [€%h])?(?![\d.,])|point\(s\)|[+−]\d+([.,]\d+)? ?%", re.IGNORECASE)
    faults = [
        f"{name}: {line}" for name, lines in said(fund, language).lines.items() for line in lines if wrong.search(line)
    ]
    none(faults)


def none(faults: Sequence[object]) -> None:
    """Fails with the first of many."""
    if faults:
        shown = "\n".join(str(fault) for fault in faults[:MOST_SHOWN])
        pytest.fail(f"{len(faults)} are not said as they have to be:\n{shown}", pytrace=False)


def by_number(fund: str, language: Language) -> dict[str, list[Metric]]:
    """The figures whose number can be told apart in a text, by that number: no row of the workbook has it."""
    found: dict[str, list[Metric]] = defaultdict(list)
    rows = row_values(fund)
    read = rows | {float(round(value, -2)) for value in rows}
    for figure in every_figure(metrics(fund)):
        if not is_telling(figure):
            continue
        said = {number(figure, language, cents=cents): cents for cents in (False, True)}
        for text, cents in said.items():
            if float(figure.value if cents else round(figure.value, -2)) not in (rows if cents else read):
                found[text].append(figure)
    return found


IN_SENTENCES = frozenset(("tranche_overspent", "partner_overspent", "budget_overspent"))
"""Figures without a name of their own: an overspending is only said by how much, in a sentence."""


def by_label(fund: str, language: Language) -> dict[str, list[Metric]]:
    """The figures by their name; a tranche's under its own."""
    found: dict[str, list[Metric]] = defaultdict(list)
    for figure in every_figure(metrics(fund)):
        if figure.code not in IN_SENTENCES:
            found[label(figure.code, language)].append(figure)
    return found


def above(lines: Sequence[str]) -> list[str]:
    """The two lines above each line: a label may say « au moins » for the value and the note below it."""
    return [" ".join(lines[max(at - 2, 0) : at]) for at in range(len(lines))]


def unquoted(line: str) -> str:
    """The line without what it quotes from the workbook, which may hold numbers of its own."""
    return re.sub(r"«[^»]*»|“[^”]*”", "", line)


def says(figures: Sequence[Metric], before: str, line: str, start: int, language: Language) -> bool:
    """Whether what stands before a number at `start` is what one of the figures asks for."""
    phrases = PHRASES[language]
    head = line[:start].casefold()
    about = head.endswith((phrases.alone, phrases.in_sentence))
    least = phrases.at_least.strip() in f"{before} {head}".casefold()
    return any(figure.approximate == about and (least or not at_least(figure)) for figure in figures)


def is_said(each: Labelled, figure: Metric, language: Language) -> bool:
    """Whether a value beside its label is said as it has to be, with its basis where that is not computed."""
    phrases = PHRASES[language]
    expected = alone(figure, language, minimum=not each.bounded, cents=each.output in WITH_CENTS)
    if each.value.partition(" (")[0] != expected or (each.bounded and not at_least(figure) and at_most(figure) is None):
        return False
    # What stands in brackets after another figure in the note is that figure's own basis.
    marks = re.sub(r"(?<=\w) \([^()]*\)", "", each.marks)
    said = {word for word in (phrases.declared, phrases.derived) if word in marks}
    return said <= {mark(figure, language)} and mark(figure, language) in {"", *said}

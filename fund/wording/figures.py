"""A figure as people read it: its name, its value with what has to be said of it, and how it changed.

One home for screens, slides and files. A number that stands alone (a cell, the end of a bar, a key figure) is
« ≈ 395 000 € »; inside a sentence it is « environ 395 000 € ». « au moins », « déclaré » and « déduit » go with it.
Euros are read without cents, by the one rule of `numbers.whole_euros`. `exact` asks for them: where a figure is
explained, compared with rows, or copied. Prices of one thing (`PRICES`) and gaps of a few euros have them everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Literal

from fund.metric import Basis, Metric, Unit
from fund.wording.dates import moment
from fund.wording.language import Language, has, words
from fund.wording.numbers import LEAST_ROUNDED, NBSP, count, points, value, whole_euros
from fund.wording.stories import unbroken

Form = Literal["alone", "in_sentence"]
PRICES = frozenset(("cost_per_hour", "tender_threshold"))
"""The codes of figures that other amounts are multiplied by, or compared with, to the cent."""


def label(metric: Metric, language: Language) -> str:
    """A figure's name, with the tranche it is about; of a result, what is counted."""
    if metric.subject:
        return words(f"metrics.{metric.code}.of", language, subject=metric.subject)
    if metric.tranche is None:
        return label_of(metric.code, language)
    own = f"metrics.{metric.code}.numbered"
    if has(own, language):
        return words(own, language, number=metric.tranche)
    return words("figures.of_tranche", language, label=label_of(metric.code, language), number=metric.tranche)


def label_of(code: str, language: Language) -> str:
    """The name that the definitions give to a figure's code."""
    return words(f"metrics.{code}.label", language)


def formula(metric: Metric, language: Language) -> str:
    """How a figure is computed; that it stands as somebody wrote it where nothing was."""
    if metric.basis is Basis.DECLARED and (metric.stands_as_declared or not metric.parts()):
        return words("figures.as_declared", language)
    return words(f"metrics.{metric.code}.formula", language)


def facts(metric: Metric, language: Language) -> list[tuple[str, str]]:
    """Where a figure comes from, in words: what each fact is called, and what it is; of those that are known.

    Its formula, basis, the reason why it is missing, its date, the document quoted, what it leaves out, what rows
    explain of it, and the declared figure beside it.
    """
    told = {
        "formula": formula(metric, language),
        "basis": "" if metric.basis is None else _basis(metric, language),
        "reason": words(f"metrics.reasons.{metric.reason}", language) if metric.reason else "",
        "date": "" if metric.as_of is None else moment(metric.as_of, language),
        "source": unbroken(metric.source),
        "left_out": _left_out(metric, language) if metric.partial else "",
        "detailed": "" if metric.detailed is None else value_alone(metric.detailed, language, exact=True),
        "also_declared": "" if metric.declared is None else value_alone(metric.declared, language, exact=True),
    }
    return [(words(f"figures.facts.{name}", language), text) for name, text in told.items() if text]


def value_alone(metric: Metric, language: Language, *, minimum: bool = True, exact: bool = False) -> str:
    """A figure's value where it stands alone: « ≈ 395 000 € », « au moins 75 000 € », « au plus 100 € », or not known.

    Without `minimum`, « au moins » or « au plus » is left to what stands beside it: see `minimum_mark`.
    """
    return _stated(metric, _written(value, metric, exact=exact), "alone", language, minimum=minimum)


def value_in_sentence(metric: Metric, language: Language, *, exact: bool = False) -> str:
    """A figure's value inside a sentence: « environ 395 000 € », « au moins environ 395 000 € »."""
    return _stated(metric, _written(value, metric, exact=exact), "in_sentence", language)


def shortfall_in_sentence(left: Metric, language: Language) -> str:
    """By how much what is left is below zero: « environ 300 € »; « au plus 300 € » where not all income is known."""
    short = replace(left.known_part, value=-(left.value or 0))
    return bounded(value_in_sentence(short, language), "at_most" if left.partial else "", language)


def change_alone(difference: Metric, language: Language, *, exact: bool = False) -> str:
    """What a figure changed by, with its sign and what has to be said of it: « +10 000 € », « ≈ −5 000 € »."""
    return _stated(difference, _written(signed, difference, exact=exact), "alone", language)


def change_in_sentence(difference: Metric, language: Language) -> str:
    """What a figure changed by inside a sentence: « +10 000 € », « environ −5 000 € »."""
    return _stated(difference, _written(signed, difference), "in_sentence", language)


def signed(number: float, unit: str, language: Language, *, exact: bool = False) -> str:
    """A change with its sign: « +5 000 € », « −12 h », « +6,38 points » for a share, « ±0 € » for no change."""
    text = points(abs(number), language) if unit == Unit.RATIO else value(abs(number), unit, language, exact=exact)
    sign = "\N{MINUS SIGN}" if number < 0 else "+" if number else "\N{PLUS-MINUS SIGN}"
    return f"{sign}{text}"


def bounded(text: str, bound: str, language: Language) -> str:
    """A value that is `at_least` or `at_most` what is written; as it is with an empty bound."""
    return words(f"figures.{bound}", language, value=text) if bound else text


def before_and_after(
    before: Metric | None, after: Metric | None, language: Language, *, exact: bool = False
) -> tuple[str, str]:
    """A figure at two times; where its basis is not the same (declared, then computed), each side says its own."""
    mixed = len({side.basis for side in (before, after) if side is not None and side.is_known}) > 1
    exact = exact or _nearly_equal(before, after)
    return _side(before, language, mixed=mixed, exact=exact), _side(after, language, mixed=mixed, exact=exact)


def minimum_mark(metric: Metric, language: Language) -> str:
    """« au moins » for a figure that is known as a minimum, « au plus » where only a maximum is, else nothing."""
    if metric.most is not None and not metric.is_known:
        return words("figures.maximum", language)
    return words("figures.minimum", language) if metric.is_minimum else ""


def basis_label(metric: Metric, language: Language) -> str:
    """Whether a figure is computed, declared or derived, in a word; empty for an unknown one."""
    known = metric.is_known and metric.basis is not None
    return words(f"metrics.basis.{metric.basis}.label", language) if known else ""


def basis_mark(metric: Metric, language: Language) -> str:
    """« déclaré », « déclaré, dont 50 000 € détaillés » or « déduit »; a computed figure needs none."""
    if metric.basis is Basis.COMPUTED:
        return ""
    return ", ".join(part for part in (basis_label(metric, language), detailed_mark(metric, language)) if part)


def detailed_mark(metric: Metric, language: Language) -> str:
    """What rows explain of a declared figure: « dont 50 000 € détaillés »; empty where they explain nothing of it."""
    if metric.detailed is None or not metric.detailed.is_known or not metric.detailed.value:
        return ""
    named = "named" if metric.code == "donors" else "listed" if metric.unit is Unit.COUNT else "detailed"
    n, value = int(metric.detailed.value), value_in_sentence(replace(metric.detailed, at_least=False), language)
    return words(f"figures.{named}", language, n=n, value=value)


def with_basis(text: str, metric: Metric, language: Language) -> str:
    """A text about a figure followed by « (déclaré) » or « (déduit) » where it is not computed."""
    mark = basis_mark(metric, language)
    return with_note(text, mark, language) if mark else text


def hours_received(received: Metric, language: Language) -> str:
    """« 2 230 h reçues (déduit) », beside the hours delivered; empty where it is not known."""
    if not received.is_known:
        return ""
    said = words("figures.hours_received", language, hours=value_in_sentence(received, language))
    return with_basis(said, received, language)


def hours_planned(planned: Metric, language: Language) -> str:
    """« sur 400 h prévues », beside the hours delivered; empty where nothing was planned."""
    said = value_in_sentence(planned, language)
    return words("figures.hours_planned", language, hours=said) if planned.value else ""


def with_note(text: str, note: str, language: Language) -> str:
    """A text and a remark on it in brackets."""
    return words("figures.with_note", language, text=text, note=note)


def of_whole(ratio: Metric, language: Language) -> str:
    """What a ratio divides by what: « 61 799,95 € sur 120 000 € »; empty where either is not known."""
    part, whole = ratio.numerator, ratio.denominator
    if part is None or whole is None or not part.is_known or not whole.is_known:
        return ""
    if part.counted_in == whole.counted_in:
        part = replace(part, counted_in="")  # « 66 sur 80 familles »
    said = [value_in_sentence(each, language, exact=_nearly_equal(part, whole)) for each in (part, whole)]
    return words("figures.of_whole", language, part=said[0], whole=said[1])


def with_parts(text: str, metric: Metric, language: Language) -> str:
    """A figure's words; a ratio's with what is divided by what."""
    divided = of_whole(metric, language) if metric.is_known else ""
    return with_note(text, divided, language) if divided else text


def pair(name: str, text: str, language: Language) -> str:
    """A name and what there is to say of it: « Collecté : 395 000 € »."""
    return words("figures.pair", language, name=name, text=text)


def number_or_unknown(number: float | None, unit: str, language: Language, *, exact: bool = False) -> str:
    """A table's number in one of the metrics' units, « non communiqué » where there is none."""
    return words("figures.unknown", language) if number is None else value(number, unit, language, exact=exact)


def amount(
    cents: int | None, language: Language, *, partial: bool = False, approximate: bool = False, exact: bool = False
) -> str:
    """A table's amount, as in `at_least`."""
    return at_least(cents, Unit.CENTS, language, partial=partial, approximate=approximate, exact=exact)


def at_least(  # noqa: PLR0913 (a number with its unit and its reserves)
    number: float | None,
    unit: str,
    language: Language,
    *,
    partial: bool,
    approximate: bool = False,
    exact: bool = False,
) -> str:
    """A table's number, « au moins » where it is `partial`; « non communiqué » where there is none, or part of none."""
    if number is None or (partial and not number):
        return words("figures.unknown", language)
    said = value(number, unit, language, exact=exact)
    said = words("figures.about.alone", language, value=said) if approximate else said
    return bounded(said, "at_least" if partial else "", language)


def rounded_note(metrics: Iterable[Metric], language: Language) -> str:
    """That amounts are rounded one by one, for where parts stand beside their total; empty where none of them is."""
    amounts = (each.shown for each in metrics if each.unit is Unit.CENTS and each.code not in PRICES)
    rounded = any(cents is not None and whole_euros(int(cents)) != cents for cents in amounts)
    return words("figures.rounded", language) if rounded else ""


def capitalised(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def within(name: str) -> str:
    """A figure's name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def _basis(metric: Metric, language: Language) -> str:
    """How a figure is known; one made of a declared figure was itself written by nobody."""
    made = metric.basis is Basis.DECLARED and bool(metric.parts()) and not metric.stands_as_declared
    return words(f"metrics.basis.{metric.basis}.{'made_of' if made else 'explain'}", language)


def _left_out(metric: Metric, language: Language) -> str:
    """Why a figure is a minimum: what is not communicated, else that its source says so."""
    if not metric.unknown:
        return words("figures.said_at_least", language)
    return words("figures.left_out", language, n=metric.unknown, count=count(metric.unknown, language))


def _nearly_equal(first: Metric | None, second: Metric | None) -> bool:
    """Whether two amounts differ by so little that only their cents tell it."""
    if first is None or second is None or first.value is None or second.value is None:
        return False
    return first.unit is Unit.CENTS and 0 < abs(first.value - second.value) < LEAST_ROUNDED


def _side(metric: Metric | None, language: Language, *, mixed: bool, exact: bool) -> str:
    if metric is None:
        return words("figures.unknown", language)
    text = value_alone(metric, language, exact=exact)
    return with_note(text, basis_label(metric, language), language) if mixed and metric.is_known else text


def _written(
    written: Callable[..., str], metric: Metric, *, exact: bool = False
) -> Callable[[float, str, Language], str]:
    """How the figure's number is written, or what it changed by: `value` or `signed`, with cents where it has them."""
    return partial(written, exact=exact or metric.code in PRICES)


def _stated(
    metric: Metric,
    written: Callable[[float, str, Language], str],
    form: Form,
    language: Language,
    *,
    minimum: bool = True,
) -> str:
    if metric.most is not None and not metric.is_known:
        said = _stated(replace(metric, value=metric.most, most=None).known_part, written, form, language)
        return bounded(said, "at_most" if minimum else "", language)
    if not metric.is_known or metric.value is None:
        return words("figures.undatable" if metric.reason == "undatable" else "figures.unknown", language)
    if metric.pending:
        return words("figures.pending", language)
    text = written(metric.value if metric.shown is None else metric.shown, metric.unit, language)
    if metric.counted_in:
        text = f"{text}{NBSP}{metric.counted_in}"
    if metric.approximate:
        text = words(f"figures.about.{form}", language, value=text)
    bound = "at_most" if metric.at_most else "at_least" if minimum and metric.partial else ""
    return bounded(text, bound, language)

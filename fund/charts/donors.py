"""The charts of who gave: by donor and by type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, chart, knows, lines, listing, remark
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metrics.result import ContributionMetrics
from fund.model import Record, records
from fund.schema.choices import LOCAL_AUTHORITY_TYPES
from fund.wording import Language, count, words
from fund.wording.figures import amount, capitalised, label_of, pair, value_in_sentence
from fund.wording.givers import donors_apart, every_donor, local_authorities, payers, stage_amount

TOP = 15
STAGES = {"pledged": Hue.PLEDGED, "committed": Hue.OTHER, "received": Hue.RECEIVED}
KNOWN = tuple(f"{stage}_cents" for stage in STAGES)


def received_by_donor(*, metrics: ContributionMetrics, language: Language) -> Chart | None:
    """What each donor promised, signed and paid; None where no amount is known."""
    everyone = records(metrics.by_donor)
    donors = [row for row in everyone if knows(row, *KNOWN)]
    if not donors:
        return None
    plot = promises_plot([str(row["donor"]) for row in donors[:TOP]], donors[:TOP], language)
    apart = "named" if metrics.donors.detailed is not None else "promised"
    return chart(
        "received_by_donor",
        plot,
        {
            "donor": [str(row["donor"]) for row in everyone],
            "type": [_type(row, 1, language) for row in everyone],
            **_amounts(everyone, language),
        },
        language,
        form="" if payers(metrics, language) and not metrics.raised.is_declared else apart,
        listing=listing(plot, language, most=3),
        givers=payers(metrics, language),
        everyone=every_donor(metrics, language),
        raised=value_in_sentence(metrics.raised, language),
    ).about(
        metrics.raised,
        metrics.committed,
        metrics.pledged,
        remarks=[
            _apart(metrics, language),
            remark("and_others", max(len(donors) - TOP, 0), language),
            remark("silent_donors", len(everyone) - len(donors), language),
        ],
    )


def by_type(*, metrics: ContributionMetrics, language: Language) -> Chart | None:
    """Donors by type: what they gave where an amount is known, else how many they are."""
    types = records(metrics.by_type)
    if not types:
        return None
    names = [_counted_type(row, language) for row in types]
    given = any(knows(row, *KNOWN) for row in types)
    plot = promises_plot(names, types, language) if given else type_plot(types, language)
    named = {row["donor_type"]: name for row, name in zip(types, names, strict=True)}
    authorities = [named[code] for code in LOCAL_AUTHORITY_TYPES if code in named]
    return chart(
        "by_type",
        plot,
        {"type": names, **_amounts(types, language)},
        language,
        listing=plot.alt if given else ", ".join(names),
        givers=local_authorities(metrics, language),
        types=", ".join(authorities),
    ).about(
        metrics.donors,
        remarks=[] if given else [words("charts.by_type.note", language), _apart(metrics, language)],
    )


def promises_plot(names: Sequence[str], rows: Sequence[Record], language: Language) -> Plot:
    """The pledge of each row as a hatched outline, the agreement over it, and what was paid over both."""
    bars = [_given(name, row, language) for name, row in zip(names, rows, strict=True)]
    series = [(label_of(stage, language), hue, [each[stage] for each in bars]) for stage, hue in STAGES.items()]
    return bar_plot(names, series, language, measure=Measure.EUROS, shape=Shape.OVERLAID)


def receipts_plot(rows: Sequence[Record], language: Language) -> Plot:
    """What each donor paid, and what is still due after it; of a row with `partial` not all is known."""
    series = (
        (label_of("received", language), Hue.RECEIVED, [_received(row, language) for row in rows]),
        (label_of("outstanding", language), Hue.OTHER, [_due(row, language) for row in rows]),
    )
    names = [str(row["donor"]) for row in rows]
    return bar_plot(names, series, language, measure=Measure.EUROS, shape=Shape.STACKED)


def type_plot(types: Sequence[Record], language: Language) -> Plot:
    """How many donors of each type there are."""
    numbers = [int(row["donors"]) for row in types]
    bars = [
        Bar(value=number, label=count(number, language), hover=_counted_type(row, language))
        for row, number in zip(types, numbers, strict=True)
    ]
    names = [capitalised(_type(row, number, language)) for row, number in zip(types, numbers, strict=True)]
    return bar_plot(
        names, [(words("charts.series.donors", language), Hue.RECEIVED, bars)], language, measure=Measure.COUNT
    )


def _apart(metrics: ContributionMetrics, language: Language) -> str:
    """The sentence that tells donors that paid from those that only promised."""
    said = donors_apart(metrics, language)
    return f"{capitalised(said)}." if said else ""


def _amounts(rows: Sequence[Record], language: Language) -> dict[str, list[str]]:
    told = [stage for stage in STAGES if any(knows(row, f"{stage}_cents") for row in rows)]
    return {stage: [stage_amount(row, stage, language, exact=True) for row in rows] for stage in (*told, "outstanding")}


def _given(name: str, row: Record, language: Language) -> dict[str, Bar]:
    """The mark of each stage of a row; the one that the words are about bears them."""
    cents = {stage: row[f"{stage}_cents"] for stage in STAGES}
    told = [
        pair(label_of(stage, language), stage_amount(row, stage, language), language)
        for stage in STAGES
        if cents[stage] is not None
    ]
    said = _promise(row, language)
    return {
        stage: replace(
            said.get(stage, Bar(value=0)),
            value=None if cents[stage] is None else cents[stage] / 100,
            hover=lines(name, *told),
        )
        for stage in STAGES
    }


def _promise(row: Record, language: Language) -> dict[str, Bar]:
    """What a donor gave, in words, at the stage they are about: the amount, and what it still is or is part of."""
    stage = max(("committed", "pledged"), key=lambda stage: row[f"{stage}_cents"] or 0)
    goal, received = row[f"{stage}_cents"] or None, row["received_cents"]
    if goal is not None and not received:
        detail = words(f"charts.only.{stage}", language)
        return {stage: Bar(value=0, label=stage_amount(row, stage, language), detail=detail)}
    said = Bar(value=0, label=amount(received, language, partial=bool(row["received_unknown"])))
    if received is None or goal is None or received >= goal:
        return {"received": said}
    detail = words(f"charts.part_of.{stage}", language, amount=stage_amount(row, stage, language))
    return {"received": replace(said, detail=detail)}


def _received(row: Record, language: Language) -> Bar:
    cents = row["received_cents"]
    # Of donors gathered in one row nothing tells whose part is not there yet.
    gathered = "partial" in row
    said = amount(cents, language, partial=row["partial"]) if gathered else stage_amount(row, "received", language)
    return Bar(value=None if cents is None else cents / 100, label=said)


def _due(row: Record, language: Language) -> Bar:
    cents = row["outstanding_cents"]
    if not cents:
        return NOTHING
    said = amount(cents, language, partial=bool(row.get("outstanding_unknown")))
    return Bar(value=cents / 100, label=words("charts.due_label", language, amount=said))


def _counted_type(row: Record, language: Language) -> str:
    """A donor type with how many they are: `14 communes`, never parted at the end of a line."""
    number = int(row["donors"])
    return f"{count(number, language)}\u00a0{_type(row, number, language)}"


def _type(row: Record, number: int, language: Language) -> str:
    """A donor type's name for so many: `communes`."""
    return words(f"charts.donor_types.{row['donor_type'] or 'unknown'}", language, n=number)

"""The charts of who gave: by donor and by type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, cells, knows, lines, listing, note, remark, series, table
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metrics.result import ContributionMetrics
from fund.model import Record, records
from fund.schema.choices import LOCAL_AUTHORITY_TYPES
from fund.wording import Language, count, euros, words
from fund.wording.figures import amount, capitalised, label_of, pair, value_in_sentence

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
    others, silent = max(len(donors) - TOP, 0), len(everyone) - len(donors)
    raised = value_in_sentence(metrics.raised, language)
    leaders = listing(plot, language, most=3)
    return Chart(
        code="received_by_donor",
        title=words(
            "charts.received_by_donor.title",
            language,
            n=len(everyone),
            number=count(len(everyone), language),
            raised=raised,
        ),
        plot=replace(plot, alt=words("charts.received_by_donor.alt", language, raised=raised, leaders=leaders)),
        table=table(
            {
                "donor": [str(row["donor"]) for row in everyone],
                "type": [_type(row, 1, language) for row in everyone],
                **_amounts(everyone, language),
            },
            language,
        ),
        note=note(
            words("charts.key_received", language),
            remark("and_others", others, language),
            remark("silent_donors", silent, language),
        ),
        source=cells(metrics.raised, metrics.committed, metrics.pledged),
    )


def by_type(*, metrics: ContributionMetrics, language: Language) -> Chart | None:
    """Donors by type: what they gave where an amount is known, else how many they are."""
    types = records(metrics.by_type)
    if not types:
        return None
    names = [_counted_type(row, language) for row in types]
    given = any(knows(row, *KNOWN) for row in types)
    plot = promises_plot(names, types, language) if given else type_plot(types, language)
    shown = plot.alt if given else ", ".join(names)
    named = {row["donor_type"]: name for row, name in zip(types, names, strict=True)}
    authorities = [named[code] for code in LOCAL_AUTHORITY_TYPES if code in named]
    donors = int(metrics.donors.value or 0)
    return Chart(
        code="by_type",
        title=words(
            "charts.by_type.title", language, n=donors, number=count(donors, language), types=", ".join(authorities)
        ),
        plot=replace(plot, alt=words("charts.by_type.alt", language, listing=shown)),
        table=table({"type": names, **_amounts(types, language)}, language),
        note=words("charts.key_received", language) if given else words("charts.by_type.note", language),
        source=cells(metrics.donors),
    )


def promises_plot(names: Sequence[str], rows: Sequence[Record], language: Language) -> Plot:
    """The pledge of each row as a hatched outline, the agreement over it, and what was paid over both."""
    bars = [_given(name, row, language) for name, row in zip(names, rows, strict=True)]
    found = [
        drawn
        for stage, hue in STAGES.items()
        for drawn in series(label_of(stage, language), hue, [each[stage] for each in bars], language)
    ]
    return bar_plot(names, found, language, measure=Measure.EUROS, shape=Shape.OVERLAID)


def receipts_plot(rows: Sequence[Record], language: Language) -> Plot:
    """What each donor paid, and what is still due after it; of a row with `partial` not all is known."""
    names = [str(row["donor"]) for row in rows]
    received = [_received(row, language) for row in rows]
    due = [_due(row["outstanding_cents"], language) for row in rows]
    found = [*series(label_of("received", language), Hue.RECEIVED, received, language)]
    if any(bar.value for bar in due):
        found += series(label_of("outstanding", language), Hue.OTHER, due, language)
    return bar_plot(names, found, language, measure=Measure.EUROS, shape=Shape.STACKED)


def type_plot(types: Sequence[Record], language: Language) -> Plot:
    """How many donors of each type there are."""
    bars = [
        Bar(
            value=int(row["donors"]),
            label=count(int(row["donors"]), language),
            hover=_counted_type(row, language),
        )
        for row in types
    ]
    names = [capitalised(_type(row, int(row["donors"]), language)) for row in types]
    found = series(words("charts.series.donors", language), Hue.RECEIVED, bars, language)
    return bar_plot(names, found, language, measure=Measure.COUNT)


def _amounts(rows: Sequence[Record], language: Language) -> dict[str, list[str]]:
    columns = (*STAGES, "outstanding")
    return {stage: [amount(row[f"{stage}_cents"], language) for row in rows] for stage in columns}


def _given(name: str, row: Record, language: Language) -> dict[str, Bar]:
    """The mark of each stage of a row; the one that the words are about bears them."""
    cents = {stage: row[f"{stage}_cents"] for stage in STAGES}
    told = [pair(label_of(stage, language), amount(cents[stage], language), language) for stage in STAGES]
    said = _promise(cents, language)
    return {
        stage: replace(
            said.get(stage, Bar(value=0)),
            value=None if cents[stage] is None else cents[stage] / 100,
            hover=lines(name, *told),
        )
        for stage in STAGES
    }


def _promise(cents: Mapping[str, int | None], language: Language) -> dict[str, Bar]:
    """What a donor gave, in words, at the stage they are about: the amount, and what it still is or is part of."""
    stage = max(("committed", "pledged"), key=lambda stage: cents[stage] or 0)
    goal, received = cents[stage] or None, cents["received"]
    if goal is not None and not received:
        detail = words(f"charts.only.{stage}", language)
        return {stage: Bar(value=0, label=euros(goal, language), detail=detail)}
    if received is None or goal is None or received >= goal:
        return {"received": Bar(value=0, label=amount(received, language))}
    detail = words(f"charts.part_of.{stage}", language, amount=euros(goal, language))
    return {"received": Bar(value=0, label=euros(received, language), detail=detail)}


def _received(row: Record, language: Language) -> Bar:
    cents = row["received_cents"]
    said = amount(cents, language)
    if cents is not None and row.get("partial"):
        said = words("figures.at_least", language, value=said)
    return Bar(value=None if cents is None else cents / 100, label=said)


def _due(cents: int | None, language: Language) -> Bar:
    if not cents:
        return NOTHING
    return Bar(value=cents / 100, label=words("charts.due_label", language, amount=euros(cents, language)))


def _counted_type(row: Record, language: Language) -> str:
    """A donor type with how many they are: `14 communes`."""
    number = int(row["donors"])
    return f"{count(number, language)} {_type(row, number, language)}"


def _type(row: Record, number: int, language: Language) -> str:
    """A donor type's name for so many: `communes`."""
    return words(f"charts.donor_types.{row['donor_type'] or 'unknown'}", language, n=number)

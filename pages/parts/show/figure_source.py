"""« D'où vient ce chiffre ? »: what words say of a figure, its parts, its cells, and the rows themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from markupsafe import Markup

from fund.metric import Cells, Metric
from fund.metrics.implementation.summed import Summed, by_row, summed
from fund.metrics.over_time.flows import Flow, begun_rows
from fund.schema import BY_CODE
from fund.wording import figures, value, words
from fund.wording.contract import WORKBOOK_LANGUAGE, sheet_title
from fund.wording.figures import capitalised
from fund.wording.periods import began_before, part_of_period
from fund.wording.sources import (
    RowValues,
    SourceFinder,
    SourceRows,
    answer,
    counted_heading,
    row_count,
    silent_rows,
    source_table,
    where,
)
from pages.parts.session import address, listing
from pages.parts.session.view import View, current_view
from pages.parts.show.downloads import csv_button
from pages.parts.show.html_table import SHOWN_ROWS, html_table, not_shown
from pages.parts.show.markup import bullets, draw, fill, fill_if, join


def basis_mark(metric: Metric, view: View) -> Markup:
    """The mark « déclaré » or « déduit »; a computed figure needs none."""
    mark = figures.basis_mark(metric, view.language)
    return fill('<span class="mark {basis}">{mark}</span>', basis=metric.basis, mark=mark) if mark else Markup("")


def marked_value(metric: Metric, view: View) -> Markup:
    """A figure's value with its mark."""
    stated = figures.value_alone(metric, view.language)
    return fill("{value} {mark}", value=stated, mark=basis_mark(metric, view))


def asking(metric: Metric, view: View, *, key: str, name: str = "", said: str = "") -> Markup:
    """A figure that is itself the button which opens where it comes from: what has that `key`, such as `ask_source`.

    `said` is what stands on it, its value where there is none; `name` is what it is called there. A number after « / »
    in the key is the place of the figure's answer among others (see `pages/static/page.js`).
    """
    stated, called = figures.value_in_sentence(metric, view.language), name or figures.label(metric, view.language)
    return fill(
        '<button type="button" class="asks" data-asks="{key}" aria-haspopup="dialog" aria-label="{asked}">{said}'
        "</button>",
        key=key,
        asked=capitalised(view.say("source.of", value=stated, name=called[:1].lower() + called[1:])),
        said=said or figures.value_alone(metric, view.language, minimum=False),
    )


def source_key(key: str) -> str:
    """The key of what `ask_source` draws."""
    return f"source-{key}"


@st.fragment
def ask_source(metric: Metric, *, key: str) -> None:
    """What the figure of that key opens (`asking`); the answer is only made then. It shows nothing by itself."""
    view = current_view()
    answer = st.popover(view.say("source.ask"), key=source_key(key), type="tertiary", on_change="rerun")
    if answer.open:
        with answer:
            close_button(view)
            explain(metric, view, key=key)


def named_source(metric: Metric, view: View, *, key: str) -> None:
    """A figure under its name on a line of its own, after a sentence about it; it opens where it comes from."""
    said = figures.pair(figures.label(metric, view.language), figures.value_alone(metric, view.language), view.language)
    draw('<p class="named-source">{figure}</p>', figure=asking(metric, view, key=source_key(key), said=said))
    ask_source(metric, key=key)


def explain(metric: Metric, view: View, *, key: str) -> None:
    """The whole answer: a sentence first, then what there is to know of it, its parts, its rows with their sum."""
    found = list(SourceFinder(view.dataset).of(metric.all_cells()))
    sums = _sums(metric, found, view)
    first = next(iter(sums), "")
    said = answer(metric, sums[first].rows if first else 0, first, view.language)
    draw(
        '<div class="source"><h3>{label}</h3><p class="source-value">{value} {mark}</p>{said}{facts}{parts}</div>',
        label=figures.label(metric, view.language),
        value=figures.value_alone(metric, view.language, exact=True),
        mark=basis_mark(metric, view),
        said=fill_if(said, '<p class="source-said">{text}</p>'),
        facts=_facts(metric, said, view),
        parts=_parts(metric, view),
    )
    for number, rows in enumerate(found):
        _rows(rows, view, key=f"{key}-{number}", total=sums.get(rows.table))
    for table, total in sums.items():
        if sum(rows.table == table for rows in found) > 1:
            _together(total, metric, table, view)
    flow = view.part_of(metric)
    if flow is not None:
        _explain_part(flow, view, key=f"{key}-part")


def close_button(view: View) -> None:
    """What closes an answer that a figure, or a chart's data, has opened: it stays in sight, for a finger too."""
    draw('<button type="button" class="closes" data-closes>{text}</button>', text=view.say("source.close"))


def _sums(metric: Metric, found: Sequence[SourceRows], view: View) -> dict[str, Summed]:
    """What adds up to the figure, by the table that it stands in."""
    sums: dict[str, Summed] = {}
    for table in dict.fromkeys(rows.table for rows in found):
        parts = [rows for rows in found if rows.table == table]
        cells = Cells(table, parts[0].columns, np.concatenate([rows.positions for rows in parts]))
        if (total := summed(metric, cells, view.dataset, by_row(view.metrics))) is not None:
            sums[table] = total
    return sums


def _together(total: Summed, metric: Metric, table: str, view: View) -> None:
    """The sum of the rows of several files or sheets."""
    rows = row_count(metric.code, table, total.rows, view.language)
    said = value(total.total, total.unit, view.language, exact=True)
    said = figures.bounded(said, "at_least" if total.values.isna().any() else "", view.language)
    text = words("figures.answer.total_of", view.language, rows=rows, total=said)
    draw('<p class="source-where">{text}</p>', text=text)


def _explain_part(flow: Flow, view: View, *, key: str) -> None:
    """What the period holds of the figure, and its rows."""
    said = "" if view.period is None else part_of_period(flow.part, view.period, view.language, exact=True)
    draw(
        '<div class="source"><h4>{said}</h4>{before}</div>',
        said=capitalised(said),
        before=fill_if(began_before(begun_rows(flow), view.language), "<p>{text}</p>"),
    )
    for number, rows in enumerate(SourceFinder(view.dataset).of(flow.part.cells)):
        _rows(rows, view, key=f"{key}-{number}")


def _facts(metric: Metric, said: str, view: View) -> Markup:
    """What there is to know of a figure, but for what the sentence above has said."""
    facts = [each for each in figures.facts(metric, view.language) if each[1] not in said]
    items = [fill("<dt>{name}</dt><dd>{text}</dd>", name=name, text=text) for name, text in facts]
    return fill("<dl>{items}</dl>", items=join(items))


def _parts(metric: Metric, view: View) -> Markup:
    items = bullets(
        fill(
            "<span>{label}{programme}</span> <strong>{value}</strong> {mark}",
            label=figures.label(part, view.language),
            programme=programme_of(part, view),
            value=figures.value_alone(part, view.language, exact=True),
            mark=basis_mark(part, view),
        )
        for part in (() if metric.stands_as_declared else metric.parts())
    )
    heading = words("figures.facts.parts", view.language)
    return fill("<h4>{title}</h4>{items}", title=heading, items=items) if items else items


def programme_of(metric: Metric, view: View) -> Markup:
    """The programme that a part is of, as a link to its page where that is another one; empty for the fund's."""
    code = metric.programme
    if not code:
        return Markup("")
    name, path = view.metrics.names.get(code, code), listing.programme_paths(view.fund.code).get(code, "")
    if not path or code == view.programme:
        return fill(" · {name}", name=name)
    link = ' · <a href="/{path}?{asked}" target="_self" lang="{language}">{name}</a>'
    return fill(link, path=path, asked=address.query_text(), language=WORKBOOK_LANGUAGE, name=name)


def _rows(rows: SourceRows, view: View, *, key: str, total: Summed | None = None) -> None:
    place, language = where(rows, view.language), view.language
    counted = None if total is None else RowValues(total.column, total.values, total.unit)
    names = view.metrics.short_names
    shown = source_table(replace(rows, positions=rows.positions[:SHOWN_ROWS]), view.dataset, names, counted, language)
    marked, last, silent = "", list[str](), ""
    if counted is not None:
        marked = counted_heading(rows, counted, language)
        silent = silent_rows(rows, view.dataset, counted, language)
        if len(rows.positions) > 1:
            here = value(float(counted.values.reindex(rows.positions).sum()), counted.unit, language, exact=True)
            here = figures.bounded(here, "at_least" if silent else "", language)
            last = [here if name == marked else "" for name in shown.columns]
            last[0] = words("figures.answer.total", language)
    draw(
        '<p class="source-where">{where}</p>{table}{silent}',
        where=place,
        table=html_table(shown, caption=place, summed=marked, total=last, quoted=len(shown.columns)),
        silent=fill_if(
            words("figures.answer.silent", language, rows=silent) if silent else "", '<p class="soft">{text}</p>'
        ),
    )
    not_shown(len(rows.positions) - SHOWN_ROWS, view)
    title = sheet_title(BY_CODE[rows.table], language)
    every = partial(source_table, rows, view.dataset, names, counted, language)
    csv_button(every, label=view.say("download_rows"), name=f"{view.fund.code}-{title}", key=f"csv-{key}")

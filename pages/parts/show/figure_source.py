"""« D'où vient ce chiffre ? »: what words say of a figure, its parts, its cells, and the rows themselves."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from fund.metric import Metric
from fund.metrics.over_time.flows import Flow, begun_rows
from fund.schema import BY_CODE
from fund.wording import figures, words
from fund.wording.contract import sheet_title
from fund.wording.figures import capitalised
from fund.wording.periods import began_before, part_of_period
from fund.wording.sources import SourceFinder, SourceRows, where
from fund.wording.tables import shown_rows
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
    value = figures.value_alone(metric, view.language)
    return fill("{value} {mark}", value=value, mark=basis_mark(metric, view))


def asking(metric: Metric, view: View, *, key: str, name: str = "", said: str = "") -> Markup:
    """A figure that is itself the button which opens where it comes from: what has that `key`, such as `ask_source`.

    `said` is what stands on it, its value where there is none; `name` is what it is called there. A number after « / »
    in the key is the place of the figure's answer among others (see `pages/static/page.js`).
    """
    value, called = figures.value_in_sentence(metric, view.language), name or figures.label(metric, view.language)
    return fill(
        '<button type="button" class="asks" data-asks="{key}" aria-haspopup="dialog" aria-label="{asked}">{said}'
        "</button>",
        key=key,
        asked=capitalised(view.say("source.of", value=value, name=called[:1].lower() + called[1:])),
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
            explain(metric, view, key=key)


def named_source(metric: Metric, view: View, *, key: str) -> None:
    """A figure under its name on a line of its own, after a sentence about it; it opens where it comes from."""
    said = figures.pair(figures.label(metric, view.language), figures.value_alone(metric, view.language), view.language)
    draw('<p class="named-source">{figure}</p>', figure=asking(metric, view, key=source_key(key), said=said))
    ask_source(metric, key=key)


def explain(metric: Metric, view: View, *, key: str) -> None:
    """The whole answer: in words first, then the parts, then the rows."""
    draw(
        '<div class="source"><h3>{label}</h3><p class="source-value">{value} {mark}</p>{facts}{parts}</div>',
        label=figures.label(metric, view.language),
        value=figures.value_alone(metric, view.language, exact=True),
        mark=basis_mark(metric, view),
        facts=_facts(metric, view),
        parts=_parts(metric, view),
    )
    for number, rows in enumerate(SourceFinder(view.dataset).of(metric.all_cells())):
        _rows(rows, view, key=f"{key}-{number}")
    flow = view.part_of(metric)
    if flow is not None:
        _explain_part(flow, view, key=f"{key}-part")


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


def _facts(metric: Metric, view: View) -> Markup:
    facts = figures.facts(metric, view.language)
    items = [fill("<dt>{name}</dt><dd>{text}</dd>", name=name, text=text) for name, text in facts]
    return fill("<dl>{items}</dl>", items=join(items))


def _parts(metric: Metric, view: View) -> Markup:
    items = bullets(
        fill(
            "<span>{label}{programme}</span> <strong>{value}</strong> {mark}",
            label=figures.label(part, view.language),
            programme=_of_programme(part, view),
            value=figures.value_alone(part, view.language, exact=True),
            mark=basis_mark(part, view),
        )
        for part in (() if metric.stands_as_declared else metric.parts())
    )
    return (
        fill("<h4>{title}</h4>{items}", title=words("figures.facts.parts", view.language), items=items)
        if items
        else items
    )


def _of_programme(metric: Metric, view: View) -> str:
    names = view.metrics.names
    return f" · {names.get(metric.programme, metric.programme)}" if metric.programme else ""


def _rows(rows: SourceRows, view: View, *, key: str) -> None:
    place = where(rows, view.language)
    sheet, found = BY_CODE[rows.table], view.dataset.table(rows.table).iloc[rows.positions]
    shown = shown_rows(found.head(SHOWN_ROWS), sheet, columns=rows.columns, language=view.language)
    draw('<p class="source-where">{where}</p>{table}', where=place, table=html_table(shown, caption=place))
    not_shown(len(rows.positions) - SHOWN_ROWS, view)
    title = sheet_title(sheet, view.language)
    every = partial(shown_rows, found, sheet, columns=rows.columns, language=view.language)
    csv_button(every, label=view.say("download_rows"), name=f"{view.fund.code}-{title}", key=f"csv-{key}")

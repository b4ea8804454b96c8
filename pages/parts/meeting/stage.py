"""One slide on the stage: a sheet of 1920 × 1080 that the browser scales to the screen as a whole.

Nothing can be cut off at a smaller size that fits at the full one: see `meeting.css` and `page.js`.
"""

from __future__ import annotations

import time
from collections.abc import Collection

import streamlit as st
from markupsafe import Markup

from fund.charts.drawing.figure import stage_figure
from fund.charts.drawing.layout import config
from fund.charts.plot import Plot
from fund.metric import Metric
from fund.slides.facts import fact_size
from fund.slides.geometry import ROOM
from fund.slides.photos import photo_places
from fund.slides.slide import Slide, SlideKind, Table
from fund.slides.text_layout import figure_size, names_layout, places_of
from fund.wording.contract import WORKBOOK_LANGUAGE
from pages.parts.meeting.live_what_if import levers, live
from pages.parts.session.view import View
from pages.parts.show.chart import draw_as_rows
from pages.parts.show.figure_source import asking
from pages.parts.show.markup import bullets, draw, fill, fill_if, join
from pages.web.photo_routes import photo_address

HEAD_START = 0.03
"""Seconds that a slide's words are on their way before its chart follows."""


def stage(slide: Slide, view: View, *, place: int, of: int, kept: Collection[str] | None = None) -> None:
    """Draw a slide. `kept` are the chart's categories that are left in by a filter, None for all."""
    with st.container(key="stage"):
        drawn = live(slide, view) if slide.kind is SlideKind.WHAT_IF else slide
        draw(
            '<section class="slide of-{kind}" data-code="{code}" aria-label="{place}">{marks}<h1>{title}</h1>{subtitle}'
            "{figures}{facts}{body}</section>",
            kind=drawn.kind,
            code=drawn.code,
            place=view.say("meeting.place", place=place, of=of),
            marks=_marks(drawn),
            title=drawn.title,
            subtitle=_paragraph("slide-subtitle", drawn.subtitle),
            figures=_figures(drawn, view),
            facts=_facts(drawn, view),
            body=_body(drawn) + _photos(drawn, view),
        )
        if drawn.plot is not None:
            # Sent with the title, the chart would hold it back: the browser shows both only when both are drawn.
            time.sleep(HEAD_START)
            plot = filtered(drawn.plot, kept)
            st.plotly_chart(
                stage_figure(plot, view.palette, view.language, width=ROOM, height=int(places_of(drawn).body.height)),
                theme=None,
                config=config(view.language),
                alt=plot.alt,
                key=f"slide-plot-{drawn.code}",
                width=ROOM,
            )
            draw_as_rows(plot)
        if slide.kind is SlideKind.WHAT_IF:
            levers(view)
        draw(
            '<footer class="slide-foot"><p>{foot}</p><p class="slide-place">{place}</p></footer>',
            foot=drawn.foot,
            place=f"{place} / {of}",
        )


def filtered(plot: Plot, kept: Collection[str] | None) -> Plot:
    """The plot with only some of its categories; all of them where none or nothing is chosen."""
    places = [place for place, name in enumerate(plot.categories) if kept is None or str(name) in kept]
    return plot.only(places) if places else plot


def _marks(slide: Slide) -> Markup:
    """What a photograph of the screen must keep: fictional data, a simulation."""
    simulation = slide.marks[-1] if slide.simulated else None
    kinds = {mark: "simulation" if mark == simulation else "" for mark in slide.marks}
    return join([fill('<p class="slide-mark {kind}">{mark}</p>', kind=kinds[mark], mark=mark) for mark in kinds])


def _figures(slide: Slide, view: View) -> Markup:
    items = [
        fill(
            '<div><p class="slide-value">{value}</p><p class="slide-label">{label}</p>{note}</div>',
            value=_value(figure.metric, figure.value, figure.label, slide, view),
            label=figure.label,
            note=_paragraph("slide-note", figure.note),
        )
        for figure in slide.figures
    ]
    frame = f'<div class="slide-figures" style="--size:{figure_size(slide.figures)}px">{{text}}</div>'
    return fill_if(join(items), frame)


def _facts(slide: Slide, view: View) -> Markup:
    """What was done in the words of the workbook, then figures one below the other, each beside what it says."""
    items = [
        fill(
            '<div><p class="fact-value">{mark}{value}</p><div><p class="fact-said">{said}</p>{detail}</div></div>',
            value=_value(fact.metric, fact.value, fact.said, slide, view),
            mark=fill_if(fact.mark, "<small>{text}</small>"),
            said=fact.said,
            detail=_paragraph("fact-detail", fact.detail),
        )
        for fact in slide.facts
    ]
    told = fill('<p class="slide-told" lang="{code}">{text}</p>', code=WORKBOOK_LANGUAGE, text=slide.told)
    frame = f'<div class="slide-facts" style="--size:{fact_size(slide.facts)}px">{{text}}</div>'
    heading = fill_if(slide.heading, '<h2 class="slide-heading">{text}</h2>')
    return (told if slide.told else Markup("")) + fill_if(join(items), frame) + heading


def _value(metric: Metric | None, value: str, name: str, slide: Slide, view: View) -> Markup | str:
    """A figure's value, which opens where it comes from: its place among the answers of the slide."""
    places = [place for place, each in enumerate(slide.metrics) if each is metric]
    if metric is None or not places or not value:
        return value
    return asking(metric, view, key=f"{sources_key(slide)}/{places[0]}", name=name, said=value)


def sources_key(slide: Slide) -> str:
    """The key of what opens where a slide's figures come from."""
    return f"slide-sources-{slide.code}"


def _body(slide: Slide) -> Markup:
    columns, size = names_layout(slide.names)
    items = join([fill("<li>{name}</li>", name=name) for name in slide.names])
    names = fill_if(items, f'<ul class="slide-names" style="--columns:{columns};--size:{size}px">{{text}}</ul>')
    table = _table(slide.table, caption=slide.title) if slide.table else Markup("")
    return table + bullets(slide.lines, "slide-lines") + names + _paragraph("slide-remark", slide.note)


def _photos(slide: Slide, view: View) -> Markup:
    """The photos, each as large as its place, over its caption."""
    body = places_of(slide).body
    items = [
        fill(
            '<figure style="left:{left}px;width:{room}px"><img src="{address}" alt="{alt}" width="{width}" '
            'height="{height}" style="margin-top:{above}px"><figcaption>{caption}</figcaption></figure>',
            left=round(place.caption.left - body.left),
            room=round(place.caption.width),
            address=photo_address(view.version.id, photo.digest, small=False),
            alt=photo.alt,
            width=round(place.photo.width),
            height=round(place.photo.height),
            above=round(place.photo.top - body.top),
            caption=photo.caption,
        )
        for photo, place in zip(slide.photos, photo_places(slide, body), strict=True)
    ]
    frame = f'<div class="slide-photos" style="height:{int(body.height)}px">{{text}}</div>'
    return fill_if(join(items), frame)


def _table(table: Table, *, caption: str) -> Markup:
    def row(cells: tuple[str, ...], tag: str) -> Markup:
        kinds = ("number" if place in table.numeric else "words" for place in range(len(cells)))
        cell = f'<{tag} class="{{kind}}">{{text}}</{tag}>'
        return join([fill(cell, kind=kind, text=text) for kind, text in zip(kinds, cells, strict=True)])

    rows = [fill("<tr>{cells}</tr>", cells=row(cells, "td")) for cells in table.rows]
    return fill(
        '<table class="slide-table"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        "<tbody>{rows}</tbody></table>",
        caption=caption,
        head=row(table.headings, "th"),
        rows=join(rows),
    )


def _paragraph(kind: str, text: str) -> Markup:
    return fill_if(text, f'<p class="{kind}">{{text}}</p>')

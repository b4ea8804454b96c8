"""The slides as a PowerPoint presentation: native charts and tables, the speaker's lines in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pptx.presentation import Presentation
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide as DrawnSlide
from pptx.util import Pt

from fund.charts.palette import LIGHT
from fund.charts.plot import Plot, Shape
from fund.pack.blank import LISTED, OPENING, TITLED, blank, layout_named
from fund.pack.layout import (
    FOOT,
    MARKS,
    NOTE,
    OPENING_BODY,
    OPENING_SUBTITLE,
    SMALLEST,
    SUBTITLE,
    TITLE,
    Box,
    body,
    figure_row,
    fitting,
    fitting_one_line,
    text_width,
)
from fund.pack.native_bars import draw_bars
from fund.pack.native_chart import colour
from fund.pack.native_steps import draw_steps
from fund.pack.native_text import draw_lines, draw_names, draw_table
from fund.pack.ooxml_text import clean, one_line, tag
from fund.pack.pptx_private import add_foot, mark_language, remove
from fund.slides.slide import Slide, SlideFigure, SlideKind
from fund.wording import Language, words
from fund.wording.figures import capitalised

_TITLE_SIZES = (30, 28, 26, 24, 20)
_VALUE_SIZES = (40, 36, 32, 28, 24, 20, 16, 12)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text looks: its size in points, its colour, its weight."""

    size: float
    ink: str = LIGHT.soft
    bold: bool = field(default=False, kw_only=True)

    def dress(self, font: Any) -> None:
        """Give a run this look."""
        font.size, font.bold, font.color.rgb = Pt(self.size), self.bold, colour(self.ink)


def presentation(slides: Sequence[Slide], language: Language, *, title: str, fictional: bool) -> bytes:
    """The .pptx of a deck, slide for slide. `fictional` writes « données fictives » on every slide."""
    deck = blank(title, language)
    for slide in slides:
        _draw(deck, slide, language, fictional=fictional)
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def _draw(deck: Presentation, slide: Slide, language: Language, *, fictional: bool) -> None:
    opening = slide.kind is SlideKind.TITLE
    listed = bool(slide.lines or slide.names) and not opening
    name = OPENING if opening else LISTED if listed else TITLED
    drawn = deck.slides.add_slide(layout_named(deck, name))
    _title(drawn, slide, opening=opening)
    marks = list(dict.fromkeys([*slide.marks, *([words("slides.fictional", language)] if fictional else [])]))
    if marks:
        _marks(drawn.shapes, marks)
    subtitle = bool(slide.subtitle) and not opening
    if subtitle:
        _write(
            drawn.shapes,
            slide.subtitle,
            SUBTITLE,
            name="Subtitle",
            look=_Look(_one_line_size(slide.subtitle, SUBTITLE, 18)),
        )
    _figures(drawn.shapes, slide.figures, subtitle=subtitle)
    if not opening:
        _body(drawn, slide, body(subtitle=subtitle, figures=bool(slide.figures), note=bool(slide.note)), language)
    if slide.note:
        place = OPENING_BODY if opening else NOTE
        _write(
            drawn.shapes, slide.note, place, name="Note", look=_Look(fitting([clean(slide.note)], place, (16, 14, 12)))
        )
    add_foot(drawn, one_line(slide.foot), size=fitting([one_line(slide.foot)], FOOT, (SMALLEST, 11, 10)))
    _notes(drawn, slide, language)
    mark_language(drawn, tag(language))


def _title(drawn: DrawnSlide, slide: Slide, *, opening: bool) -> None:
    title = drawn.shapes.title
    if title is None:
        return
    said = one_line(slide.title)
    title.text_frame.text = said
    room = Box(left=0, top=0, width=TITLE.width, height=120 if opening else TITLE.height)
    sizes = (44, 40, 36, 32, 28, 24) if opening else _TITLE_SIZES
    for run in title.text_frame.paragraphs[0].runs:
        run.font.size = Pt(fitting([said], room, sizes))
    if opening:
        under = drawn.placeholders[1]
        if slide.subtitle:
            under.text_frame.text = one_line(slide.subtitle)
            size = fitting([one_line(slide.subtitle)], OPENING_SUBTITLE, (24, 22, 20, 18, 16))
            for run in under.text_frame.paragraphs[0].runs:
                run.font.size = Pt(size)
        else:
            remove(under)


def _marks(shapes: SlideShapes, marks: Sequence[str]) -> None:
    """What every copy of the slide must say, white on brown at the very top."""
    left = MARKS.left
    for mark in marks:
        said = capitalised(one_line(mark))
        wide = text_width(said, SMALLEST) + 24
        box = Box(left=left, top=MARKS.top, width=wide, height=MARKS.height)
        shape = _write(shapes, said, box, name="Mark", look=_Look(SMALLEST, LIGHT.surface, bold=True))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(LIGHT.declared_text)
        shape.text_frame.margin_left = Pt(8)
        left += wide + 8


def _figures(shapes: SlideShapes, figures: Sequence[SlideFigure], *, subtitle: bool) -> None:
    """The large figures side by side, their numbers all of the size at which the longest one fits."""
    if not figures:
        return
    boxes = figure_row(subtitle=subtitle).columns(len(figures))
    longest = max((clean(figure.value) for figure in figures), key=lambda text: text_width(text, 1))
    size = fitting_one_line(longest, boxes[0].width, _VALUE_SIZES)
    for figure, box in zip(figures, boxes, strict=True):
        small = fitting(
            [one_line(figure.label), one_line(figure.note)],
            Box(left=0, top=0, width=box.width, height=box.height - size * 1.2),
            (15, 14, 13, 12),
        )
        shape = _write(shapes, figure.label, box, name="Figure", look=_Look(small))
        for text, look in ((figure.value, _Look(size, LIGHT.blue, bold=True)), (figure.note, _Look(small))):
            if one_line(text):
                paragraph = shape.text_frame.add_paragraph()
                paragraph.text = one_line(text)
                look.dress(paragraph.runs[0].font)


def _body(drawn: DrawnSlide, slide: Slide, box: Box, language: Language) -> None:
    """The one thing to look at."""
    if slide.lines:
        draw_lines(drawn, slide.lines, box)
    elif slide.names:
        draw_names(drawn, slide.names, box)
    if slide.plot is not None:
        _plot(drawn.shapes, slide.plot, box, language)
    elif slide.table is not None:
        draw_table(drawn.shapes, slide.table, box, alt=one_line(slide.title))


def _plot(shapes: SlideShapes, plot: Plot, box: Box, language: Language) -> None:
    """A native chart; in words where no value of it is known, for a chart of nothing draws nothing."""
    if all(value is None for each in plot.series for value in each.values):
        _write(shapes, plot.alt, box, name="Chart in words", look=_Look(18, LIGHT.ink))
    elif plot.shape is Shape.STEPS:
        draw_steps(shapes, plot, box, language)
    else:
        draw_bars(shapes, plot, box, language)


def _notes(drawn: DrawnSlide, slide: Slide, language: Language) -> None:
    """The speaker's line; under a chart, how its labels follow a value that is changed."""
    hint = words("pack.notes_chart", language) if slide.plot is not None else ""
    said = [clean(part) for part in (slide.line, hint) if part]
    if said and (frame := drawn.notes_slide.notes_text_frame) is not None:
        frame.text = "\n".join(said)


def _write(shapes: SlideShapes, text: str, box: Box, *, name: str, look: _Look) -> Any:
    """A text in a box of its own, on as many lines as it takes."""
    shape = shapes.add_textbox(*box.emu())
    shape.name = f"{name} {shape.shape_id}"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = one_line(text)
    for run in frame.paragraphs[0].runs:
        look.dress(run.font)
    return shape


def _one_line_size(text: str, box: Box, most: int) -> float:
    return fitting_one_line(one_line(text), box.width, (most, 16, 14, SMALLEST))

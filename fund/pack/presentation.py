"""The slides as a PowerPoint presentation: native charts and tables, the speaker's lines in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide as DrawnSlide
from pptx.util import Pt

from fund.charts.palette import LIGHT
from fund.charts.plot import Plot, Shape
from fund.pack.blank_presentation import LISTED, OPENING, TITLED, blank
from fund.pack.native_bars import draw_bars
from fund.pack.native_chart import colour
from fund.pack.native_steps import draw_steps
from fund.pack.native_text import draw_lines, draw_names, draw_table
from fund.pack.office_text import (
    GUTTER,
    LINE,
    SMALLEST,
    PhotoBytes,
    clean,
    emu,
    fitting,
    move,
    no_photo,
    one_line,
    saved,
    tag,
    text_width,
)
from fund.pack.pptx_private import add_foot, describe, mark_language, remove
from fund.slides import geometry
from fund.slides.facts import FactPlaces, fact_places, fact_size
from fund.slides.geometry import FACT, FACT_ROOM, FACT_WIDTH, HEADING, TOLD, Box
from fund.slides.photos import photo_places
from fund.slides.slide import Slide, SlideFigure, SlideKind
from fund.slides.text_layout import column, places_of
from fund.wording import Language, words
from fund.wording.figures import capitalised

_TITLE_SIZES = (geometry.TITLE.line / 2 / LINE, 28, 24, 20)
_OPENING_SIZES = (geometry.OPENING_TITLE.size / 2, 44, 36, 32, 28, 24)
_OPENING_SUBTITLE_SIZES = (geometry.OPENING_SUBTITLE.size / 2, 20, 16)
_LARGEST_VALUE, _NOTE_SIZES, _SMALL = 38, (16, 15, 14, 13, 12), geometry.SMALL.line / 2 / LINE
"""Points. A number may be larger than on the stage: it stands among texts that are read from near."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text looks: its size in points, its colour, its weight."""

    size: float
    ink: str = LIGHT.soft
    bold: bool = field(default=False, kw_only=True)

    def dress(self, font: Any) -> None:
        """Give a run this look."""
        font.size, font.bold, font.color.rgb = Pt(self.size), self.bold, colour(self.ink)


def presentation(slides: Sequence[Slide], language: Language, *, title: str, photo: PhotoBytes = no_photo) -> bytes:
    """The .pptx of a deck, slide for slide; `photo` gives the bytes of a photo by its digest."""
    deck = blank(title, language)
    for slide in slides:
        drawn = _draw(deck, slide, language)
        _photos(drawn, slide, photo)
        mark_language(drawn, tag(language))
    return saved(deck)


def _draw(deck: Presentation, slide: Slide, language: Language) -> DrawnSlide:
    size = _value_size(slide.figures)
    placed = places_of(slide, value=2 * size * LINE)
    opening = slide.kind is SlideKind.TITLE
    listed = bool(slide.lines or slide.names) and not opening
    layout = OPENING if opening else LISTED if listed else TITLED
    drawn: DrawnSlide = deck.slides.add_slide(next(each for each in deck.slide_layouts if each.name == layout))
    _marks(drawn.shapes, slide.marks, placed.marks.halved())
    if opening:
        _opening(drawn, slide)
    else:
        _title(drawn, slide.title, placed.title.halved(), _TITLE_SIZES)
        if slide.subtitle:
            look = _Look(geometry.SUBTITLE.size / 2)
            _write(drawn.shapes, slide.subtitle, placed.subtitle.halved(), name="Subtitle", look=look)
        _figures(drawn.shapes, slide.figures, placed.figures.halved(), size=size)
        body = placed.body
        if slide.facts or slide.told:
            stand = fact_places(slide, body)
            _facts(drawn.shapes, slide, stand)
            body = stand.lines
        _body(drawn, slide, body.halved(), language)
    if slide.note:
        box = (geometry.OPENING_NOTE_BOX if opening else placed.note).halved()
        look = _Look(fitting([one_line(slide.note)], box, _NOTE_SIZES))
        _write(drawn.shapes, slide.note, box, name="Note", look=look)
    foot = replace(geometry.FOOT_BOX, width=geometry.FOOT_BOX.width * 0.9).halved()
    add_foot(drawn, one_line(slide.foot), size=fitting([one_line(slide.foot)], foot, (SMALLEST, 11, 10)))
    _notes(drawn, slide, language)
    return drawn


def _title(drawn: DrawnSlide, text: str, box: Box, sizes: Sequence[float]) -> None:
    title = drawn.shapes.title
    if title is not None:
        move(title, box)
        _fill(title, one_line(text), box, sizes)


def _fill(placeholder: Any, text: str, box: Box, sizes: Sequence[float]) -> None:
    """The text in a place of the layout, in the largest of the sizes at which it fits that box."""
    placeholder.text_frame.text = text
    for run in placeholder.text_frame.paragraphs[0].runs:
        run.font.size = Pt(fitting([text], box, sizes))


def _opening(drawn: DrawnSlide, slide: Slide) -> None:
    """The first slide: its title and subtitle where the layout has them."""
    _title(drawn, slide.title, geometry.OPENING_TITLE_BOX.halved(), _OPENING_SIZES)
    under, said = drawn.placeholders[1], one_line(slide.subtitle)
    if not said:
        remove(under)
    else:
        _fill(under, said, geometry.OPENING_SUBTITLE_BOX.halved(), _OPENING_SUBTITLE_SIZES)


def _marks(shapes: SlideShapes, marks: Sequence[str], row: Box) -> None:
    """What every copy of the slide must say, white on brown at the very top."""
    left = row.left
    for mark in marks:
        said = capitalised(one_line(mark))
        wide = text_width(said, geometry.MARK.size / 2) + 24
        look = _Look(geometry.MARK.size / 2, LIGHT.surface, bold=True)
        shape = _write(shapes, said, replace(row, left=left, width=wide), name="Mark", look=look)
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(LIGHT.declared_text)
        shape.text_frame.margin_left = Pt(8)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        left += wide + 8


def _value_size(figures: Sequence[SlideFigure]) -> float:
    """The size in points at which the longest of the numbers fits its column, `_LARGEST_VALUE` at most."""
    widest = max((text_width(clean(figure.value), 1) for figure in figures), default=0.0)
    return min(_LARGEST_VALUE, int(column(len(figures)) / 2 / widest)) if widest else _LARGEST_VALUE


def _figures(shapes: SlideShapes, figures: Sequence[SlideFigure], row: Box, *, size: float) -> None:
    """The large figures side by side, their numbers all of one size."""
    boxes = row.columns(len(figures), GUTTER) if figures else ()
    for figure, box in zip(figures, boxes, strict=True):
        shape = _write(shapes, figure.label, box, name="Figure", look=_Look(_SMALL))
        for text, look in ((figure.value, _Look(size, LIGHT.blue, bold=True)), (figure.note, _Look(_SMALL))):
            if one_line(text):
                paragraph = shape.text_frame.add_paragraph()
                paragraph.text = one_line(text)
                look.dress(paragraph.runs[0].font)


def _facts(shapes: SlideShapes, slide: Slide, places: FactPlaces) -> None:
    """The words of the workbook, the large figures one below the other beside what they say, and the heading."""
    if slide.told:
        _write(shapes, slide.told, places.told.halved(), name="Text", look=_Look(TOLD.size / 2, LIGHT.ink))
    size = fact_size(slide.facts) / 2
    for fact, row in zip(slide.facts, places.facts, strict=True):
        box = row.halved()
        if fact.value:
            wide = replace(box, width=FACT_WIDTH / 2)
            first, look = fact.mark or fact.value, _Look(size, LIGHT.blue, bold=True)
            shape = _write(shapes, first, wide, name="Figure", look=_Look(_SMALL) if fact.mark else look)
            if fact.mark:
                _under(shape, fact.value, look)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            for paragraph in shape.text_frame.paragraphs:
                paragraph.alignment = PP_ALIGN.RIGHT
        beside = replace(box, left=box.left + (FACT_WIDTH / 2 + GUTTER), width=FACT_ROOM / 2)
        shape = _write(shapes, fact.said, beside, name="Fact", look=_Look(FACT.size / 2, LIGHT.ink, bold=True))
        _under(shape, fact.detail, _Look(_SMALL))
        # The number beside the middle of what it says, as on the stage.
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if slide.heading:
        look = _Look(HEADING.size / 2, LIGHT.ink, bold=True)
        _write(shapes, slide.heading, places.heading.halved(), name="Heading", look=look)


def _under(shape: Any, text: str, look: _Look) -> None:
    """A line under the first one of a box."""
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


def _photos(drawn: DrawnSlide, slide: Slide, photo: PhotoBytes) -> None:
    """The photos where they stand on the stage, each with its words for who does not see it, over its caption."""
    body = places_of(slide, value=2 * _value_size(slide.figures) * LINE).body
    for each, place in zip(slide.photos, photo_places(slide, body), strict=True):
        content = photo(each.digest)
        if content is not None:
            shape = drawn.shapes.add_picture(BytesIO(content), *emu(place.photo.halved()))
            describe(shape, clean(each.alt))
            if each.caption:
                _write(drawn.shapes, each.caption, place.caption.halved(), name="Caption", look=_Look(_SMALL))


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
    shape = shapes.add_textbox(*emu(box))
    shape.name = f"{name} {shape.shape_id}"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = one_line(text)
    for run in frame.paragraphs[0].runs:
        look.dress(run.font)
    return shape

"""The meeting: the fund's slides on the whole screen, one at a time.

From slide to slide: keys, a jump list, the slide in the address; and the questions answered in place.
"""

from collections.abc import Sequence

import streamlit as st

from fund.slides.slide import Slide, SlideKind
from pages.parts.meeting.last_slide import SLIDE_KEY, last_slide, remember
from pages.parts.meeting.live_what_if import over_the_slide
from pages.parts.meeting.meeting_data import slides_of
from pages.parts.meeting.stage import sources_key, stage
from pages.parts.session import address
from pages.parts.session.view import View, current_view
from pages.parts.show.figure_source import close_button, explain
from pages.parts.show.links import page_link
from pages.parts.show.markup import draw, plain_label

_JUMP, _SETTLED = "jump", "settled_slide"


@st.fragment
def slides_with_controls() -> None:
    """The slide on screen, and the ways to the others."""
    view = current_view()
    slides = slides_of(view)
    codes = [slide.code for slide in slides]
    at = settle(codes)
    slide = slides[at]
    remember(view.fund.code, codes[at], at + 1)
    # The slide is drawn first: what follows is only seen when the pointer moves.
    stage(slide, view, place=at + 1, of=len(slides), kept=st.session_state.get(_filter_key(slide)) or None)
    address.carry(SLIDE_KEY, place="address-slide")
    with st.container(key="stage-bar", horizontal=True, vertical_alignment="center"):
        _step(view.say("meeting.previous"), codes, at - 1, key="previous", shortcut="Left")
        _step(view.say("meeting.next"), codes, at + 1, key="next", shortcut="Right")
        _jump(slides, view)
        _sources(slide, view)
        _filter(slide, view)
        if slide.kind is not SlideKind.WHAT_IF:
            over_the_slide(slide, view)
        page_link("meetings.py", view.say("meeting.leave"))
    # In the page from the start: who is cut off can be told nothing new.
    draw('<p class="stage-offline" role="status">{said}</p>', said=view.say("meeting.offline"))
    with st.container(key="stage-keys"):
        _step(view.say("meeting.first"), codes, 0, key="first", shortcut="Home")
        _step(view.say("meeting.last"), codes, len(codes) - 1, key="last", shortcut="End")


def settle(codes: Sequence[str]) -> int:
    """The place of the slide on screen; an unknown one in the address gives the first."""
    asked = st.session_state.get(SLIDE_KEY) or last_slide(current_view().fund.code).code
    if address.went_back():
        asked = st.query_params.get(SLIDE_KEY)
    at = codes.index(asked) if asked in codes else 0
    st.session_state[SLIDE_KEY] = st.session_state[_JUMP] = st.session_state[_SETTLED] = codes[at]
    return at


def _go(code: str) -> None:
    st.session_state[SLIDE_KEY] = code


def _step(label: str, codes: Sequence[str], to: int, *, key: str, shortcut: str) -> None:
    """A button and its key; at either end it stays where it is."""
    within = codes[min(max(to, 0), len(codes) - 1)]
    st.button(label, key=f"slide-{key}", shortcut=shortcut, on_click=_go, args=(within,), type="tertiary")


def _jump(slides: Sequence[Slide], view: View) -> None:
    titles = {slide.code: f"{place}. {slide.title}" for place, slide in enumerate(slides, 1)}
    st.selectbox(
        view.say("meeting.jump"),
        list(titles),
        format_func=lambda code: titles[code],
        key=_JUMP,
        on_change=lambda: _go(st.session_state[_JUMP]),
        label_visibility="collapsed",
        width=280,
    )


@st.fragment
def _sources(slide: Slide, view: View) -> None:
    """« D'où viennent ces chiffres ? », answered over the slide, which is not drawn again for it."""
    metrics = slide.metrics
    if not metrics:
        return
    answer = st.popover(view.say("meeting.sources"), key=sources_key(slide), on_change="rerun")
    if answer.open:
        with answer:
            close_button(view)
            for number, metric in enumerate(metrics):
                explain(metric, view, key=f"slide-{slide.code}-{number}")


def _filter(slide: Slide, view: View) -> None:
    """Which of the chart's categories are drawn."""
    if slide.plot is None or len(slide.plot.categories) < 3 or not isinstance(slide.plot.categories[0], str):
        return
    asked = st.popover(view.say("meeting.filter"), key=f"slide-filter-{slide.code}")
    with asked:
        st.pills(
            view.say("meeting.filter_hint"),
            [str(name) for name in slide.plot.categories],
            selection_mode="multi",
            format_func=plain_label,
            key=_filter_key(slide),
        )


def _filter_key(slide: Slide) -> str:
    return f"slide-kept-{slide.code}"


# Also where the browser's own « back » changed it; after a click the address still names the slide before.
if (asked := st.query_params.get(SLIDE_KEY)) and asked != st.session_state.get(_SETTLED):
    st.session_state[SLIDE_KEY] = asked
slides_with_controls()

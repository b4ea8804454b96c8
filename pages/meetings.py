"""Meetings and decisions: what was decided, what is still to do, the pack to take home; for staff, the preparation."""

from pages.parts.meeting.decisions import decisions
from pages.parts.meeting.deck_editor import editor
from pages.parts.meeting.meeting_form import desk
from pages.parts.meeting.pack import pack
from pages.parts.meeting.past_meetings import held
from pages.parts.session.staff import staff_here
from pages.parts.session.view import current_view
from pages.parts.show.page_head import title

view = current_view()
title(view, view.say("menu.seances"), subtitle=view.say("meetings.subtitle"))
desk(view)
decisions(view)
pack(view)
held(view)
if staff_here() is not None:
    editor(view)

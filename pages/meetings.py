"""Meetings and decisions: what was decided, what is still to do, the pack to take home; for staff, the preparation."""

from pages.parts.frame import title
from pages.parts.meeting.decisions import decisions
from pages.parts.meeting.desk import desk
from pages.parts.meeting.editor import editor
from pages.parts.meeting.held import held
from pages.parts.meeting.pack import pack
from pages.parts.staff import staff_here
from pages.parts.view import current_view

view = current_view()
title(view, view.say("meetings.title"), subtitle=view.say("meetings.subtitle"))
desk(view)
decisions(view)
pack(view)
held(view)
if staff_here() is not None:
    editor(view)

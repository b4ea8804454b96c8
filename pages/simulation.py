"""« Et si… ? »: levers on the left, the answer beside the published figures on the right."""

from pages.parts.frame import title
from pages.parts.simulation.desk import desk
from pages.parts.simulation.supposed import settle
from pages.parts.view import current_view

view = current_view()
title(view, view.say("simulation.title"), subtitle=view.say("simulation.subtitle"))
settle(view)
desk()

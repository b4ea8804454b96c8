"""« Et si… ? »: levers on the left, the answer beside the published figures on the right."""

from pages.parts.session.view import current_view
from pages.parts.show.page_head import title
from pages.parts.simulation.simulation_page import what_if
from pages.parts.simulation.state import settle

view = current_view()
title(view, view.say("menu.simulation"), subtitle=view.say("simulation.subtitle"))
settle(view)
what_if()

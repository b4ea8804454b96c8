"""History: every published version, what it changed, its files; and going back."""

from pages.parts.audit import audit
from pages.parts.frame import title
from pages.parts.history import current_data, versions
from pages.parts.restoration import outcome
from pages.parts.view import current_view

view = current_view()
title(view, view.say("history.title"), subtitle=view.say("history.subtitle"))
outcome(view)
current_data(view)
versions(view)
audit(view)

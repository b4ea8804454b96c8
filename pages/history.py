"""History: every published version, what it changed, its files; and going back."""

from pages.parts.history.audit_list import audit
from pages.parts.history.restoration import outcome
from pages.parts.history.versions_list import current_data, versions
from pages.parts.session.view import current_view
from pages.parts.show.page_head import title

view = current_view()
title(view, view.say("menu.historique"), subtitle=view.say("history.subtitle"))
outcome(view)
current_data(view)
versions(view)
audit(view)

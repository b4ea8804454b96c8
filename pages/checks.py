"""Checks: what does not add up, by how much, where, and what to do."""

from pages.parts.session.view import current_view
from pages.parts.show.findings_list import findings_list, severity_counts
from pages.parts.show.page_head import title
from pages.parts.show.reconciliations import reconciliations

view = current_view()
title(view, view.say("menu.controles"), subtitle=view.say("checks.subtitle"))
severity_counts(view)
reconciliations(view)
findings_list(view)

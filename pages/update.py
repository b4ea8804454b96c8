"""Staff update: upload, understand, compare in money, publish."""

from pages.parts.session.staff import staff_here
from pages.parts.session.view import current_view
from pages.parts.show.page_head import title
from pages.parts.show.staff_links import ask_to_sign_in, who
from pages.parts.update.steps import only_from_the_public_version, update

view = current_view()
title(view, view.say("menu.mise-a-jour"), subtitle=view.say("update.subtitle"))
if staff_here() is None:
    ask_to_sign_in(view)
else:
    who(view)
    if view.past:
        only_from_the_public_version(view)
    else:
        update(view)

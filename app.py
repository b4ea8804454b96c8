"""The ASGI application: which script Streamlit runs, the security headers, the page's own frame.

`streamlit run app.py` and `uvicorn app:app` both serve `app`.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from pages.parts.session import listing
from pages.parts.session.photo_rights import may_show
from pages.parts.show.first_figures import first_figures
from pages.web.answers import WholeAnswers
from pages.web.client_messages import ClientMessages
from pages.web.html_shell import Shell, pack_for_pages
from pages.web.memory import give_back_for_ever, keep_together
from pages.web.middleware import HostGate, UploadGate, ViewerGate
from pages.web.photo_routes import photo_routes
from pages.web.provider import BackFromProvider
from pages.web.server import health_route, log_to_the_terminal, say_failure, warm_start
from pages.web.sign_in_routes import access_routes
from pages.web.signed_in import keep_up_with_sessions, our_hosts
from pages.web.static_files import StaticFiles
from pages.web.store import answers, record

keep_together()
log_to_the_terminal()
app = st.App(
    "pages/main.py",
    routes=[*access_routes(record), *photo_routes(may_show), health_route(answers)],
    middleware=[
        Middleware(WholeAnswers),
        Middleware(HostGate, hosts=our_hosts()),
        Middleware(ViewerGate),
        Middleware(UploadGate),
        Middleware(BackFromProvider),
        Middleware(ClientMessages),
        Middleware(StaticFiles),
        Middleware(Shell, fixed=listing.FIXED_ADDRESSES, addresses=listing.addresses, first=first_figures),
    ],
    lifespan=warm_start(
        listing.open_first_fund, before=keep_up_with_sessions, afterwards=(pack_for_pages, give_back_for_ever)
    ),
    on_script_error=say_failure,
)

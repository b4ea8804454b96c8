"""The ASGI application: which script Streamlit runs, the security headers, the page's own frame.

`streamlit run app.py` and `uvicorn app:app` both serve `app`.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from pages.web import UploadGate, ViewerGate, access_routes
from pages.web.server import SecurityHeaders, Shell, say_failure, warm_up, write_down

app = st.App(
    "pages/main.py",
    routes=access_routes(write_down),
    middleware=[Middleware(SecurityHeaders), Middleware(ViewerGate), Middleware(UploadGate), Middleware(Shell)],
    lifespan=warm_up,
    on_script_error=say_failure,
)

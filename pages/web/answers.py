"""What every answer has: the security headers; and words, where something failed."""

from __future__ import annotations

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.web.request import refusal

LOG = logging.getLogger("pages.web")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
IN_WORDS = {404: "access.nothing_here", 500: "pages.failure"}
"""The sentences of statuses; others have one for all of them."""


class WholeAnswers:
    """Completes every HTTP answer: security headers, our words for Streamlit's and the server's own refusals.

    What raises is answered too, with a 500 that has these headers: the framework's own answer would be outside.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application that answers everything else."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; complete the answer on the way back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_started = is_replaced = False

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        async def send_complete(message: Message) -> None:
            nonlocal is_started, is_replaced
            if message["type"] == "http.response.start":
                is_started = True
                is_replaced = _is_wordless(message)
                if is_replaced:
                    await _in_words(message["status"])(scope, receive, send_secured)
            if not is_replaced:
                await send_secured(message)

        try:
            await self.app(scope, receive, send_complete)
        except Exception:
            if is_started:
                raise
            LOG.exception("a request failed")
            await _in_words(500)(scope, receive, send_secured)


def _in_words(status: int) -> ASGIApp:
    return refusal(IN_WORDS.get(status, "access.not_done"), status)


def _is_wordless(start: Message) -> bool:
    """Whether an answer is a failure in plain English: ours say which languages they are in."""
    headers = Headers(scope=start)
    is_text = headers.get("content-type", "text/plain").startswith("text/plain")
    return start["status"] >= 400 and is_text and "content-language" not in headers

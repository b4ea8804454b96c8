"""The HTML of every page's address: Streamlit's own, with our language, title, fonts and style sheets."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from anyio import CapacityLimiter, fail_after, move_on_after, to_thread
from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fund.slides.geometry import css_properties
from fund.store.errors import StoreUnavailable
from fund.wording import Language, languages, words
from pages.web.request import HEALTH, language_of, path_of, refusal
from pages.web.static_files import CHARTS, edition, pack, versioned

LOG = logging.getLogger("pages.web")
NO_PAGES = frozenset(
    ("_stcore", "static", "media", "component", "app", "oauth2callback", "auth", "connexion", "deconnexion")
)
"""How addresses begin that are no page's: Streamlit's own, and those of signing in."""
PRELOADED_PARTS = ("PlotlyChart", "Html", "TextInput", "Selectbox", "ButtonGroup", "PageLink")
"""Parts of Streamlit's front end that every page needs: asking for them at once saves round trips."""

ASKED_FIRST = ("health", "host-config")
"""What Streamlit's front end asks for before it opens its websocket."""

LONGEST_BEGINNING = 0.5
"""Seconds after which a page goes without what it may begin with: it draws all of it itself."""
ASKED_AT_ONCE = 8
"""Questions to the store; more wait for their turn within their time: one that hangs holds up no other answer."""
SECONDS_TO_ANSWER = 5
"""After which the store, which knows the addresses of programmes, counts as down."""


class Shell:
    """Answers page addresses with Streamlit's HTML, in the right language and with our style sheet.

    An address that is no page gets a 404 in words, where Streamlit would show the home page.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        fixed: Collection[str],
        addresses: Callable[[], Collection[str]],
        first: Callable[[Mapping[str, str], Language], str],
    ) -> None:
        """Wrap the application that answers everything else.

        `fixed` are the paths that always are pages, `addresses` gives all; `first` is the HTML that the first page
        begins with, by what its address asks. Both may take their time.
        """
        self.app = app
        self.first = first
        self.fixed = fixed
        self.addresses = addresses
        self.turns = CapacityLimiter(ASKED_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page address; pass everything else on."""
        path = path_of(scope) if scope["type"] == "http" else ""
        ours = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and path != HEALTH
        if not ours:
            await self.app(scope, receive, send)
            return
        if "." in path or path.split("/")[1] in NO_PAGES or (len(path) > 1 and path.endswith("/")):
            await self._no_page(scope, receive, send)
            return
        language = language_of(QueryParams(scope["query_string"]))
        page = path.strip("/")
        status = 200 if page in self.fixed else await self._status(page)
        content = _not_found(language) if status == 404 else page_frame(language)
        begin = "" if page else await self._beginning(scope, language)
        response = HTMLResponse(
            content.replace("</body>", f"{begin}</body>") if begin else content,
            status_code=status,
            # Figures are of this moment and of whoever asks: going back shows none that a browser has kept.
            headers={"Cache-Control": "no-store" if begin else "no-cache"},
        )
        await response(scope, receive, send)

    async def _no_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no page's; where there is nothing, Streamlit would answer with its own page, as found."""
        is_page = False

        async def send_other(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                headers = Headers(scope=message)
                # Ours have no mark by which a browser could keep them.
                is_page = "etag" in headers and headers.get("content-type", "").startswith("text/html")
                if is_page:
                    await refusal("access.nothing_here", 404)(scope, receive, send)
            if not is_page:
                await send(message)

        await self.app(scope, receive, send_other)

    async def _status(self, page: str) -> int:
        """Whether an address is a page's; while the store is down it may be, and the page says so in its place."""
        try:
            with fail_after(SECONDS_TO_ANSWER):
                # Reading a changed fund takes time: never in the event loop.
                known = await to_thread.run_sync(self.addresses, abandon_on_cancel=True, limiter=self.turns)
        except (StoreUnavailable, TimeoutError):
            return 503
        return 200 if page in known else 404

    async def _beginning(self, scope: Scope, language: Language) -> str:
        """What the first page begins with; nothing where it is late or fails, as the page itself tells why."""
        asked = dict(QueryParams(scope["query_string"]))
        try:
            with move_on_after(LONGEST_BEGINNING):
                return await to_thread.run_sync(self.first, asked, language, abandon_on_cancel=True, limiter=self.turns)
        except Exception:
            LOG.exception("the first figures could not be drawn")
        return ""


@cache
def page_frame(language: Language) -> str:
    """Streamlit's own index.html with its language, title and style made ours."""
    static = Path(st.__file__).parent / "static"
    page = (static / "index.html").read_text(encoding="utf-8")
    chunks = _chunks(json.loads((static / "manifest.json").read_text(encoding="utf-8")))
    head = "".join(
        [
            '<link rel="preload" href="./app/static/inter-latin.woff2" as="font" type="font/woff2" crossorigin />',
            *(f'<link rel="preload" href="./_stcore/{name}" as="fetch" crossorigin>' for name in ASKED_FIRST),
            *(f'<link rel="modulepreload" crossorigin{_urgency(chunk)} href="./{chunk}">' for chunk in chunks),
            f'<link rel="stylesheet" href="{versioned("look.css")}">',
            f"<style>{css_properties()}</style>",
            f'<link rel="stylesheet" href="{versioned("meeting.css")}">',
            f'<script src="{versioned("page.js")}" defer></script>',
        ]
    )
    framework = html.escape(json.dumps({each: words("pages.framework", each).split("\n") for each in languages()}))
    page = page.replace('<html lang="en">', f'<html lang="{language}" data-framework="{framework}">')
    page = re.sub(r"<title>.*?</title>", f"<title>{html.escape(words('pages.product', language))}</title>", page)
    page = page.replace("./favicon.png", "./app/static/icon.png")
    # The font Streamlit would preload is not the one we use; its inline script is refused by our policy.
    page = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", page)
    page = re.sub(r"<script>\s*window\.prerenderReady.*?</script>", "", page, flags=re.S)
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    no_script = html.escape(words("pages.no_script", language))
    page = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{no_script}</p></noscript>", page, flags=re.S)
    return page.replace("</head>", f"{head}</head>").replace('"./static/', f'"./static/{edition()}/')


def pack_for_pages() -> None:
    """Pack the scripts and styles that every page asks for: the first viewer need not wait for it."""
    for address in re.findall(r'(?:href|src)="(\./[^"?]+)', page_frame(languages()[0])):
        pack(address)


def _chunks(manifest: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The scripts of the preloaded parts and of all that these import; Streamlit's page asks for its own itself."""
    own = _imported(manifest, "index.html")
    parts = [key for key, chunk in manifest.items() if chunk.get("name") in PRELOADED_PARTS]
    wanted = dict.fromkeys(key for part in parts for key in _imported(manifest, part) if key not in own)
    return [manifest[key]["file"] for key in wanted]


def _urgency(chunk: str) -> str:
    """The largest chunk, which draws charts, waits for those that draw figures."""
    return ' fetchpriority="low"' if f"/{CHARTS}" in chunk else ""


def _imported(manifest: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, None]:
    """A chunk and every chunk it cannot start without, each once and in order."""
    found: dict[str, None] = {key: None}
    waiting = [key]
    while waiting:
        new = [name for name in manifest[waiting.pop()].get("imports", ()) if name not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return found


def _not_found(language: Language) -> str:
    title, text, link = (html.escape(words(f"pages.not_found.{part}", language)) for part in ("title", "text", "link"))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        '<link rel="stylesheet" href="/app/static/look.css"></head><body class="not-found">'
        f'<main><h1>{title}</h1><p>{text}</p><p><a href="/?langue={language}">{link}</a></p></main></body></html>'
    )

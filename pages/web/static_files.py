"""The files that never change, Streamlit's own and ours: packed once, kept in memory, sent to be kept for a year.

What no page of ours uses is not sent: where Streamlit's front end asks for its text font before it knows ours, it gets
ours; of its font of signs those that are used; of its script for charts the kinds that we draw.
"""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.datastructures import Headers, QueryParams
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.web import chart_script
from pages.web.request import path_of, refusal

FRAMEWORK, OURS = "/static/", "/app/static/"
SIGNS = "MaterialSymbols-Rounded.nEdyypZU.woff2"
"""Streamlit's font of signs, by the name of the version that ours was cut from: another one is sent as it is."""
CHARTS = "PlotlyChart."
"""How the name of Streamlit's script for charts begins."""
_TEXT_FONT = "SourceSansVF-Upright.ttf."
_OUR_STATIC = Path(__file__).parents[1] / "static"
_PACKED = frozenset((".js", ".css", ".svg", ".json", ".txt", ".html"))
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".gif": "image/gif",
    ".ttf": "font/ttf",
}
_EDITION = re.compile(f"^{FRAMEWORK}[0-9a-f]{{16}}/")
_FOR_EVER, _A_WEEK, _ASK_AGAIN = "public, max-age=31536000, immutable", "public, max-age=604800", "no-cache"
_QUALITY = 9
"""Of both ways of packing: the best of brotli's takes fifteen times as long for a tenth less."""


def _packers() -> dict[str, Callable[[bytes], bytes]]:
    """The ways of packing by their names in requests, the closest first; brotli where it is installed."""
    ways: dict[str, Callable[[bytes], bytes]] = {}
    try:
        brotli = import_module("brotli")
    except ImportError:
        pass
    else:
        ways["br"] = lambda content: bytes(brotli.compress(content, quality=_QUALITY))
    ways["gzip"] = lambda content: gzip.compress(content, _QUALITY, mtime=0)
    return ways


PACKERS = _packers()


@dataclass(eq=False, slots=True)
class StaticFile:
    """A file with what was made of it; it is read at most once for each."""

    path: Path
    change: Callable[[str], str] | None = None
    """What is done to its text before it is sent."""
    _changed: bytes = b""
    _digest: str = ""
    _packed: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def digest(self) -> str:
        """Tells its content from any other."""
        if not self._digest:
            self._digest = sha256(self.content()).hexdigest()[:16]
        return self._digest

    def content(self) -> bytes:
        """What is sent of it, before it is packed."""
        if self.change is None:
            return self.path.read_bytes()
        self._changed = self._changed or self.change(self.path.read_text("utf-8")).encode()
        return self._changed

    @property
    def ways(self) -> tuple[str, ...]:
        """How it may be packed: pictures and fonts are already."""
        return tuple(PACKERS) if self.path.suffix in _PACKED else ()

    def packed(self, way: str) -> bytes:
        """Its content packed in one of its ways; a second caller waits for the first."""
        with self._lock:
            if way not in self._packed:
                self._packed[way] = PACKERS[way](self.content())
            return self._packed[way]


@cache
def static_files() -> Mapping[str, StaticFile]:
    """Every static file by its address."""
    framework = Path(st.__file__).parent / "static" / "static"
    return {
        f"{prefix}{file.relative_to(folder).as_posix()}": StaticFile(
            _OUR_STATIC / "material-symbols.woff2" if file.name == SIGNS else file,
            chart_script.cut if file.name.startswith(CHARTS) else None,
        )
        for prefix, folder in ((FRAMEWORK, framework), (OURS, _OUR_STATIC))
        for file in folder.rglob("*")
        if file.is_file()
    }


@cache
def edition() -> str:
    """Tells what is made of Streamlit's files from what another version of them, or of this program, makes."""
    made_by = [Path(chart_script.__file__), _OUR_STATIC / "material-symbols.woff2"]
    return sha256(b"".join([st.__version__.encode(), *(file.read_bytes() for file in made_by)])).hexdigest()[:16]


def pack(address: str) -> None:
    """Pack a file in the way that most browsers take, before one asks for it; the address is below the page's."""
    file = _file(address.removeprefix("."))
    if file is not None and file.ways:
        file.packed(file.ways[0])


def _file(path: str) -> StaticFile | None:
    """The file of an address; scripts and styles ask for others beside them, under the edition they came with."""
    return static_files().get(_EDITION.sub(FRAMEWORK, path))


def versioned(name: str) -> str:
    """The address, below the page's, of a file of ours as it is now: a browser keeps it for good."""
    return f"./app/static/{name}?v={static_files()[f'{OURS}{name}'].digest}"


class StaticFiles:
    """Answers the addresses of static files."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application that answers everything else."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file; pass everything else on."""
        path = path_of(scope) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else ""
        file = _file(path)
        if file is not None:
            await (await _answer(file, path, scope))(scope, receive, send)
        elif path.startswith((FRAMEWORK, OURS)):
            await refusal("access.nothing_here", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def _answer(file: StaticFile, path: str, scope: Scope) -> Response:
    if file.path.name.startswith(_TEXT_FONT):
        up = "../" * (path.count("/") - 1)
        return RedirectResponse(f"{up}app/static/inter-latin.woff2", headers={"Cache-Control": _FOR_EVER})
    asked = Headers(scope=scope)
    digest = await to_thread.run_sync(lambda: file.digest)
    way = next((way for way in file.ways if _accepts(asked.get("accept-encoding", ""), way)), "")
    headers = {
        "Cache-Control": _keeping(path, digest, scope),
        "ETag": f'"{digest}{way}"',
        **({"Vary": "Accept-Encoding"} if file.ways else {}),
        **({"Content-Encoding": way} if way else {}),
    }
    if headers["ETag"] in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    kind = _TYPES.get(file.path.suffix, "application/octet-stream")
    content = await (to_thread.run_sync(file.packed, way) if way else to_thread.run_sync(file.content))
    return Response(content, headers=headers, media_type=kind)


def _keeping(path: str, digest: str, scope: Scope) -> str:
    """How long the answer may be kept: for good where the address changes with the content."""
    if path.startswith(FRAMEWORK) or QueryParams(scope["query_string"]).get("v") == digest:
        return _FOR_EVER
    return _ASK_AGAIN if Path(path).suffix in _PACKED else _A_WEEK


def _accepts(header: str, way: str) -> bool:
    """Whether a request's `Accept-Encoding` names a way, and not as one that it refuses."""
    offers = (offer.partition(";") for offer in header.lower().split(","))
    return any(name.strip() == way and quality.replace(" ", "") not in _REFUSED for name, _, quality in offers)


_REFUSED = frozenset(("q=0", "q=0.0", "q=0.00", "q=0.000"))

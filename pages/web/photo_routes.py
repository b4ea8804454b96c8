"""Photos at addresses of their own: each goes to whom it may be shown, and to nobody else; staff send theirs here."""

from __future__ import annotations

import re
from functools import partial
from tempfile import TemporaryFile
from typing import Protocol

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fund.model import Picture
from fund.pictures.encode import MOST_BYTES
from fund.store.errors import StoreUnavailable
from pages.web.photo_uploads import photo_uploads_of
from pages.web.request import not_signed_in, origin_of, refusal
from pages.web.signed_in import current_authenticator, session_of, staff
from pages.web.store import store

PHOTOS, DEPOT = "/photos", "/depot-photos"
LARGE, SMALL = "1600", "480"
"""How addresses tell the two forms of a photo."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ONE_AT_A_TIME = CapacityLimiter(1)
"""A photo that is worked on is held in memory whole."""
_LONGEST_NAME = 200


class MayShow(Protocol):
    """Says whether a version (its id) shows the photo of a digest to whoever is signed in, or is not."""

    def __call__(self, version_id: int, digest: str, *, signed_in: bool) -> bool:
        """Whether it does. May ask the store."""


def photo_address(version: int, digest: str, *, small: bool) -> str:
    """Where a version's photo is."""
    return f"{PHOTOS}/{version}/{digest}-{SMALL if small else LARGE}.jpg"


def photo_routes(may_show: MayShow) -> list[Route]:
    """The routes to put before Streamlit's."""

    async def send(request: Request) -> Response:
        """The photo, where it may be shown; else no more than that there is nothing."""
        version, digest = request.path_params["version"], request.path_params["digest"]
        form = request.path_params["form"]
        if not _DIGEST.fullmatch(digest) or form not in {LARGE, SMALL} or version >= 2**31:
            return refusal("access.nothing_here", 404)
        signed_in = session_of(request.cookies, current_authenticator()) is not None
        try:
            allowed = await to_thread.run_sync(partial(may_show, version, digest, signed_in=signed_in))
            if not allowed:
                return refusal("access.nothing_here", 404)
            # Who may see it is asked each time; what a browser has of it need not be sent again.
            headers = {"Cache-Control": "private, no-cache", "ETag": f'"{digest}-{form}"'}
            if headers["ETag"] in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=headers)
            content = await to_thread.run_sync(lambda: store().pictures.content(digest, small=form == SMALL))
        except StoreUnavailable:
            return refusal("access.store_down", 503)
        if content is None:
            return refusal("access.nothing_here", 404)
        return Response(content, media_type="image/jpeg", headers=headers)

    return [
        Route(f"{PHOTOS}/{{version:int}}/{{digest}}-{{form}}.jpg", send, methods=["GET"]),
        Route(DEPOT, _take, methods=["POST"]),
    ]


async def _take(request: Request) -> Response:
    """A picture that staff drop, under its name: written to disk as it comes, then cleaned."""
    who = staff(request.cookies)
    if who is None or not origin_of(request).same_site:
        return not_signed_in()
    name = request.query_params.get("nom", "").strip()[:_LONGEST_NAME]
    uploads = photo_uploads_of(who.session)
    if not name or uploads.is_full():
        return refusal("access.not_done", 400)
    with TemporaryFile() as file:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_BYTES:
                break
            file.write(chunk)
        file.seek(0)

        def worked_on() -> Picture:
            if size > MOST_BYTES:
                return uploads.refuse(name, "too_large")
            return uploads.drop(name, file.read())

        picture = await to_thread.run_sync(worked_on, limiter=_ONE_AT_A_TIME)
    return JSONResponse({"fault": picture.fault}, headers={"Cache-Control": "no-store"})

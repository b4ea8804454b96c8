"""What a browser may say through its websocket, and what the server says of itself in return."""

from __future__ import annotations

import math
import sys
from time import monotonic

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from fund.access import Authenticator
from pages.web.signed_in import current_authenticator, session_of

LARGEST = 1_000_000
"""Bytes of a message: the state of a page's widgets takes some thousands. Files come another way."""
ALLOWED = frozenset(("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"))
"""What pages send. Among others there is one that empties the caches of everybody."""
OPERATIONS = frozenset(("deferred_file", "dataframe_chunk"))
"""What the server is asked to make for a page: a file, the rows of a table."""
SIGNED_OUT = frozenset(("rerun_script", "stop_script", "app_heartbeat"))
"""What a websocket may still send whose session has ended: a page drawn anew says so."""
LONGEST_DRAWING = 60
"""Seconds after which a page that has not said that it is drawn holds back no poll any more."""
_SHORT = 100
"""Bytes that no message on the end of a run reaches."""
_ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
_VERSION = ".".join(map(str, sys.version_info)).encode()
_LONGEST_GREETING = 100_000


class ClientMessages:
    """Passes on what pages send. What else a websocket says is dropped, and one that says too much is closed."""

    def __init__(self, app: ASGIApp, authenticator: Authenticator | None = None) -> None:
        """Wrap the application that answers everything else; `authenticator` is the process's own unless given."""
        self.app = app
        self.authenticator = authenticator or current_authenticator()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stand between a websocket and Streamlit."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        opened_by = session_of(HTTPConnection(scope).cookies, self.authenticator)
        is_closed = False
        page = _Page()

        async def receive_allowed() -> Message:
            nonlocal is_closed
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                data = message.get("bytes")
                if data is None or len(data) > LARGEST:
                    is_closed = True
                    code = 1003 if data is None else 1009
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                is_over = opened_by is not None and not self.authenticator.sessions.is_open(opened_by.id)
                passed = _allowed(data, is_over=is_over)
                if passed is not None and page.takes(passed):
                    return {"type": "websocket.receive", "bytes": passed}

        async def send_open(message: Message) -> None:
            if is_closed:
                return
            data = message.get("bytes")
            page.sends(data or b"")
            await send({**message, "bytes": _without_versions(data)} if data and _VERSION in data else message)

        await self.app(scope, receive_allowed, send_open)


class _Page:
    """Whether the page of a websocket is being drawn. Then a poll would end its run, and the rest would never come."""

    def __init__(self) -> None:
        self.drawn_since = -math.inf

    def takes(self, data: bytes) -> bool:
        """Whether a message of the browser is passed on; a poll is not, for another follows within seconds."""
        said = BackMsg.FromString(data)
        if said.rerun_script.is_auto_rerun:
            return monotonic() - self.drawn_since >= LONGEST_DRAWING
        if said.WhichOneof("type") == "rerun_script" and not said.rerun_script.fragment_id:
            self.drawn_since = monotonic()
        return True

    def sends(self, data: bytes) -> None:
        """Take note of what is sent: that a part is drawn, or that the run begins anew, is not the page's end."""
        if 0 < len(data) < _SHORT:
            said = ForwardMsg.FromString(data)
            if said.WhichOneof("type") == "script_finished" and said.script_finished in _ENDS:
                self.drawn_since = -math.inf


def _allowed(data: bytes, *, is_over: bool) -> bytes | None:
    """The message as it is passed on; None for one that is dropped."""
    said = BackMsg()
    try:
        said.ParseFromString(data)
    except Exception:  # the library's own, whose types are not declared
        return None
    kind = said.WhichOneof("type")
    if kind not in (SIGNED_OUT if is_over else ALLOWED):
        return None
    if kind == "backend_operation_request":
        return data if said.backend_operation_request.WhichOneof("payload") in OPERATIONS else None
    if is_over and said.rerun_script.fragment_id:
        # A part of a page draws itself without asking who reads it: the whole page asks.
        said.rerun_script.ClearField("fragment_id")
        return bytes(said.SerializeToString())
    return data


def _without_versions(data: bytes) -> bytes:
    """The greeting of a session without the versions and the identity of the server."""
    if len(data) > _LONGEST_GREETING:
        return data
    said = ForwardMsg()
    said.ParseFromString(data)
    if said.WhichOneof("type") != "new_session":
        return data
    for told in (said.new_session.initialize.environment_info, said.new_session.initialize.user_info):
        told.Clear()
        told.SetInParent()
    return bytes(said.SerializeToString())

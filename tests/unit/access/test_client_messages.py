"""What a browser says through its websocket: what pages send passes, what would reach everybody does not."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.web.client_messages import LARGEST, ClientMessages
from pages.web.signed_in import COOKIE
from tests.unit.access.house import TEAM_ONLY, House, house


@dataclass
class Inside:
    """Streamlit's place: it notes the messages it gets and answers each with what it `says`."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    says: list[bytes] = field(default_factory=list)

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            self.messages.append(dict(message))
            if message["type"] == "websocket.receive":
                for data in self.says:
                    await send({"type": "websocket.send", "bytes": data})


def said(**fields: Any) -> bytes:
    return bytes(BackMsg(**fields).SerializeToString())


def operation(payload: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, payload).SetInParent()
    return bytes(message.SerializeToString())


def rerun(fragment: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = "fonds=exemple"
    message.rerun_script.fragment_id = fragment
    return bytes(message.SerializeToString())


def through(
    frames: Iterable[Any], home: House, *, cookie: str = "", says: Iterable[bytes] = ()
) -> tuple[Inside, list[Any]]:
    """What of a websocket's frames comes through, and what is sent back; a callable among them just happens."""
    inside, waiting = Inside(says=list(says)), list(frames)
    sent: list[Any] = []
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []

    async def receive() -> dict[str, Any]:
        while waiting:
            frame = waiting.pop(0)
            if callable(frame):
                frame()
            elif isinstance(frame, str):
                return {"type": "websocket.receive", "text": frame}
            else:
                return {"type": "websocket.receive", "bytes": frame}
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Any) -> None:
        sent.append(message)

    app: ASGIApp = ClientMessages(inside, authenticator=home.authenticator)
    asyncio.run(app({"type": "websocket", "path": "/_stcore/stream", "headers": headers}, receive, send))
    return inside, sent


def test_what_pages_send_passes_unchanged() -> None:
    frames = [
        *(rerun(), rerun("part"), said(stop_script=True), said(app_heartbeat=True)),
        *(operation("deferred_file"), operation("dataframe_chunk")),
    ]
    inside, _ = through(frames, house(TEAM_ONLY))
    assert [message["bytes"] for message in inside.messages] == frames


def test_messages_that_would_reach_everybody_are_dropped() -> None:
    strangers = [
        *(said(clear_cache=True), said(clear_cache=False), said(set_run_on_save=True), said(load_git_info=True)),
        *(said(debug_shutdown_runtime=True), said(debug_disconnect_websocket=True)),
        *(operation("install_skills"), operation("dismiss_skills_nudge"), b"", b"\xff no message"),
        rerun() + said(clear_cache=True),
    ]
    inside, sent = through([*strangers, rerun()], house(TEAM_ONLY))
    assert [message["bytes"] for message in inside.messages] == [rerun()]
    assert [message["type"] for message in sent] == ["websocket.accept"]


@pytest.mark.parametrize(("frame", "code"), [(rerun("x" * LARGEST), 1009), ("clear_cache", 1003)])
def test_a_frame_that_is_too_long_or_text_closes_the_websocket(frame: Any, code: int) -> None:
    inside, sent = through([frame, rerun()], house(TEAM_ONLY))
    assert inside.messages == []
    assert sent[-1] == {"type": "websocket.close", "code": code}


def test_after_signing_out_an_open_websocket_only_draws_the_page_anew() -> None:
    home = house(TEAM_ONLY)
    cookie = home.authenticator.sessions.open("equipe", "staff")
    before = [rerun("part"), operation("deferred_file")]
    after = [rerun("part"), operation("deferred_file"), said(app_heartbeat=True), rerun()]
    inside, _ = through([*before, lambda: home.authenticator.sessions.end(cookie), *after], home, cookie=cookie)
    assert [message["bytes"] for message in inside.messages] == [*before, rerun(), said(app_heartbeat=True), rerun()]


def test_who_has_not_signed_in_goes_on_as_before() -> None:
    inside, _ = through([rerun("part"), operation("deferred_file")], house(TEAM_ONLY), cookie="forged")
    assert len(inside.messages) == 2


def test_the_versions_and_the_identity_of_the_server_are_not_told() -> None:
    greeting = ForwardMsg()
    start = greeting.new_session.initialize
    start.environment_info.python_version = ".".join(map(str, sys.version_info))
    start.environment_info.streamlit_version = "1.67.0"
    start.user_info.installation_id = "machine"
    start.session_id = "session"
    other = ForwardMsg()
    other.delta.new_element.markdown.body = start.environment_info.python_version
    messages = [bytes(message.SerializeToString()) for message in (greeting, other)]
    _, sent = through([rerun()], house(TEAM_ONLY), says=messages)
    told = ForwardMsg()
    told.ParseFromString(sent[1]["bytes"])
    assert told.new_session.initialize.session_id == "session"
    assert told.new_session.initialize.HasField("environment_info")
    assert told.new_session.initialize.HasField("user_info")
    assert b"1.67.0" not in sent[1]["bytes"]
    assert b"machine" not in sent[1]["bytes"]
    assert sent[2]["bytes"] == messages[1]


def poll() -> bytes:
    message = BackMsg()
    message.rerun_script.fragment_id = "newer"
    message.rerun_script.is_auto_rerun = True
    return bytes(message.SerializeToString())


def finished(how: int) -> bytes:
    return bytes(ForwardMsg(script_finished=how).SerializeToString())


NOT_YET = (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@pytest.mark.parametrize("says", [[], *([finished(how)] for how in NOT_YET)], ids=["nothing", "early", "a part"])
def test_a_poll_does_not_end_the_run_of_a_page_that_is_still_drawn(says: list[bytes]) -> None:
    inside, _ = through([rerun(), poll(), rerun("slides"), poll()], house(TEAM_ONLY), says=says)
    assert [message.get("bytes") for message in inside.messages] == [rerun(), rerun("slides")]


@pytest.mark.parametrize("how", [ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR])
def test_a_page_that_is_drawn_polls(how: int) -> None:
    inside, sent = through([rerun(), poll()], house(TEAM_ONLY), says=[finished(how)])
    assert [message.get("bytes") for message in inside.messages] == [rerun(), poll()]
    assert [message.get("bytes") for message in sent[1:]] == [finished(how)] * 2


def test_a_page_that_never_ends_polls_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.web.client_messages.LONGEST_DRAWING", 0)
    inside, _ = through([rerun(), poll()], house(TEAM_ONLY))
    assert [message.get("bytes") for message in inside.messages] == [rerun(), poll()]

"""Sessions of closed tabs: kept for who comes back, let go when their time is over or their files are many."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.runtime import memory_session_storage
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.web.closed_tabs import MOST, let_go

TWO_MINUTES = 120


class Session:
    """As much of a session as is looked at."""

    def __init__(self, name: str) -> None:
        self.id, self.ended = name, False

    def shutdown(self) -> None:
        self.ended = True


class House:
    """Streamlit's own keeping of sessions and files, with tabs that were closed one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        cache = memory_session_storage.TTLCache
        monkeypatch.setattr(
            memory_session_storage, "TTLCache", lambda **limits: cache(**limits, timer=lambda: self.now)
        )
        self.storage = MemorySessionStorage()
        self.files = MemoryUploadedFileManager("/upload")
        manager = WebsocketSessionManager(self.storage, self.files, SimpleNamespace(), None)  # type: ignore[arg-type]
        server = SimpleNamespace(_session_mgr=manager, uploaded_file_mgr=self.files)
        monkeypatch.setattr(runtime, "exists", lambda: True)
        monkeypatch.setattr(runtime, "get_instance", lambda: server)

    def close(self, name: str, files: int = 0) -> Session:
        if files:
            self.files.add_file(name, UploadedFileRec("1", "a.xlsx", "", bytes(files)))
        session = Session(name)
        self.storage.save(SessionInfo(client=None, session=session, script_run_count=1))  # type: ignore[arg-type]
        return session

    def kept(self) -> list[str]:
        return list(self.storage._cache._data)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    return House(monkeypatch)


def test_a_tab_whose_time_is_over_goes_though_no_other_is_closed(house: House) -> None:
    house.close("first")
    house.now = TWO_MINUTES - 1
    house.close("second")
    assert let_go() is False
    assert house.kept() == ["first", "second"]
    house.now = TWO_MINUTES + 1
    let_go()
    assert house.kept() == ["second"]


def test_of_tabs_with_files_the_last_closed_stay_as_far_as_they_fit(house: House) -> None:
    oldest, plain = house.close("oldest", MOST // 2), house.close("plain")
    older, last = house.close("older", MOST // 2), house.close("last", MOST // 2)
    assert let_go() is True
    assert house.kept() == ["plain", "older", "last"]
    assert [each.ended for each in (oldest, plain, older, last)] == [True, False, False, False]
    assert let_go() is False


def test_the_last_closed_keeps_its_files_however_large(house: House) -> None:
    before, last = house.close("before", 1), house.close("last", MOST + 1)
    assert let_go() is True
    assert house.kept() == ["last"]
    assert (before.ended, last.ended) == (True, False)


def test_a_tab_without_files_stays_however_many_closed(house: House) -> None:
    house.close("large", MOST + 1)
    others = [house.close(f"{number}") for number in range(30)]
    last = house.close("last", MOST + 1)
    assert let_go() is True
    assert not any(each.ended for each in (*others, last))
    assert "large" not in house.kept()


def test_without_a_server_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "exists", lambda: False)
    assert let_go() is False


def test_a_session_ends_as_ours_do() -> None:
    assert callable(AppSession.shutdown)

"""Closed tabs: Streamlit keeps what they held for two minutes, and beyond that until another tab is closed.

A tab that lost its connection comes back to it, so a draft may stay; drafts of large files are many times as large in
memory, and no more of them stay than fit.
"""

from __future__ import annotations

from typing import Any

from streamlit import runtime

MOST = 4_000_000
"""Bytes of files that closed tabs may hold together, some 80 MB of memory; the one closed last keeps its own."""


def let_go() -> bool:
    """End the sessions of closed tabs whose time is over, and those of the oldest with files; whether any had files."""
    if not runtime.exists():
        return False
    # Streamlit has no public way to its sessions; a test holds what is used of it.
    manager: Any = runtime.get_instance()._session_mgr
    dropped = _dropped(runtime.get_instance().uploaded_file_mgr)
    over = []
    with manager._storage_lock:
        closed: Any = manager._session_storage
        closed._cache.expire()
        held = 0
        for number, info in enumerate(reversed(closed.list())):
            held += dropped.get(info.session.id, 0)
            if number and held > MOST and info.session.id in dropped:
                closed.delete(info.session.id)
                over.append(info.session)
    for session in over:
        session.shutdown()
    return bool(over)


def _dropped(files: Any) -> dict[str, int]:
    """The bytes of dropped files by session."""
    return {tab: sum(len(file.data) for file in held.values()) for tab, held in list(files.file_storage.items())}

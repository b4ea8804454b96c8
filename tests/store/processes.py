"""What the tests' other processes do, and how they are started: forked from one that has everything imported."""

from __future__ import annotations

import os
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import ModuleType
from typing import Any

from fund.access import OpenSessions
from fund.model import WorkbookFile
from fund.store.errors import StaleBase
from fund.store.open_store import open_store
from fund.store.withdrawals import Replacement
from pages.web.signed_in import SECONDS_BETWEEN_LOOKS
from tests.store.publishing import publish

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["pytest", "tests.store.processes"])


def start(work: Any, *arguments: Any) -> tuple[ForkServerProcess, Connection]:
    """Run `work(*arguments, told)` in a process of its own; returns it and the end that hears what is told."""
    heard, told = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=work, args=(*arguments, told), daemon=True)
    # A new process runs the main module of this one anew: after a page's test that is the page.
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main
    told.close()
    return process, heard


def publish_without_end(url: str, told: Connection) -> None:
    """Publish one version after the other; tells "begin" before each and its id and digest once it is published."""
    store = open_store(url, seed=None)
    public = store.public("ukraine")
    while True:
        files = [WorkbookFile(name, os.urandom(200_000)) for name in ("contributions.xlsx", "programmes.xlsx")]
        told.send("begin")
        try:
            public = store.publish("ukraine", files, author="Anne", note="", based_on=public.id if public else None)
        except StaleBase as stale:
            # PostgreSQL may have committed what a killed process had just asked for.
            public = stale.current
        else:
            told.send((public.id, public.digest))


def withdraw_without_end(url: str, told: Connection) -> None:
    """Publish a version and withdraw it, in turn; tells "begin" before each withdrawal, then the version's id.

    The first one takes the place of each.
    """
    store = open_store(url, seed=None)
    first = store.versions("ukraine")[-1]
    while True:
        public = store.public("ukraine")
        assert public is not None
        try:
            false = publish(store, os.urandom(100_000).hex(), based_on=public)
            told.send("begin")
            store.withdraw(false.id, author="Anne", reason="faux", public=false.id, replacement=Replacement(first.id))
        except StaleBase:
            # PostgreSQL may have committed what a killed process had just asked for.
            continue
        told.send(false.id)


def publish_once(url: str, content: str, together: Barrier, told: Connection) -> None:
    """Publish on the version that is public before everyone starts; tells the new version, or the current one."""
    store = open_store(url, seed=None)
    base = store.public("ukraine")
    together.wait(60)
    try:
        told.send(("published", publish(store, content, based_on=base)))
    except StaleBase as stale:
        told.send(("stale", stale.current))


def open_at_once(url: str, seed: Path, together: Barrier, told: Connection) -> None:
    """Open a store that may not exist yet; tells its funds and their public versions."""
    together.wait(60)
    told.send(dict(open_store(url, seed=seed).pointers()))


def watch(url: str, told: Connection) -> None:
    """Look at the pointers as an open page does; tells each change and when it was seen."""
    store = open_store(url, seed=None)
    seen = None
    while True:
        now = store.pointers()
        if now != seen:
            told.send((dict(now), time.monotonic()))
            seen = now
        time.sleep(0.5)


def follow_session(url: str, cookie: str, told: Connection) -> None:
    """Look at the sessions as the application does; tells each change of who a cookie signs in, and when it was."""
    store = open_store(url, seed=None)
    sessions = OpenSessions(lambda: store.access)
    name: str | None = ""
    while True:
        sessions.look()
        found = sessions.find(cookie)
        if name != (found.name if found else None):
            name = found.name if found else None
            told.send((name, time.monotonic()))
        time.sleep(SECONDS_BETWEEN_LOOKS)

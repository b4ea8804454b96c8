"""Work in another process: one is ready for the next work, none is used twice, a dead one is replaced."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from fund import run_in_subprocess as subject


def _process(_order: int) -> bytes:
    return str(os.getpid()).encode()


def _ready() -> int:
    return subject._READY[_process.__module__].pid


def test_the_next_work_finds_a_process_ready_and_each_has_its_own() -> None:
    first = int(subject.run_in_subprocess(_process, 1, often=True))
    ready = _ready()
    assert int(subject.run_in_subprocess(_process, 2, often=True)) == ready != first
    assert _ready() != ready


def test_a_process_that_died_while_it_waited_is_replaced() -> None:
    subject.run_in_subprocess(_process, 1, often=True)
    waiting = subject._READY[_process.__module__]
    waiting.kill()
    waiting.wait()
    assert int(subject.run_in_subprocess(_process, 2)) != waiting.pid


def test_processes_that_wait_end_without_an_order() -> None:
    subject.run_in_subprocess(_process, 1, often=True)
    waiting = subject._READY[_process.__module__]
    subject._let_go()
    assert waiting.returncode == 0


def _turn(seconds: int) -> bytes:
    while time.process_time() < seconds:
        pass
    return b"done"


def test_work_that_takes_too_much_time_is_ended() -> None:
    with pytest.raises(subject.TooMuchTimeError):
        subject.run_in_subprocess(_turn, 30, most_seconds=1)
    assert subject.run_in_subprocess(_turn, 0, most_seconds=1) == b"done"


def _hold(size: int, seconds: float) -> bytes:
    held = b"x" * size
    time.sleep(seconds)
    return held[:1]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells what a process holds")
def test_work_that_holds_too_much_memory_is_ended_and_one_that_only_asks_for_it_is_not() -> None:
    with pytest.raises(subject.TooMuchMemoryError):
        subject.run_in_subprocess(_hold, 200 * 2**20, 20.0, most_memory=2**30, most_resident=150 * 2**20)
    assert subject.run_in_subprocess(_hold, 2**20, 0.2, most_memory=2**30, most_resident=150 * 2**20) == b"x"

"""Work in another process: one is ready for the next work, none is used twice, a dead one is replaced."""

from __future__ import annotations

import os

from fund.workbook import run_in_subprocess as subject


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

"""Two replicas behind the proxy: what twice as many viewers wait, and what a room sees when one of the two ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import perf_counter

from tests.benchmarks.many_viewers import EVERY, VIEWERS, percentiles, room
from tests.benchmarks.measure import Measure
from tests.benchmarks.returning_viewer import ReturningViewer
from tests.benchmarks.viewer import PATIENCE
from tests.machines.running import NAMES, Machines, running_machines

SLIDES = ("title", "contributions", "money", "thanks")
SETTLED = 10
"""Seconds that everybody is on a slide before the replica ends, and after all have come back."""


def several_machines() -> Iterator[Measure]:
    """The same pace as with one server; then a meeting in which one replica is stopped."""
    with running_machines(NAMES[:1]) as one:
        alone = _waits(one, VIEWERS)
    with running_machines() as two:
        both = _waits(two, 2 * VIEWERS)
        memory = max(replica.memory() for replica in two.replicas.values())
    with running_machines() as two:
        viewers, lasted = asyncio.run(_meeting(two))
        faults = len(two.errors())
    yield Measure(f"{VIEWERS} viewers on one replica behind nginx, a page every {EVERY} s: p50", alone[50], "s")
    yield Measure("  p95", alone[95], "s")
    yield Measure(f"{2 * VIEWERS} viewers on two: p50", both[50], "s")
    yield Measure("  p95", both[95], "s")
    yield Measure(f"  ÷ that of {VIEWERS} on one", both[95] / alone[95], limit=1.3)
    yield Measure("  memory of the larger replica", memory, "MB")
    moved = [viewer for viewer in viewers if viewer.returns]
    back = percentiles([viewer.returns[0] for viewer in moved])
    yield Measure(f"one of two replicas stopped under {VIEWERS} viewers: viewers who moved", len(moved))
    yield Measure("  seconds until they are on their slide again: p50", back[50], "s")
    yield Measure("  the last", max(viewer.returns[0] for viewer in moved), "s", 5)
    yield Measure("  until all were", lasted, "s")
    wrong = sum(len(set(viewer.slides)) != 1 for viewer in viewers)
    yield Measure("  viewers who saw another slide", wrong, limit=0)
    yield Measure("  errors that they saw", sum(viewer.errors for viewer in viewers), limit=0)
    yield Measure("  faults in the replicas' logs", faults, limit=0)


def _waits(machines: Machines, viewers: int) -> list[float]:
    """The percentiles of the navigations of so many; the first page of each is the opening."""
    there = [ReturningViewer(machines.address, "exemple") for _ in range(viewers)]
    asyncio.run(room(there))
    return list(percentiles([wait for viewer in there for wait in viewer.visits[1:]]))


async def _meeting(machines: Machines) -> tuple[list[ReturningViewer], float]:
    """Viewers on slides, a replica that ends, and the seconds until all who were on it are back."""
    viewers = [
        ReturningViewer(machines.address, "exemple", diapo=SLIDES[number % len(SLIDES)]) for number in range(VIEWERS)
    ]

    async def come(viewer: ReturningViewer) -> None:
        await viewer.__aenter__()
        await viewer.visit("seance")

    await asyncio.gather(*(come(viewer) for viewer in viewers))
    await asyncio.sleep(SETTLED)
    left = [viewer for viewer in viewers if viewer.replica == "a"]
    start = perf_counter()
    await asyncio.to_thread(machines.replicas["a"].stop)
    async with asyncio.timeout(PATIENCE):
        while not all(viewer.returns for viewer in left):
            await asyncio.sleep(0.05)
    lasted = perf_counter() - start
    await asyncio.sleep(SETTLED)
    for viewer in viewers:
        await viewer.__aexit__(None, None, None)
    return viewers, lasted

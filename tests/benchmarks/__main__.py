"""See the package for what is measured and how to choose parts."""

from __future__ import annotations

import sys

from tests.benchmarks.browser import viewing
from tests.benchmarks.choosing_period import choosing_period
from tests.benchmarks.domain import figures, reading
from tests.benchmarks.hostile import hostile
from tests.benchmarks.many_funds import many_funds
from tests.benchmarks.many_viewers import many_viewers, steady_memory
from tests.benchmarks.meeting import presenting
from tests.benchmarks.peers import peers
from tests.benchmarks.photos import photos
from tests.benchmarks.server import serving
from tests.benchmarks.several_machines import several_machines
from tests.benchmarks.simulating import simulating
from tests.benchmarks.slow_line import slow_line
from tests.benchmarks.strangers import strangers
from tests.benchmarks.uploads import uploads

PARTS = {
    "reading": reading,
    "figures": figures,
    "serving": serving,
    "viewing": viewing,
    "slow_line": slow_line,
    "peers": peers,
    "uploads": uploads,
    "hostile": hostile,
    "photos": photos,
    "many_funds": many_funds,
    "many_viewers": many_viewers,
    "steady_memory": steady_memory,
    "several_machines": several_machines,
    "strangers": strangers,
    "simulating": simulating,
    "choosing_period": choosing_period,
    "presenting": presenting,
}

for name in sys.argv[1:] or PARTS:
    for measure in PARTS[name]():
        print(measure, flush=True)

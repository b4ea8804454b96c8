"""`python -m tests.benchmarks [reading] [figures] [serving] [viewing]`: print the measures, all by default."""

from __future__ import annotations

import sys

from tests.benchmarks.browser import viewing
from tests.benchmarks.domain import figures, reading
from tests.benchmarks.server import serving

PARTS = {"reading": reading, "figures": figures, "serving": serving, "viewing": viewing}

for name in sys.argv[1:] or PARTS:
    for measure in PARTS[name]():
        print(measure, flush=True)

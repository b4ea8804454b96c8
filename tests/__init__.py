"""Tests and benchmarks. Each begins on a store of its own, of which this is the first start."""

import os

os.environ.setdefault("FUND_FIRST_START", "1")

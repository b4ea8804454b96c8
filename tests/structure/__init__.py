"""How the code is built, measured: `python -m tests.structure` prints every measure beside its limit."""

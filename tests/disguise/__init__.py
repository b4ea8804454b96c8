"""The disguise test: funds whose figures are known, written as people write them, and read back.

Either every figure comes out right, or an error or a warning is about what is wrong. `python -m tests.disguise`
runs it, `kinds/` holds one function for each thing that people do.
"""

"""Fuzzing: mutated workbooks through everything that an upload goes through."""

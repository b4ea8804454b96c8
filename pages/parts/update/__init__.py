"""Publishing new files, step by step: upload, reading, comparison, publication."""

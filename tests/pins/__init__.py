"""What is installed is known: every package is pinned, what the README names and what those need in turn.

`requirements.txt` and `requirements-dev.txt` name what we chose, `constraints.txt` pins all that they bring:
`python -m tests.pins` writes it anew, `python -m tests.pins check` compares it with them and with what is installed,
`python -m tests.pins audit` asks for known weaknesses.
"""

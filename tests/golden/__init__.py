"""Golden texts: all that the shipped funds say, in both languages, on every page, slide and file.

`texts/FUND/LANGUAGE/THING.txt` holds one thing as a person reads it, one sentence or figure per line. The test
compares them with what the product says now and shows the difference; `python -m tests.golden` writes them anew
(with arguments, only the things whose path contains one of them: `python -m tests.golden ukraine/fr page`). They
change only on purpose, in a commit that says what changed and why.

What changes with the day, the machine or the run (days of today, paths, ids, positions and colours in charts) is
not in them. A no-break space is written as it is; the difference shown by the test marks it `␣` and a thin one `⍽`.
Everything that opens on a click is open, and long tables are cut, their left-out rows told by a digest.
"""

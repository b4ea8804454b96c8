"""Benchmarks: `python -m tests.benchmarks` prints each measure beside what it is to stay under.

Where a machine's speed would matter, the measure is a ratio within the same run. The names of parts select some:
`reading`, `figures`, `serving`, `viewing`, `slow_line`, `peers`, `uploads`, `hostile`, `photos`, `many_funds`,
`many_viewers`, `steady_memory`, `strangers`, `several_machines`, `simulating`, `presenting`. `many_viewers`,
`steady_memory` and
`several_machines` (two replicas behind nginx, one of which is stopped) speak the pages' websocket without a browser.
`uploads` drops files on the update page of a real server (a small one, an update of 2 × 100,000 rows, one with 10,000
wrong cells) and gives the seconds until findings and comparison are on screen, and the server's peak memory. `photos`
does so with sixty in a workbook of 50 MB, and sixty of 10 MB beside it. `peers` needs nginx, and installs Dash and
Panel in an environment of its own.
"""

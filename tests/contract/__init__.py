"""What is stored is a contract: later versions of the application find all of it again.

`store_8700324/` holds a store and its back-up as the application of commit 8700324 wrote them, and what must be
found in them. (The workbooks of Ukraine in it hold stand-ins for their prose; nothing else was touched.)
`frozen.py` holds the codes that a database or an address may hold: they are not renamed, or they are migrated.
"""

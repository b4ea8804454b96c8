"""Workbooks in and out: `door` (is it safe?), `reading` (sheets to tables), `writing` (tables to sheets)."""

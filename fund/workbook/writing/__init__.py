"""Workbooks written: the template, the export, a person's own copy with what is wrong in it."""

"""A third language, made from the French texts, proves that every word of ours comes from the texts.

Each of its letters is a marked one (« Řěçŭ »), months and currencies are named in Ukrainian (Babel), and what the
workbooks of the shipped funds tell in words is written in Cyrillic. In all that is then drawn and written, a
word in plain Latin letters is either a code or the workbook's own spelling, which rules tell, or a leak.
"""

"""A figure is said in one way: on pages, slides and charts, in what-ifs, on a donor's page and in files.

What is checked is what comes out: every page and file of both shipped funds (their golden texts), of the handed
cases and of a fund made to be hard, in French and in English.
"""

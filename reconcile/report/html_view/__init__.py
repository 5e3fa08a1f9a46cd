"""The view model of the HTML report: keys, columns, cards and tables, each a pure function of a report.

Imported by `reconcile.report.html` where a page is asked for: the other formats have no use for it.
"""

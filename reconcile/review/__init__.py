"""The local review page: the report of a story or of a JSON file, with a verdict on each finding.

    subject.py    what is reviewed: how its report is made, and the files that it rests on
    reports.py    a report out of its JSON
    live.py       the last good report; made anew when a file has changed
    verdicts.py   verdicts into the decisions' file, and what takes them back
    guard.py      who is answered: one host, one token, and the headers of every answer
    app.py        the addresses
    pages.py      the page and what is exported
    serve.py      a socket on this machine, and a browser

Source of the rules in guard.py: OWASP cheat sheets on cross-site request forgery and on DNS rebinding.
"""

from __future__ import annotations

from reconcile.review.serve import review
from reconcile.review.subject import Subject, of_json, of_story

__all__ = ["Subject", "of_json", "of_story", "review"]

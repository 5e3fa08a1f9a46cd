"""Where words stand, for programs that open files: path, line and column, from 1.

Lines end at a line feed and columns count Unicode characters, as most editors do.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.report.common import Look, main_evidence
from reconcile.values import Article, Evidence, Finding

_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A run of words in a file; `end_column` is the first column after them.

    `exact` says that the lines are those of the file itself, not of text extracted from it.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    exact: bool


def path_of(source: str, look: Look, paths: Mapping[str, str]) -> str:
    """Return the file of a source: as the user named it, else as the source has it, else the source's id."""
    article = look.articles.get(source)
    return paths.get(source) or (article.source.path if article else "") or source


def place(evidence: Evidence, look: Look, paths: Mapping[str, str]) -> Place:
    """Return where evidence stands."""
    article = look.articles.get(evidence.source)
    return Place(
        path_of(evidence.source, look, paths),
        look.line(evidence.source, evidence.start),
        look.column(evidence.source, evidence.start),
        look.line(evidence.source, evidence.end),
        look.column(evidence.source, evidence.end),
        article is not None and own_text(article),
    )


def finding_place(finding: Finding, look: Look, paths: Mapping[str, str]) -> Place | None:
    """Return where a finding is shown: at the draft's words, else at the first there are; None for none."""
    evidence = main_evidence(finding)
    return place(evidence, look, paths) if evidence else None


def own_text(article: Article) -> bool:
    """Return whether the article's text is the file itself, so that its lines are the file's.

    The text of a page, a Word file or a PDF is extracted: its bytes are not the ones that were hashed.
    Why not the suffix: a page may be named .txt.
    """
    encoding = article.source.encoding
    try:
        data = article.text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except (LookupError, UnicodeError):
        return False
    given = article.source.sha256
    marked = _MARKS.get(encoding, b"") + data
    return not given or given in (hashlib.sha256(data).hexdigest(), hashlib.sha256(marked).hexdigest())

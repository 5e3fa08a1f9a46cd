"""INGEST: a file becomes an `Article`, its page furniture told from its text. The only code that opens input.

    read(path)          one file (text, markdown, html, docx, pdf, or "-" for standard input) → Article
    story(path)         a story.toml → its title and its articles
    draft_and_sources(draft, against)  what `check` is given → the draft and at least one source
    sources(arguments)  what stands on a command line → title and at least two different articles
    lay_out(article)    the article with its `blocks` filled: headline, paragraphs, furniture with reasons

Offsets are those of the decoded file for text and markdown, with no newline or space altered, and
of the extracted text for html, docx and pdf. Nothing is dropped from a text: what is not part of
the report is a block of kind "furniture" that says why.
"""

from reconcile.ingest.files import read
from reconcile.ingest.layout import lay_out
from reconcile.ingest.stories import Draft, draft_and_sources, sources, story

__all__ = ["Draft", "draft_and_sources", "lay_out", "read", "sources", "story"]

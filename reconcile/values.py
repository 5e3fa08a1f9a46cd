"""The values that pass between stages: frozen dataclasses that hold tuples, nothing mutable.

Offsets (`start`, `end`) are half-open Python string offsets into `Article.text`, the text of the
file as decoded (for html, docx and pdf: the extracted text). `article.text[start:end]` is exactly
the value's `text`, everywhere; a stage that cannot keep that true leaves the value out.
"""

from __future__ import annotations

import hashlib
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from reconcile.frozen import dataclass

Facet = Literal[
    "number", "date", "place", "name", "role", "attribution", "polarity", "quote", "certainty", "event"
]
Severity = Literal["conflict", "tension", "note"]
Kind = Literal["person", "organisation", "place"]
Relation = Literal["agreement", "discrepancy", "related"]
Status = Literal["open", "accepted", "dismissed", "fixed"]
Verdict = Literal["supported", "contradicted", "partly", "unsupported", "no claim"]
Part = Literal["headline", "lead", "body"]

# The id that a draft has among the sources that it is held against.
DRAFT = "draft"
FACETS: tuple[Facet, ...] = (
    "number", "date", "place", "name", "role", "attribution", "polarity", "quote", "certainty", "event"
)  # fmt: skip
SEVERITIES: tuple[Severity, ...] = ("conflict", "tension", "note")


@dataclass(frozen=True, slots=True)
class Source:
    """Who published an article and what file it is: the row of the report's sources table."""

    id: str
    path: str = ""  # the file name as given, without the machine's folders
    publisher: str = ""
    published: date | None = None
    title: str = ""
    byline: str = ""
    url: str = ""
    wire: str = ""  # the agency that the report rests on, where it says so
    sha256: str = ""
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """What to call the source in a sentence: its publisher, else its file, else its id."""
        return self.publisher or self.path or self.id


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text that belongs together: a headline, a paragraph, or page furniture with the reason."""

    start: int
    end: int
    kind: Literal["headline", "paragraph", "furniture"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its source and its whole text; `blocks` covers all of the text that is not white space."""

    source: Source
    text: str
    blocks: tuple[Block, ...] = ()

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        name: str = "A",
        publisher: str = "",
        published: date | None = None,
        title: str = "",
    ) -> Article:
        """Make an article of a text in memory; its blocks are found when it is compared."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(
            Source(name, path=name, publisher=publisher, published=published, title=title, sha256=digest),
            text,
        )


class Token(NamedTuple):
    """One word, number or mark of a statement; `stem` is its folded stem ('' for marks).

    Why no dataclass: there are a hundred times as many as of all else, and one is made three times as fast.
    """

    start: int
    end: int
    text: str
    lower: str
    stem: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between one pair of quotation marks, or the part of it that one statement holds.

    `start` and `end` leave the marks out. A quotation that runs over several statements is given
    to each of them with the part that it holds; `whole` is then the span of all of it.
    """

    start: int
    end: int
    text: str
    whole: tuple[int, int]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is given as saying what: the words for the speaker, the cue, and the span of what is said.

    `manner` is "direct" (inside quotation marks), "indirect" ("said that …"), or "report"
    ("according to …", "reportedly"). Nested speech gives several, the outermost first.
    """

    speaker: str  # as written; "" where nobody is named ("reportedly")
    speaker_span: tuple[int, int]
    cue: str  # the words that introduce the speech: "said", "according to"
    cue_span: tuple[int, int]
    content: tuple[int, int]
    manner: Literal["direct", "indirect", "report"]
    addressee: str = ""
    entity: str | None = None  # id of the speaker's entity, once names are resolved


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an article, the unit that is aligned.

    Why not one statement per quotation: a quotation of three sentences makes three claims, and
    another source may carry one of them; the quotation is kept whole in `Quotation.whole`.
    """

    id: str  # source id and running number from 1: "A3"
    source: str
    start: int
    end: int
    text: str
    line: int  # 1-based line of `start` in the text
    paragraph: int  # running number of its block
    index: int  # position among the article's statements, from 0
    part: Part = "body"
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @property
    def speaker(self) -> str | None:
        """The speaker of the outermost attribution that names one."""
        return next((a.speaker for a in self.attributions if a.speaker), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a word that stands for one, where it is written.

    `text` is the name as written, without title or possessive: it may be a bare surname, an
    acronym, a pronoun or "the newspaper". `entity` is filled when all sources are resolved; None
    means that no referent is plain, and `why` says so.
    """

    start: int
    end: int
    text: str
    kind: Kind
    statement: str
    source: str
    form: Literal["name", "short", "acronym", "pronoun", "noun"] = "name"
    title: str = ""  # "President", "Dr."
    role: str = ""  # "first vice director of the … department", "a research fellow at …"
    entity: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of an entity in one source, with how often it stands there."""

    text: str
    source: str
    count: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place over all sources, with every spelling and why they are one."""

    id: str
    kind: Kind
    canonical: str
    why: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The answer to "are these two names one?": verdict, score in 0..1, and a reason to read."""

    same: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words at a place mean to one facet; the words stay beside the value.

    `value` is an immutable value of the facet's own type (see the facet's file); `unit` and
    `qualifier` are '' where there is none ("at least", "nearly", "reportedly"); `slot` holds the
    stems that say what the value is about (the counted noun, the governing verb).
    """

    facet: Facet
    start: int
    end: int
    text: str
    value: object
    unit: str = ""
    qualifier: str = ""
    slot: tuple[str, ...] = ()
    clause: tuple[int, int] = (0, 0)
    note: str = ""  # how the reading is shown; '' shows the value


@dataclass(frozen=True, slots=True)
class View:
    """A statement with all that is known of it: what the aligner and the facets look at."""

    statement: Statement
    source: Source
    tokens: tuple[Token, ...] = ()
    clauses: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    readings: tuple[Reading, ...] = ()

    def of(self, facet: Facet) -> tuple[Reading, ...]:
        """The readings of one facet, in the order of the text."""
        return tuple(r for r in self.readings if r.facet == facet)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two aligned statements of different sources, as a check sees them.

    `score` is the alignment's, `similarity` the cosine of the two; `names` maps entity ids to
    entities, for checks that compare who is meant.
    """

    left: View
    right: View
    score: float
    similarity: float
    names: dict[str, Entity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one source, exactly as they stand at the place given, and how they were read."""

    source: str
    start: int
    end: int
    text: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a check says of a pair: `message` is one plain sentence that names both source ids."""

    severity: Severity
    confidence: float
    message: str
    left: Evidence
    right: Evidence


@dataclass(frozen=True, slots=True)
class Unclear:
    """A comparison that a check could not make, with the reason."""

    why: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two statements of different sources that state a same proposition; `score` in 0..1."""

    left: str
    right: str
    score: float
    relation: Relation = "related"


@dataclass(frozen=True, slots=True)
class Fact:
    """Statements of several sources that tell one thing, and what each source says of it.

    `says` pairs every source id with "agrees", "differs" or "silent"; `voices` counts the
    independent sources among those that speak.
    """

    id: str
    statements: tuple[str, ...]
    says: tuple[tuple[str, Literal["agrees", "differs", "silent"]], ...]
    voices: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a desk should act on, with the words that show it."""

    id: str
    kind: Literal["discrepancy", "unsupported", "name-variant"]
    facet: Facet
    code: str
    severity: Severity
    confidence: float
    message: str
    evidence: tuple[Evidence, ...]
    statements: tuple[str, ...] = ()
    status: Status = "open"  # what the desk decided
    why: str = ""  # why it did


@dataclass(frozen=True, slots=True)
class Addition:
    """A statement that only its own source makes; `weight` in 0..1 orders by what is worth checking."""

    statement: str
    source: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A statement, or a reading of it, that could not be judged, with the reason."""

    statement: str
    why: str


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two sources that are not independent: one wire report, or near-verbatim text."""

    left: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Support:
    """What the sources say to one statement of a draft; `by` holds the source statements that back it."""

    statement: str
    verdict: Verdict
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The desk's verdict on a finding: `words` are the draft's words that it was made on."""

    finding: str  # the finding's id
    verdict: Literal["accept", "dismiss", "fixed"]
    why: str = ""
    who: str = ""
    code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run says; renderers turn it into text and add nothing."""

    task: Literal["compare", "check"]
    version: str
    model: str
    settings: str  # sha256 of the settings in force
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    alignments: tuple[Alignment, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    additions: tuple[Addition, ...]
    entities: tuple[Entity, ...]
    not_compared: tuple[NotCompared, ...]
    kinships: tuple[Kinship, ...] = ()
    supports: tuple[Support, ...] = ()  # of a draft's statements, in order
    stale: tuple[Decision, ...] = ()  # decisions on words that are no longer there
    judge: str = ""  # the learned judge that was asked; "" where none was

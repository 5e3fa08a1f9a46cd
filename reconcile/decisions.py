"""The desk's verdicts on findings: kept in `reconcile.decisions.toml` beside the story, laid over a report.

A decision belongs to a finding by the finding's id, a digest of the check and of the words shown, so
that it outlives edits elsewhere, moved paragraphs and re-ordered sources. The id alone is not
enough: the words may be a bare "not", which another sentence may show tomorrow. Therefore a decision
keeps the sentence that it was made on, and holds only where that sentence, or one much like it, is found.

`load`, `decide`, `revise` and `earlier_ids` open files; the rest is pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reconcile.atomic import locked, write
from reconcile.decisions_file import VERDICTS, Document, Entry, fold, storable
from reconcile.decisions_file import read as read_text
from reconcile.decisions_file import write as to_text
from reconcile.errors import DecisionError
from reconcile.hints import hint, nearest
from reconcile.values import DRAFT, Decision, Finding, Report, Status
from reconcile.words import content, tokenize

STATUS: dict[str, Status] = {"accept": "accepted", "dismiss": "dismissed", "fixed": "fixed"}
# Least share of the shorter sentence's content words that an edited sentence still has. Of two sentences
# of one article, 2.5 % share as much, and those would have to show the same words to the same check.
SAME_SENTENCE = 0.5
WHOLE = "unsupported-statement"  # the code of a finding on a whole sentence that no source supports
LISTED = 5  # findings that an error names


def load(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, in its order; none where there is no file.

    Raises DecisionError with file and line for what is broken.
    """
    return tuple(e.decision for e in _document(path, path).entries)


def decide(path: Path, report: Report, finding: str, verdict: str, why: str = "", who: str = "") -> Decision:
    """Write a decision on a finding of the report into a file, in place of an earlier one, and return it.

    Arguments and errors are those of `decision` and `revise`.
    """
    decided = decision(report, finding, verdict, why, who)
    revise(path, lambda document: put(document, decided, report))
    return decided


def decision(report: Report, finding: str, verdict: str, why: str = "", who: str = "") -> Decision:
    """Return a decision on a finding of the report; nothing is written.

    `finding` is an id or a prefix that only one has; `verdict` "accept", "dismiss" or "fixed". Raises
    DecisionError.
    """
    if verdict not in VERDICTS:
        raise DecisionError(f"no verdict {verdict!r}; {hint(verdict, VERDICTS)}")
    chosen = _chosen(report.findings, finding)
    return Decision(
        finding=chosen.id,
        verdict=verdict,  # type: ignore[arg-type]  # is in VERDICTS
        why=storable(why),
        who=storable(who),
        code=chosen.code,
        words=next(iter(_sentences(report, chosen)), ""),
    )


def revise(path: Path, change: Callable[[Document], Document]) -> tuple[Document, Document]:
    """Change a file of decisions and return what it held before and holds now.

    The file is read and written under a lock and is whole at any time. Raises DecisionError where it
    cannot be read or written, and what `change` raises; the file is then as it was.
    """
    try:
        with locked(path) as real:
            before = _document(real, path)
            after = change(before)
            write(real, to_text(after))
    except OSError as error:
        told = error.strerror or str(error)
        raise DecisionError(f"{path}: cannot write the decision ({told}); is the folder there?") from error
    return before, after


def apply(report: Report, decisions: Sequence[Decision]) -> Report:
    """Return the report with each finding's `status` and `why` as decided, and the stale decisions.

    Stale is a decision that no finding bears any more and whose words have changed or gone; one that
    said "fixed" is then done, not stale. A finding that was decided on other words is open.
    """
    taken = _matches(report, decisions)
    by_finding = _covering(report, decisions) | {id: decisions[k] for k, id in taken.items()}
    findings = tuple(
        replace(f, status=STATUS[by_finding[f.id].verdict], why=by_finding[f.id].why)
        if f.id in by_finding
        else f
        for f in report.findings
    )
    texts = tuple(fold(text) for text in _own_texts(report))
    stale = tuple(d for k, d in enumerate(decisions) if k not in taken and _is_stale(d, texts))
    return replace(report, findings=findings, stale=stale)


def settled(finding: Finding) -> bool:
    """Whether a finding is off the desk's list: accepted or dismissed.

    One marked as fixed is not: while it is found, the words that were to be mended still stand.
    """
    return finding.status in ("accepted", "dismissed")


def baseline(report: Report, earlier: Collection[str]) -> Report:
    """Return the report with only the findings whose ids are not among the earlier ones."""
    known = set(earlier)
    return replace(report, findings=tuple(f for f in report.findings if f.id not in known))


def earlier_ids(path: Path) -> tuple[str, ...]:
    """Return the ids of the findings in a JSON report, for `baseline`. Raises DecisionError."""
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise DecisionError(f"{path}: cannot read the earlier report ({error.strerror})") from error
    except json.JSONDecodeError as error:
        raise DecisionError(f"{path}:{error.lineno}: not a JSON report ({error.msg})") from None
    except (ValueError, RecursionError):  # not UTF-8, figures of thousands of digits, nested too deep
        raise DecisionError(f"{path}: not a JSON report; write it with --format json") from None
    listed = found.get("findings") if isinstance(found, dict) else None
    ids = (
        [f.get("id") if isinstance(f, dict) else None for f in listed] if isinstance(listed, list) else [None]
    )
    if not all(isinstance(i, str) for i in ids):
        raise DecisionError(f"{path}: no report of reconcile; write it with --format json")
    return tuple(str(i) for i in ids)


def _document(path: Path, name: Path) -> Document:
    try:
        return read_text(path.read_bytes(), str(name))
    except FileNotFoundError:
        return Document()
    except OSError as error:
        raise DecisionError(f"{name}: cannot read the decisions ({error.strerror})") from error


def _chosen(findings: Sequence[Finding], prefix: str) -> Finding:
    """The finding with this id, else the only one whose id begins so."""
    wanted = prefix.strip().casefold()
    exact = [f for f in findings if f.id == wanted]
    found = exact or [f for f in findings if wanted and f.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise DecisionError(f"{prefix!r} begins {len(found)} findings: {_listed(found)}; give more of the id")
    if not findings:
        raise DecisionError(f"no finding {prefix!r}; the report has none")
    near = nearest(wanted, (f.id for f in findings), LISTED)
    told = _listed([f for i in near for f in findings if f.id == i])
    raise DecisionError(f"no finding {prefix!r}; the nearest are {told}")


def _listed(findings: Sequence[Finding]) -> str:
    named = [f"{f.id} ({f.code})" for f in findings[:LISTED]]
    return ", ".join(named) + (", …" if len(findings) > LISTED else "")


def put(document: Document, decision: Decision, report: Report) -> Document:
    """Return the file with a decision in the place of all that were made on its finding."""
    kept, old = _parted(document, decision.finding, decision.words, report)
    comment = "".join(e.comment for e in old)
    return replace(document, entries=(*kept, Entry(decision, comment=comment)))


def withdraw(document: Document, finding: Finding, report: Report) -> Document:
    """Return the file without what was decided on a finding; raises DecisionError where nothing was."""
    words = next(iter(_sentences(report, finding)), "")
    kept, old = _parted(document, finding.id, words, report)
    if not old:
        told = "it is open, allowed in the draft, or decided with its whole sentence"
        raise DecisionError(f"{finding.id}: there is no decision on it to take back; {told}")
    return replace(document, entries=kept)


def _parted(
    document: Document, finding: str, words: str, report: Report
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries on other findings, and those on this one."""
    taken = _matches(report, [e.decision for e in document.entries])
    kept: list[Entry] = []
    old: list[Entry] = []
    for k, entry in enumerate(document.entries):
        same = (entry.decision.finding, entry.decision.words) == (finding, words)
        (old if same or taken.get(k) == finding else kept).append(entry)
    return tuple(kept), tuple(old)


def _matches(report: Report, decisions: Sequence[Decision]) -> dict[int, str]:
    """Pair decisions (by place) with the ids of findings, one to one, the likest sentences first.

    Findings that show the same words to the same check are told apart by a number after their id
    ("9f2c…-2"), which changes with their order; so these are told apart by their sentences.
    """
    by_base: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_base.setdefault(_base(finding.id), []).append(finding)
    pairs = []
    for k, decision in enumerate(decisions):
        for place, finding in enumerate(by_base.get(_base(decision.finding), ())):
            exact = decision.finding == finding.id
            likeness = (
                _likeness(decision.words, _sentences(report, finding)) if decision.words else float(exact)
            )
            if likeness >= SAME_SENTENCE:
                pairs.append((-likeness, not exact, k, place, finding.id))
    taken: dict[int, str] = {}
    for _, _, k, _, id in sorted(pairs):
        if k not in taken and id not in taken.values():
            taken[k] = id
    return taken


def _covering(report: Report, decisions: Iterable[Decision]) -> dict[str, Decision]:
    """What was decided on a whole sentence without support holds for each part of it that is without.

    Whether the sentence or its parts are marked hangs on a threshold, which an edit elsewhere may cross.
    """
    whole = {d.words: d for d in decisions if d.code == WHOLE and d.words}
    parts = (f for f in report.findings if f.kind == "unsupported")
    return {f.id: whole[s] for f in parts for s in _sentences(report, f) if s in whole}


def _base(id: str) -> str:
    return id.partition("-")[0]


def _likeness(words: str, sentences: Iterable[str]) -> float:
    """2 for one of the sentences itself, else the share of content words of the shorter that both have."""
    best, own = 0.0, _stems(words)
    for sentence in sentences:
        if sentence == words:
            return 2.0
        other = _stems(sentence)
        if own and other:
            best = max(best, len(own & other) / min(len(own), len(other)))
    return best


def _stems(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in content(tokenize(text)))


def _sentences(report: Report, finding: Finding) -> tuple[str, ...]:
    """The sentences that hold a finding's words, of the draft where there is one; folded."""
    ours = [e for e in finding.evidence if e.source == DRAFT] or finding.evidence
    found = []
    for e in ours:
        holds = (s for s in report.statements if s.source == e.source and s.start <= e.start < s.end)
        found.append(fold(next((s.text for s in holds), e.text)))
    return tuple(dict.fromkeys(found))


def _own_texts(report: Report) -> tuple[str, ...]:
    drafts = tuple(a.text for a in report.articles if a.id == DRAFT)
    return drafts or tuple(a.text for a in report.articles)


def _is_stale(decision: Decision, texts: Iterable[str]) -> bool:
    if not decision.words:
        return True
    return decision.verdict != "fixed" and not any(decision.words in text for text in texts)

"""Decisions: they stay with their findings, say when they are stale, and no writer harms the file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile import decisions_file
from reconcile.decisions import apply, baseline, decide, earlier_ids, load, settled
from reconcile.encode import load as load_encoder
from reconcile.errors import DecisionError
from reconcile.pipeline import check, compare
from reconcile.report import render
from reconcile.values import Article, Decision, Evidence, Finding, Report, Source, Statement

HARBOUR = """Twelve people were killed on Monday when a ferry sank off Port Halden, officials said.

The ferry carried 84 passengers, the harbour master Ole Brandt said. Rescuers pulled 40 people from the water.

The mayor, Ada Lund, opened a relief centre in the school on Tuesday.
"""
COAST = """At least 12 people died when a ferry went down near Port Halden on Monday, according to officials.

There were 84 passengers on board, harbour master Ole Brandt said. Rescuers pulled 40 people from the water.
"""
DRAFT = """Fifteen people were killed on Monday when a ferry sank off Port Halden, officials said.

The ferry carried 94 passengers, the harbour master Ole Brandt said. Rescuers pulled 40 people from the water.

The mayor, Ada Lund, opened a relief centre in the school on Tuesday.
"""
LEAD, MIDDLE, END = DRAFT.strip().split("\n\n")
EXTRA = "Rescuers pulled 40 people from the water, officials said on Monday."


def article(text: str, name: str = "draft") -> Article:
    return Article.from_text(text, name=name)


def checked(draft: str, *sources: str) -> Report:
    given = [article(s, "ABC"[k]) for k, s in enumerate(sources or (HARBOUR, COAST))]
    return check(article(draft), given, encoder=load_encoder())


@pytest.fixture(scope="module")
def report() -> Report:
    return checked(DRAFT)


def made(*sentences: str, words: str = "", ids: tuple[str, ...] = (), source: str = "draft") -> Report:
    """A report with one finding a sentence, on the words given or all of it."""
    text, statements, findings = "", [], []
    for k, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + "\n"
        statements.append(Statement(f"d{k}", source, start, start + len(sentence), sentence, k + 1, k, k))
        at = start + sentence.index(words)
        shown = words or sentence
        id = ids[k] if ids else f"{k:012x}"
        evidence = (Evidence(source, at, at + len(shown), shown),)
        findings.append(
            Finding(id, "discrepancy", "polarity", "polarity-mismatch", "conflict", 0.9, "m", evidence)
        )
    return Report(
        "check", "0", "m", "s", (Article(Source(source), text),), tuple(statements),
        (), (), tuple(findings), (), (), (),
    )  # fmt: skip


def decided(path: Path, report: Report, verdict: str = "dismiss") -> tuple[Decision, ...]:
    for finding in report.findings:
        decide(path, report, finding.id, verdict, f"why {finding.id}", "mk")
    return load(path)


# Decisions and findings


def test_a_decision_marks_its_finding_and_no_other(report: Report, tmp_path: Path) -> None:
    first, second = report.findings[:2]
    path = tmp_path / "reconcile.decisions.toml"
    made_of = decide(path, report, second.id[:6], "accept", "seen by the desk", "mk")
    assert made_of == Decision(second.id, "accept", "seen by the desk", "mk", second.code, made_of.words)
    assert made_of.words in " ".join(DRAFT.split())
    done = apply(report, load(path))
    assert {f.id: (f.status, f.why) for f in done.findings[:2]} == {
        first.id: ("open", ""),
        second.id: ("accepted", "seen by the desk"),
    }
    assert done.stale == ()
    assert replace(done, findings=report.findings) == report


@pytest.mark.parametrize(
    ("verdict", "status", "off"),
    [("accept", "accepted", True), ("dismiss", "dismissed", True), ("fixed", "fixed", False)],
)
def test_each_verdict_has_its_status(
    report: Report, tmp_path: Path, verdict: str, status: str, off: bool
) -> None:
    done = apply(report, decided(tmp_path / "d.toml", report, verdict))
    assert {f.status for f in done.findings} == {status}
    assert {settled(f) for f in done.findings} == {off}


def test_a_second_decision_takes_the_place_of_the_first(report: Report, tmp_path: Path) -> None:
    path, finding = tmp_path / "d.toml", report.findings[0]
    decide(path, report, finding.id, "dismiss", "too fast")
    decide(path, report, finding.id, "accept", "on second thoughts")
    assert [(d.finding, d.verdict, d.why) for d in load(path)] == [
        (finding.id, "accept", "on second thoughts")
    ]


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT + "\n" + EXTRA + "\n",
        "\n\n".join([LEAD, EXTRA, MIDDLE, END]),
        "\n\n".join([LEAD, END, MIDDLE]),
        "\n\n".join([MIDDLE, LEAD, END]),
        "\n\n".join([LEAD, MIDDLE]),
        DRAFT.replace("\n", "\r\n"),
        "\n\n".join(textwrap.fill(p, 64) for p in (LEAD, MIDDLE, END)),
        "\n\n".join(textwrap.fill(p, 36) for p in (LEAD, MIDDLE, END)),
        DRAFT.replace("officials said", "officials said on Tuesday"),
    ],
    ids=[
        "added", "inserted", "moved", "moved up", "cut", "line ends", "wrapped", "narrow", "same sentence",
    ],
)  # fmt: skip
def test_decisions_survive_an_edited_draft(report: Report, tmp_path: Path, draft: str) -> None:
    decisions = decided(tmp_path / "d.toml", report)
    codes = [f.code for f in report.findings]
    assert codes.count("number-mismatch") == 2
    after = apply(checked(draft), decisions)
    assert [(f.status, f.why) for f in after.findings if f.code == "number-mismatch"] == [
        ("dismissed", f"why {f.id}") for f in after.findings if f.code == "number-mismatch"
    ]
    assert len([f for f in after.findings if f.code == "number-mismatch"]) == 2
    assert after.stale == ()


def test_decisions_survive_sources_in_another_order(report: Report, tmp_path: Path) -> None:
    decisions = decided(tmp_path / "d.toml", report)
    after = apply(checked(DRAFT, COAST, HARBOUR), decisions)
    assert {f.id: f.status for f in after.findings} == dict.fromkeys(
        (f.id for f in report.findings), "dismissed"
    )
    assert after.stale == ()


def test_decisions_on_compared_articles_survive_too(tmp_path: Path) -> None:
    encoder = load_encoder()
    one = compare([article(HARBOUR, "A"), article(DRAFT, "B")], encoder=encoder)
    other = compare([article(DRAFT, "A"), article(HARBOUR, "B")], encoder=encoder)
    decisions = decided(tmp_path / "d.toml", one)
    assert len(decisions) >= 2
    after = apply(other, decisions)
    assert [f.status for f in after.findings] == ["dismissed"] * len(one.findings)
    assert after.stale == ()


def test_changed_words_make_a_decision_stale(report: Report, tmp_path: Path) -> None:
    decisions = decided(tmp_path / "d.toml", report)
    after = apply(checked(DRAFT.replace("94 passengers", "95 passengers")), decisions)
    assert [d.words for d in after.stale] == [
        "The ferry carried 94 passengers, the harbour master Ole Brandt said."
    ]
    assert [f.status for f in after.findings if f.evidence[0].text == "95 passengers"] == ["open"]


def test_what_was_fixed_and_is_gone_is_done(report: Report, tmp_path: Path) -> None:
    decisions = decided(tmp_path / "d.toml", report, "fixed")
    after = apply(checked(HARBOUR), decisions)
    assert after.stale == ()


def test_a_finding_that_a_source_no_longer_bears_out_is_not_stale(report: Report, tmp_path: Path) -> None:
    decisions = decided(tmp_path / "d.toml", report)
    assert apply(checked(DRAFT, DRAFT.replace("Halden", "Halden ")), decisions).stale == ()


def test_the_same_words_in_another_sentence_are_not_decided(tmp_path: Path) -> None:
    before = made("The envoy did not sign the paper in Tarrow.", words="not")
    decisions = decided(tmp_path / "d.toml", before)
    after = apply(made("The court will not hear the appeal.", words="not"), decisions)
    assert [f.status for f in after.findings] == ["open"]
    assert after.stale == decisions
    near = apply(made("On Monday the envoy did not sign the paper.", words="not"), decisions)
    assert [f.status for f in near.findings] == ["dismissed"]


def test_twins_are_told_apart_by_their_sentences(tmp_path: Path) -> None:
    one, two = "The envoy did not sign the paper.", "The court will not hear the appeal."
    before = made(one, two, words="not", ids=("ab12", "ab12-2"))
    path = tmp_path / "d.toml"
    decide(path, before, "ab12-2", "dismiss", "the court")
    turned = made(two, one, words="not", ids=("ab12", "ab12-2"))
    assert [(f.id, f.status) for f in apply(turned, load(path)).findings] == [
        ("ab12", "dismissed"),
        ("ab12-2", "open"),
    ]
    decide(path, turned, "ab12-2", "accept", "the envoy")
    decide(path, turned, "ab12", "accept", "the court, too")
    assert sorted(d.why for d in load(path)) == ["the court, too", "the envoy"]
    assert [f.why for f in apply(before, load(path)).findings] == ["the envoy", "the court, too"]


def test_what_was_decided_on_a_whole_sentence_holds_for_its_parts() -> None:
    after = made("Marius Dahl was arrested in Tarrow.", words="Tarrow")
    part = replace(after.findings[0], kind="unsupported", code="unsupported-detail")
    whole = Decision("99", "accept", "own reporting", "", "unsupported-statement", after.statements[0].text)
    done = apply(replace(after, findings=(part,)), [whole])
    assert [(f.status, f.why) for f in done.findings] == [("accepted", "own reporting")]
    assert apply(after, [whole]).findings[0].status == "open"  # a contradiction is another matter


def test_a_decision_by_hand_needs_no_words() -> None:
    report = made("The envoy did not sign the paper.", ids=("ab12",))
    done = apply(report, [Decision("ab12", "accept"), Decision("ffff", "accept")])
    assert [f.status for f in done.findings] == ["accepted"]
    assert [d.finding for d in done.stale] == ["ffff"]


# Choosing a finding


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "ab",
            "'ab' begins 2 findings: ab12 (polarity-mismatch), ab34 (polarity-mismatch); give more of the id",
        ),
        ("", "no finding ''; the nearest are "),
        ("ab13", "no finding 'ab13'; the nearest are ab12 (polarity-mismatch), ab34"),
        ("\x1b[2J", r"no finding '\x1b[2J'; the nearest are "),
    ],
)
def test_an_id_that_is_none_or_many_is_told(tmp_path: Path, said: str, told: str) -> None:
    report = made(
        "The envoy did not sign.", "The court will not hear it.", "No.", ids=("ab12", "ab34", "cd56")
    )
    with pytest.raises(DecisionError) as error:
        decide(tmp_path / "d.toml", report, said, "accept")
    assert str(error.value).startswith(told)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "d.toml").exists()


def test_a_whole_id_goes_before_a_prefix(tmp_path: Path) -> None:
    report = made("The envoy did not sign.", "The court will not hear it.", ids=("ab12", "ab12-2"))
    assert decide(tmp_path / "d.toml", report, " AB12 ", "accept").finding == "ab12"


def test_a_verdict_that_is_none_is_told(report: Report, tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="no verdict 'dismissed'; did you mean 'dismiss'"):
        decide(tmp_path / "d.toml", report, report.findings[0].id, "dismissed")


def test_a_report_without_findings_has_none_to_decide(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="no finding 'ab'; the report has none"):
        decide(tmp_path / "d.toml", made(), "ab", "accept")


# The baseline


def test_only_what_is_new_is_left(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    path.write_text(render(report, "json"), "utf-8")
    assert earlier_ids(path) == tuple(f.id for f in report.findings)
    assert baseline(report, earlier_ids(path)).findings == ()
    now = checked(DRAFT.replace("pulled 40 people", "pulled 60 people"))
    new = baseline(now, earlier_ids(path))
    assert {f.evidence[0].text for f in new.findings} == {"60 people"}
    assert replace(new, findings=now.findings) == now


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'{"findings": [\n{"id": }]}', ":2: not a JSON report (Expecting value)"),
        (b"\xff\xfe\x00", ": not a JSON report"),
        (b"[" * 100_000, ": not a JSON report"),
        (b"[]", ": no report of reconcile; write it with --format json"),
        (b'{"findings": {}}', ": no report of reconcile"),
        (b'{"findings": [{"id": 3}]}', ": no report of reconcile"),
        (b'{"findings": ["x"]}', ": no report of reconcile"),
        (None, ": cannot read the earlier report (No such file or directory)"),
    ],
)
def test_a_baseline_that_is_no_report_is_told(tmp_path: Path, text: bytes | None, told: str) -> None:
    path = tmp_path / "earlier.json"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(DecisionError) as error:
        earlier_ids(path)
    assert str(error.value).startswith(f"{path}{told}")


# The file


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == ()


def test_a_folder_that_is_not_there_is_not_made(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "none" / "d.toml"
    with pytest.raises(DecisionError, match="cannot write the decision"):
        decide(path, report, report.findings[0].id, "accept")
    assert list(tmp_path.iterdir()) == []


def test_the_order_of_deciding_does_not_show(report: Report, tmp_path: Path) -> None:
    one, two = tmp_path / "1.toml", tmp_path / "2.toml"
    decided(one, report)
    decided(two, replace(report, findings=report.findings[::-1]))
    assert one.read_bytes() == two.read_bytes()
    assert list(tomllib.loads(one.read_text("utf-8"))) == ["decision"]


def test_what_a_hand_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    own = (
        "# Story 17, night desk\n\n"
        "# He called back at nine.\n[[decision]]\nverdict   = 'accept' # fine\nfinding = 'bb'\n"
        "why = '''\n# two\nlines'''\n\n\n"
        "# Wrong source.\n[[decision]]\nfinding = 'dd'\nverdict = 'dismiss'"
    )
    path.write_text(own, "utf-8")
    report = made("The envoy did not sign.", "The court will not hear it.", ids=("aa", "dd"))
    decide(path, report, "aa", "accept")
    decide(path, report, "dd", "accept", "right after all")
    text = path.read_text("utf-8")
    assert text.startswith('# Story 17, night desk\n\n[[decision]]\nfinding = "aa"\n')
    assert own[own.index("# He called") : own.index("\n\n\n")] in text
    assert '# Wrong source.\n[[decision]]\nfinding = "dd"\n' in text
    assert [(d.finding, d.verdict) for d in load(path)] == [
        ("aa", "accept"),
        ("bb", "accept"),
        ("dd", "accept"),
    ]


@pytest.mark.parametrize(
    "own",
    [
        "decision = []\n",
        "decision = [{finding = 'bb', verdict = 'accept'}]\n",
        '[[decision]]\nfinding = "bb"\nverdict = "accept"\nwhy = """\n# a\n# b"""\n[[decision]]\n'
        'finding = "cc"\nverdict = "fixed"\n',
        "# only a comment",
        "",
        "\ufeff[[decision]]\r\nfinding = 'bb'\r\nverdict = 'accept'\r\n",
    ],
)
def test_any_shape_that_toml_allows_is_kept(tmp_path: Path, own: str) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(own.encode())
    before = load(path)
    decide(path, made("The envoy did not sign.", ids=("aa",)), "aa", "accept")
    assert load(path)[1:] == before


ONE = "[[decision]]\nfinding = 'a'\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[decision]]\nfinding = \n", ":2: not a TOML file (Invalid value); mend it"),
        (ONE + "<<<<<<< HEAD\n", ":3: not a TOML file"),
        ("\n[[decisions]]\n", ":2: unknown key 'decisions'; write [[decision]] tables"),
        ("[decision]\nfinding = 'a'\n", ":1: write each decision as a table [[decision]]"),
        ("[[decision]]\nverdict = 'accept'\n", ":1: a decision without its finding"),
        (ONE, ":1: a decision without a verdict"),
        (ONE + "verdict = 'ok'\n", ":3: no verdict 'ok'; there are: accept, dismiss, fixed"),
        (
            ONE + "verdict = 'accept'\n\n[[decision]]\nfinding = 'b'\nverdict = 'accepted'\n",
            ":7: no verdict 'accepted'; did you mean 'accept'?",
        ),
        (ONE + "vredict = 'accept'\n", ":3: unknown key 'vredict'; did you mean 'verdict'?"),
        ("[[decision]]\nfinding = 3\n", ":2: finding must be text in quotes"),
        (
            ONE + "verdict = 'accept'\n" + ONE + "verdict = 'dismiss'\n",
            ":5: 'a' is decided in line 2 already; keep one of the two",
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_one_line_and_stays_as_it_is(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "d.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DecisionError) as error:
        load(path)
    assert str(error.value).startswith(f"{path}{told}")
    assert "\n" not in str(error.value)
    with pytest.raises(DecisionError):
        decide(path, made("The envoy did not sign.", ids=("aa",)), "aa", "accept")
    assert path.read_text("utf-8") == text


HOSTILE = (
    'quotes " and \\ and \'\'\' and """',
    "]]\n[[decision]]\nfinding = 'x'",
    "\x00\x1b[2J\x7f\x85",
    "\u202eright to left\u2066\u200b\ufeff\U000e0001",
    "\u2028\u2029\x0b\x0c line ends\r\n\r",
    "# no comment = 1",
    "𝔘𝔫𝔦 \U0010ffff \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_comes_back_as_it_was(tmp_path: Path, said: str) -> None:
    path = tmp_path / "d.toml"
    report = made(f"The envoy {' '.join(said.split())} did not sign.", ids=("aa",))
    made_of = decide(path, report, "aa", "accept", said, said)
    assert (made_of.why, made_of.who) == (said, said)
    assert load(path) == (made_of,)
    assert apply(report, load(path)).findings[0].why == said


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    report = made("The envoy \ud83d did not sign.", ids=("aa",))
    made_of = decide(path, report, "aa", "accept", "\udc00")
    assert load(path) == (made_of,)
    assert made_of.why == "\ufffd"
    assert apply(report, load(path)).stale == ()
    assert apply(report, load(path)).findings[0].status == "accepted"


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(st.text("abc-12", min_size=1), st.tuples(TEXT, TEXT, TEXT, TEXT)))
def test_what_is_written_is_read(said: dict[str, tuple[str, str, str, str]]) -> None:
    made_of = tuple(
        Decision(id, "accept", why, who, code, decisions_file.fold(words))
        for id, (why, who, code, words) in sorted(said.items())
    )
    entries = tuple(decisions_file.Entry(d) for d in made_of)
    text = decisions_file.write(decisions_file.Document(entries=entries))
    again = decisions_file.read(text.encode(), "d.toml")
    assert tuple(e.decision for e in again.entries) == made_of
    assert decisions_file.write(again) == text
    json.dumps(text)


# Writers at once, and writers that die

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_decisions import made
from reconcile.decisions import decide
report = made(*(f"Sentence number {k} did not change." for k in range(100)))
for finding in report.findings[int(sys.argv[3])::2]:
    decide(Path(sys.argv[2]), report, finding.id, "dismiss", "at once", sys.argv[3])
"""

DYING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_decisions import made
from reconcile import atomic
from reconcile.decisions import decide

def die(*ignored):
    os.kill(os.getpid(), signal.SIGKILL)

class Half:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *ignored): pass
    def write(self, data):
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        die()

real = {name: getattr(os, name) for name in ("fdopen", "replace")}
stage = sys.argv[3]
if stage == "opened": os.fdopen = die
if stage == "half": os.fdopen = lambda *given: Half(real["fdopen"](*given))
if stage == "written": os.fsync = die
if stage == "before the rename": os.replace = die
if stage == "after the rename": os.replace = lambda *given: (real["replace"](*given), die())
decide(Path(sys.argv[2]), made("The court will not hear it.", ids=("bb",)), "bb", "accept", "w" * 5000)
"""


def started(script: str, path: Path, *said: str) -> subprocess.Popen[bytes]:
    here = Path(__file__).resolve().parent
    return subprocess.Popen(
        [sys.executable, "-c", script, str(here), str(path), *said],
        env={**os.environ, "PYTHONPATH": str(here.parent)},
    )


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    writers = [started(WRITER, path, which) for which in ("0", "1")]
    assert [w.wait() for w in writers] == [0, 0]
    found = load(path)
    assert [d.finding for d in found] == [f"{k:012x}" for k in range(100)]
    assert [d.who for d in found] == ["0", "1"] * 50


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("opened", ["aa"]),
        ("half", ["aa"]),
        ("written", ["aa"]),
        ("before the rename", ["aa"]),
        ("after the rename", ["aa", "bb"]),
    ],
)
def test_a_kill_in_the_middle_leaves_the_file_whole(tmp_path: Path, stage: str, expected: list[str]) -> None:
    path = tmp_path / "d.toml"
    decide(path, made("The envoy did not sign.", ids=("aa",)), "aa", "dismiss")
    assert started(DYING, path, stage).wait() == -9
    assert [d.finding for d in load(path)] == expected
    decide(path, made("No.", ids=("cc",)), "cc", "accept")
    assert [d.finding for d in load(path)] == [*expected, "cc"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [".d.toml.lock", "d.toml"]


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    report = made("The envoy did not sign.", ids=("aa",))
    decide(real, report, "aa", "dismiss")
    real.chmod(0o640)
    link.symlink_to(real)
    decide(link, report, "aa", "accept")
    assert link.is_symlink()
    assert [d.verdict for d in load(real)] == ["accept"]
    assert real.stat().st_mode & 0o777 == 0o640

"""benchmarks/peers.py: what a process costs, how pairs are scored and thresholds chosen, what is shown."""

from __future__ import annotations

import collections
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import peers_nli
import peers_plot
import peers_run
import peers_score
import peers_table
import peers_text
from peers_measure import Cost, measured, middle
from peers_plot import Panel
from peers_run import Input, Peer, timed
from peers_score import Case, Figures
from peers_table import Results
from peers_text import Pair, Statement

ROOT = Path(__file__).parents[2]
TEXTS = {
    "A": "Quay closed\n\nThe quay was shut on Monday. Mr. Holm said 12 boats were hit!\n",
    "B": "The quay was shut on Tuesday.\n\nThirty boats were hit, said Holm.\n",
}


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


# What a process costs


def test_output_exit_code_and_errors_come_back() -> None:
    done = measured(python("import sys; print('out'); print('bad', file=sys.stderr); sys.exit(4)"))
    assert (done.code, done.out, done.error) == (4, "out\n", "bad\n")
    assert done.cost.wall > 0
    assert done.cost.processor > 0


def test_peak_memory_is_the_commands_and_not_its_starters() -> None:
    held = b"x" * (300 << 20)
    done = measured(python("b = b'x' * (80 << 20)"))
    assert 80 < done.cost.peak < 200, len(held)


def test_processor_time_takes_in_processes_that_it_waited_for() -> None:
    loop = "for _ in range(3_000_000): pass"
    started = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {loop!r}])"
    idle = "import subprocess, sys; subprocess.run([sys.executable, '-c', ''])"
    assert measured(python(started)).cost.processor > measured(python(idle)).cost.processor


def test_a_command_that_is_not_there() -> None:
    assert measured(["no-such-command-at-all"]).code == 127


def test_the_middle_is_taken_of_each_figure_for_itself() -> None:
    costs = [Cost(1, 9, 50), Cost(3, 7, 10), Cost(2, 8, 30)]
    assert middle(costs) == Cost(2, 8, 30)


# Rounds, and peers that cannot be run


def counting(path: Path, name: str, code: int = 0) -> Peer:
    """A peer that writes its name to a file whenever it is run."""
    body = (
        f"import os, sys; open({str(path)!r}, 'a').write({name!r} + os.environ.get('HF_HUB_OFFLINE', '-'));"
        f"print('not run: it has no wheels', file=sys.stderr); sys.exit({code})"
    )
    return Peer(name, tuple(python(body)))


def test_every_round_runs_every_peer_and_only_the_first_may_look_for_a_model(tmp_path: Path) -> None:
    log = tmp_path / "log"
    listed = [counting(log, "a"), counting(log, "b")]
    costs = timed(listed, [Input("two", ())], runs=2, warm=True, long=False)
    assert log.read_text() == "a-b-a1b1a1b1"
    assert all(isinstance(costs["two", p.name], Cost) for p in listed)


def test_a_peer_that_cannot_be_run_says_why_and_is_not_tried_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    listed = [counting(log, "a", code=3), Peer("b", (), missing="it is not installed")]
    costs = timed(listed, [Input("two", ())], runs=3, warm=False, long=False)
    assert log.read_text() == "a1"
    assert costs == {("two", "a"): "it has no wheels", ("two", "b"): "it is not installed"}


def test_a_reason_names_no_path() -> None:
    done = measured(python("import sys; sys.exit('no file /home/desk/secret/model.bin here')"))
    assert peers_run.reason(done) == "exit 1: no file model.bin here"


def test_a_judge_reads_many_articles_only_where_it_is_quick_or_asked_to(tmp_path: Path) -> None:
    files = []
    for k, text in enumerate(TEXTS.values()):
        files.append(str(tmp_path / f"{k}.txt"))
        Path(files[-1]).write_text(text, "utf-8")
    told = json.dumps({"asked": 2, "seconds": 200.0})
    judge = Peer("judge", tuple(python(f"print({told!r})")), judged=True)
    given = [Input("two", tuple(files)), Input("many", tuple(files), many=True)]
    # Three statements on one side, two on the other, each asked of all of the other side: 12 questions.
    assert timed([judge], given, 1, False, long=False)["many", "judge"] == "estimated 20 min"
    assert isinstance(timed([judge], given, 1, False, long=True)["many", "judge"], Cost)
    assert timed([judge], given[1:], 1, False, long=True)["many", "judge"] == "not run on two articles either"


# Statements and pairs


def test_statements_stand_where_their_offsets_say() -> None:
    found = peers_text.statements(TEXTS)
    assert [(s.id, s.text) for s in found] == [
        ("A1", "Quay closed"),
        ("A2", "The quay was shut on Monday."),
        ("A3", "Mr. Holm said 12 boats were hit!"),
        ("B1", "The quay was shut on Tuesday."),
        ("B2", "Thirty boats were hit, said Holm."),
    ]
    assert all(TEXTS[s.source][s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "  \t", "…", "a\r\nb", '"', "x. " * 50, "\ud800 lone.", "0" * 500]
)
def test_odd_text_gives_exact_offsets_or_nothing(text: str) -> None:
    found = peers_text.statements({"A": text})
    assert all(text[s.start : s.end] == s.text and s.text.strip() for s in found)


def test_names_of_sources_go_on_past_z() -> None:
    names = [peers_text.source_name(k) for k in range(60)]
    assert names[:2] == ["A", "B"]
    assert len(set(names)) == 60


def listed(*sources: str) -> list[Statement]:
    return [Statement(f"{s}{k}", s, k * 10, k * 10 + 5, "words") for k, s in enumerate(sources)]


def test_the_nearest_of_every_statement_in_every_other_article_once() -> None:
    np = pytest.importorskip("numpy")
    similar = np.array([[1, 0.9, 0.5, 0.2], [0.9, 1, 0.6, 0.4], [0.5, 0.6, 1, 0.1], [0.2, 0.4, 0.1, 1]])
    found = peers_text.top_neighbours(listed("A", "A", "B", "C"), similar)
    # A0 and A1 are nearest to each other, but of one article; B2 is nearest to A1, and A0 to B2.
    assert [(p.left, p.right, p.score) for p in found] == [
        ("A1", "B2", 0.6),
        ("A0", "B2", 0.5),
        ("A1", "C3", 0.4),
        ("A0", "C3", 0.2),
        ("B2", "C3", 0.1),
    ]


def test_a_judge_is_asked_about_the_nearest_of_other_articles() -> None:
    np = pytest.importorskip("numpy")
    sources = ["A"] * 30 + ["B"] * 25
    similar = np.linspace(0, 1, 55 * 55).reshape(55, 55)
    asked = peers_nli.questions(sources, (similar + similar.T) / 2)
    assert len(asked) == peers_nli.asked_of(sources) == 55 * peers_nli.NEAREST
    assert all(sources[a] != sources[b] for a, b in asked)
    assert {b for a, b in asked if a == 0} == set(range(35, 55))


def test_a_judge_links_what_it_takes_to_follow_or_contradict_either_way() -> None:
    asked = [(1, 0), (0, 1), (0, 2), (0, 3), (3, 0)]
    said = [(0.5, 0.3, 0.2), (0.1, 0.8, 0.1), (0.1, 0.7, 0.2), (0.1, 0.1, 0.8), (0.4, 0.0, 0.6)]
    found = peers_nli.verdicts(listed("A", "B", "B", "B"), asked, said)
    assert found == [Pair("A0", "B1", 0.8, conflict=True), Pair("A0", "B2", 0.7)]


# Scoring


class Scorer(ModuleType):
    """A scorer that maps statements of the two sources onto sentences that they overlap."""

    def __init__(self) -> None:
        super().__init__("scorer")
        self.Tally: Any = collections.Counter

    @staticmethod
    def at(place: dict[str, Any], sentences: dict[str, Any]) -> set[int]:
        rows = sentences[place["source"]]
        return {r["i"] for r in rows if r["start"] < place["end"] and place["start"] < r["end"]}

    def score_pair(
        self, report: Any, gold: Any, sents: Any, texts: Any, tally: collections.Counter[str], _: Any
    ) -> None:
        where = {s["id"]: self.at(s, sents) for s in report["statements"]}
        cells = {(i, j) for a in report["alignments"] for i in where[a["left"]] for j in where[a["right"]]}
        every = {(g["a"], g["b"]) for g in gold["aligned"]}
        tally.update(al_pred=len(cells), al_hit=len(cells & every), al_gold=len(every))
        tally["di_conflict"] += len(gold["discrepancies"])
        for finding in report["findings"]:
            a, b = (self.at(e, sents) for e in finding["evidence"])
            right = any(g["a"] in a and g["b"] in b for g in gold["discrepancies"])
            tally.update(di_pred=1, di_right=right, di_conflict_hit=right)


def case(scores: dict[tuple[int, int], float], gold: set[tuple[int, int]], opposed: tuple[int, int]) -> Case:
    """Three sentences a side; pairs (a, b) with their scores, of which one is told as a conflict."""
    places = [{"i": k, "start": 10 * k, "end": 10 * k + 9} for k in range(3)]
    rows = [Statement(f"{s}{k}", s, 10 * k + 1, 10 * k + 8, "") for s in "AB" for k in range(3)]
    pairs = [Pair(f"A{a}", f"B{b}", score, (a, b) == opposed) for (a, b), score in scores.items()]
    labels = {
        "aligned": [{"a": a, "b": b} for a, b in sorted(gold)],
        "discrepancies": [{"a": a, "b": b} for a, b in sorted(gold)[:1]],
    }
    labelled: Any = SimpleNamespace(name="x", gold=labels, sentences={"A": places, "B": places}, texts={})
    return Case(labelled, rows, pairs)


def test_pairs_are_mapped_onto_the_labelled_sentences() -> None:
    one = case({(0, 0): 0.8, (1, 2): 0.4, (2, 2): 0.1}, {(0, 0), (1, 1)}, opposed=(0, 0))
    found = peers_score.figures(Scorer(), [one])
    assert found == Figures(3, 1, 2, conflicts=(1, 1), reported=(1, 1))
    assert peers_score.figures(Scorer(), [one], 0.5) == Figures(1, 1, 2, (1, 1), (0, 0), (1, 1))
    assert peers_score.figures(Scorer(), [one], 0.9) == Figures(0, 0, 2, conflicts=(0, 1))
    assert found.f1 == pytest.approx(0.4)


def test_a_threshold_comes_from_the_other_pairs() -> None:
    # In the one folder all above .3 is right, in the other all above .7.
    low = case({(0, 0): 0.9, (1, 1): 0.35, (2, 2): 0.25}, {(0, 0), (1, 1)}, (0, 0))
    high = case({(0, 0): 0.75, (1, 1): 0.65, (2, 0): 0.4}, {(0, 0)}, (0, 0))
    cuts = peers_score.crossed(Scorer(), {"low": [low], "high": [high]})
    assert 0.65 < cuts["low"] <= 0.75
    assert 0.25 < cuts["high"] <= 0.35
    assert peers_score.figures(Scorer(), [low], cuts["low"]).f1 < 1
    alone = peers_score.crossed(Scorer(), {"low": [low]})
    assert peers_score.figures(Scorer(), [low], alone["low"]).f1 == 1


def test_figures_are_added_up() -> None:
    one, other = Figures(1, 1, 2, (1, 3), (0, 1), (1, 1)), Figures(4, 2, 3, (0, 1), (1, 2), (2, 5))
    assert one + other == Figures(5, 3, 5, (1, 4), (1, 3), (3, 6))


# The page


RESULTS = Results(
    ("ours", "theirs", "absent"),
    ("two", "many"),
    {
        ("two", "ours"): Cost(1.234, 2, 140),
        ("many", "ours"): Cost(9, 9, 200),
        ("two", "theirs"): Cost(5, 6, 530),
        ("many", "theirs"): "estimated 7 min",
        ("two", "absent"): "no model",
        ("many", "absent"): "no model",
    },
    ("pairs",),
    {
        "ours": {"pairs": Figures(4, 3, 4, (1, 2), (1, 4), (2, 2))},
        "theirs": {"pairs": Figures(8, 2, 4)},
    },
    ("a note.",),
)


def test_the_table_has_a_row_for_every_peer() -> None:
    rows = [[c.strip() for c in line.split("|")[1:-1]] for line in peers_table.table(RESULTS).splitlines()]
    assert rows[2:] == [
        [*"ours|1.23 s / 2.00 s / 140 MB|9.00 s / 9.00 s / 200 MB|0.750|1 of 2|1 of 4|2, 2".split("|")],
        ["theirs", "5.00 s / 6.00 s / 530 MB", "not run", "0.333", "–", "–", "–"],
        ["absent", "not run", "not run", "", "", "", ""],
    ]


def test_the_page_says_why_a_peer_was_not_run_and_what_machine_it_was() -> None:
    text = peers_table.page(RESULTS, ["How."], peers_table.machine([0.5, 0.6], 20_000_000))
    assert "- theirs, many: not run: estimated 7 min." in text
    assert "- absent, two; many: not run: no model." in text
    assert "- a note." in text
    assert "20 million turns took 0.50, 0.60 s" in text
    assert "numpy " in text
    assert str(ROOT) not in text


def test_the_panels_hold_what_the_table_holds() -> None:
    panel = peers_table.time_panel(RESULTS, [("two", "2 articles"), ("many", "50 articles")])
    assert panel.series == (("2 articles", (1.234, 5, None)), ("50 articles", (9, None, None)))
    aligned, told = peers_table.accuracy_panels(RESULTS)
    assert [round(v, 3) for v in aligned.series[0][1] if v is not None] == [0.75, 0.333]
    assert [values for _, values in told.series] == [(2 / 6, None, None), (1.0, None, None)]


def test_without_matplotlib_nothing_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert not peers_plot.draw(
        ["ours"], [Panel("seconds", (("two", (1.0,)),), "not run")], tmp_path / "x.svg"
    )
    assert not list(tmp_path.iterdir())


def test_the_figure_is_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the figure needs matplotlib (extra bench)")
    panels = [
        peers_table.time_panel(RESULTS, [("two", "2 articles"), ("many", "50 articles")]),
        *peers_table.accuracy_panels(RESULTS),
    ]
    for name in ("one.svg", "other.svg"):
        assert peers_plot.draw(RESULTS.peers, panels, tmp_path / name)
    drawn = (tmp_path / "one.svg").read_text("utf-8")
    assert drawn == (tmp_path / "other.svg").read_text("utf-8")
    assert all(f">{word}<" in drawn for word in ("ours", "theirs", "not run", "1.23"))
    assert "dc:date" not in drawn


# The scripts, and a small run


def test_the_script_with_tfidf_prints_pairs(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="TF-IDF needs scikit-learn (extra bench)")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(files, TEXTS.values(), strict=True):
        path.write_text(text, "utf-8")
    done = measured([sys.executable, str(ROOT / "benchmarks" / "peers_tfidf.py"), *map(str, files)])
    told = json.loads(done.out)
    assert [s["text"] for s in told["statements"]] == [s.text for s in peers_text.statements(TEXTS)]
    assert ("A2", "B1") in {(p["left"], p["right"]) for p in told["pairs"]}
    assert all(p["score"] >= 0.3 and not p["conflict"] for p in told["pairs"])


def test_a_small_run_has_a_row_for_every_peer_and_says_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/peers.py", "--small", "--model", "no-such-model", "--write"]
    done = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    rows = {line.split("|")[1].strip(): line for line in done.stdout.splitlines() if line.startswith("| ")}
    assert set(rows) >= {peers_run.OWN, peers_run.MINILM, peers_run.NLI, peers_run.TFIDF}
    assert " MB" in rows[peers_run.OWN]
    assert "not run" in rows[peers_run.MINILM]
    assert "the model no-such-model cannot be loaded" in done.stdout
    assert "no cross-encoder for inference was named (--judge)" in done.stdout
    assert (tmp_path / "peers.md").read_text("utf-8") == done.stdout.removesuffix("\n")
    drawn = (tmp_path / "peers.svg").exists()
    assert drawn or done.stderr == "peers.svg is not drawn: matplotlib is not installed (extra bench)\n"

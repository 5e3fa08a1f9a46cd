"""The accuracy benchmark runs on a pair made up here, with a scorer that only counts what it is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIDES = {
    "a": [
        "Fire at the harbour hall",
        "A fire in the harbour hall killed 12 people on Monday, the mayor said.",
    ],
    "b": ["Harbour hall burns", "A fire in the harbour hall killed 15 people on Monday, the mayor said."],
}
SCORER = """
import collections
class Tally(collections.Counter): pass
def overlapping(start, end, sentences, least=0.4):
    return {s["i"] for s in sentences if s["start"] < end and start < s["end"]}
def score_pair(report, gold, sents, texts, t, misses):
    t["found"] += len(report["findings"])
def evidence_ok(report, texts, t):
    for f in report["findings"]:
        t["exact"] += all(texts[e["source"]][e["start"]:e["end"]] == e["text"] for e in f["evidence"])
def show(t):
    return [], {"found": float(t["found"]), "exact": float(t["exact"])}
"""


def labelled(folder: Path, gold: dict[str, object]) -> None:
    folder.mkdir(parents=True)
    for side, sentences in SIDES.items():
        (folder / f"{side}.txt").write_text("\n\n".join(sentences), "utf-8")
        rows, at = [], 0
        for i, text in enumerate(sentences):
            rows.append({"i": i, "start": at, "end": at + len(text), "text": text})
            at += len(text) + 2
        (folder / f"{side}.sents.json").write_text(json.dumps(rows), "utf-8")
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")


def test_it_counts_and_names_the_cause_of_a_miss(tmp_path: Path) -> None:
    rows = [
        {"a": 1, "b": 1, "type": "number", "a_words": "12", "b_words": "15", "severity": "conflict"},
        {"a": 0, "b": 1, "type": "event", "a_words": "Fire", "b_words": "fire", "severity": "tension"},
    ]
    labelled(
        tmp_path / "set" / "harbour", {"aligned": [], "names": [], "different": [], "discrepancies": rows}
    )
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    command = [sys.executable, "benchmarks/accuracy.py", str(tmp_path / "set"), "--misses"]
    command += ["--scorer", str(tmp_path / "score.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    assert next(line.strip() for line in said if "'Fire'" in line).split(":")[0] in (
        "not aligned",
        "another finding",
    )
    assert not any("'12'" in line for line in said)
    found, exact = (next(line.split()[1] for line in said if line.startswith(n)) for n in ("found", "exact"))
    assert found == exact == "1.000"

"""Work spread over processes: the same results in the same order on any number of cores, and faults told."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from reconcile import compare, read, render, told
from reconcile.align import align
from reconcile.crew import Crew, Later
from reconcile.errors import EmptyInput
from reconcile.values import Article

forks = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux only")


class Counting:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []
        self.steps = 0

    def stage(self, name: str, total: int = 0) -> None:
        self.stages.append((name, total))

    def step(self, count: int = 1) -> None:
        self.steps += count


@pytest.mark.parametrize("cores", [1, 2, 5])
@pytest.mark.parametrize("many", [0, 1, 2, 17])
def test_results_come_in_the_order_of_the_tasks(cores: int, many: int) -> None:
    offset = 1000  # what a task looks at need not be picklable, nor need the work itself
    assert Crew(cores).each(lambda n: n + offset, range(many), "adding") == [n + 1000 for n in range(many)]


@pytest.mark.parametrize("cores", [1, 2, 5])
@pytest.mark.parametrize("worth", [True, False])
@pytest.mark.parametrize("many", [0, 1, 7, 100])
def test_slices_make_up_the_whole(cores: int, worth: bool, many: int) -> None:
    parts = Crew(cores).slices(list, range(many), "listing", worth=worth)
    assert [n for part in parts for n in part] == list(range(many))


def test_every_task_is_a_step_of_its_stage() -> None:
    for cores in (1, 3):
        told = Counting()
        Crew(cores, told).each(abs, range(9), "counting")
        assert (told.stages, told.steps) == ([("counting", 9)], 9)


@forks
def test_the_work_is_done_by_other_processes_where_it_is_worth_it() -> None:
    own = os.getpid()
    assert own not in Crew(2).each(lambda _: os.getpid(), range(8), "asking")
    assert set(Crew(2).each(lambda _: os.getpid(), range(8), "asking", worth=False)) == {own}


@forks
def test_nothing_is_forked_beside_threads_that_nobody_knows() -> None:
    own, over = os.getpid(), threading.Event()
    server = threading.Thread(target=over.wait)
    server.start()
    try:
        assert set(Crew().each(lambda _: os.getpid(), range(4), "asking")) == {own}
        assert own not in Crew(2).each(lambda _: os.getpid(), range(4), "asking")  # said so in so many words
    finally:
        over.set()
        server.join()


@forks
def test_what_is_at_work_beside_is_done_before_anything_is_forked() -> None:
    done = threading.Event()
    later = Later(lambda: done.wait(0.2) or done.set())
    later.start()
    assert Crew(2).each(lambda _: done.is_set(), range(4), "asking") == [True] * 4


@pytest.mark.parametrize("cores", [1, 3])
def test_a_fault_in_a_task_is_the_caller_s(cores: int) -> None:
    def work(n: int) -> int:
        if n == 3:
            raise EmptyInput("three.txt: no sentence in it")
        return n

    with pytest.raises(EmptyInput, match=r"three\.txt: no sentence in it"):
        Crew(cores).each(work, range(9), "reading")


@forks
def test_a_process_that_dies_loses_nothing() -> None:
    own = os.getpid()

    def work(n: int) -> int:
        if n == 4 and os.getpid() != own:
            os._exit(9)  # as the system does for want of memory
        return n

    assert Crew(2).each(work, range(9), "dying") == list(range(9))


def test_later_gives_what_came_of_it_once() -> None:
    calls: list[int] = []
    later = Later(lambda: calls.append(1) or "done")  # type: ignore[func-returns-value]
    assert not calls
    later.start()
    later.start()
    assert (later.result(), later.result(), calls) == ("done", "done", [1])


def test_later_raises_what_was_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        Later(lambda: 1 / 0).result()


def test_a_program_does_not_end_under_what_is_at_work() -> None:
    """A library that is at work in a thread while the interpreter is taken down may crash it."""
    program = "import time; from reconcile.crew import Later\n"
    program += "Later(lambda: (time.sleep(0.2), print('worked'))).start()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "worked\n"


@pytest.fixture(scope="module")
def papers() -> Sequence[Article]:
    from pathlib import Path

    folder = Path(__file__).parents[1] / "fixtures"
    files = [*sorted(folder.glob("ferry-disaster/*.txt")), *sorted(folder.glob("court-fraud/*.txt"))]
    own = [read(f) for f in files]
    return [replace(a, source=replace(a.source, id=f"S{k}")) for k, a in enumerate(own)]


def test_the_report_is_the_same_on_any_number_of_cores(
    papers: Sequence[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = compare(papers, cores=1)
    monkeypatch.setattr(told, "MUCH", 1)
    monkeypatch.setattr(sys.modules["reconcile.compared"], "WORTH_FORKING", 1)
    monkeypatch.setattr(sys.modules[align.__module__], "WORTH_FORKING", 2)
    for cores in (1, 2, 4):
        progress = Counting()
        several = compare(papers, cores=cores, progress=progress)
        assert render(several, "json") == render(alone, "json")
        assert several == alone
        assert [name for name, _ in progress.stages][:2] == ["Reading the articles", "Finding names"]
        assert progress.steps == sum(total for _, total in progress.stages)


@forks
def test_no_file_is_left_open() -> None:
    def still_open() -> int:
        return len(os.listdir("/proc/self/fd"))

    Crew(2).each(abs, range(4), "counting")
    before = still_open()
    for _ in range(3):
        Crew(2).each(abs, range(4), "counting")
    assert still_open() == before

"""What is reviewed: how its report is made, and the files that it rests on."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reconcile.errors import MissingInput, UnsupportedInput
from reconcile.progress import SILENT, Progress
from reconcile.review.reports import from_json
from reconcile.settings import Settings
from reconcile.values import DRAFT, Report

if TYPE_CHECKING:
    from reconcile.encode import Encoder

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reviewed.

    `report` makes the report, without decisions; `files` names what it rests on, each file that may
    yet come into being too, and nothing where it is not made anew. `paths` are the files as the user
    named them, by source id, for exports. `decisions` is the file of verdicts.
    """

    report: Callable[[], Report]
    files: Callable[[], tuple[Path, ...]]
    paths: dict[str, str]
    decisions: Path


def of_json(path: Path, decisions: Path) -> Subject:
    """Return a JSON report as what is reviewed. Raises UnsupportedInput or MissingInput as it is read."""

    def made() -> Report:
        try:
            return from_json(json.loads(path.read_bytes()))
        except OSError as error:
            raise MissingInput(f"{path}: cannot read it ({error.strerror}); check the name") from error
        except (ValueError, RecursionError) as error:
            raise UnsupportedInput(f"{path}: not JSON; give a report written with --format json") from error
        except UnsupportedInput as error:
            raise UnsupportedInput(f"{path}: {error}") from None

    return Subject(made, lambda: (), {}, decisions)


def of_story(
    story: str,
    against: Sequence[str],
    settings: Callable[[], Settings],
    decisions: Path,
    also: Sequence[Path] = (),
    encoder_of: Callable[[Settings], Encoder] | None = None,
    progress: Progress = SILENT,
) -> Subject:
    """Return a draft with its sources, or a story without a draft, as what is reviewed.

    `settings` reads the settings in force, each time a report is made; `also` are further files that
    it rests on (settings given by name); `encoder_of` gives the encoder of settings (the model that they
    name, unless given); `progress` is told how far a report is. Raises UnsupportedInput for standard
    input, which cannot be read twice.
    """
    if STDIN in (story, *against):
        raise UnsupportedInput("standard input cannot be read again as it changes; give a file")
    models = _Models(encoder_of)
    drafted = bool(against) or not _is_toml(story) or bool(_parsed(story).get("draft"))

    def made() -> Report:
        from reconcile import pipeline
        from reconcile.ingest import draft_and_sources, sources

        chosen = settings()
        encoder, judge = models.of(chosen)
        # One core: the page is served by threads, beside which no process can be forked safely.
        run = {"settings": chosen, "encoder": encoder, "judge": judge, "cores": 1, "progress": progress}
        if not drafted:
            return pipeline.compare(sources([story])[1], **run)
        own, told = draft_and_sources(story, list(against))
        return pipeline.check(own.article, told, **run)

    draft = story
    if drafted and _is_toml(story) and not against:
        draft = str(Path(story).parent / str(_parsed(story)["draft"]).strip())
    return Subject(
        made, lambda: (*_files(story, against), *also), {DRAFT: draft} if drafted else {}, decisions
    )


class _Models:
    """The encoder and the judge, kept loaded until the settings name others."""

    def __init__(self, encoder_of: Callable[[Settings], Encoder] | None = None) -> None:
        self._encoder_of = encoder_of
        self._names: tuple[str, str] | None = None
        self._held: tuple[Any, Any] = (None, None)

    def of(self, settings: Settings) -> tuple[Any, Any]:
        """Return encoder and judge (None for none) of the settings."""
        from reconcile import encode, judge

        names = (settings.model, settings.judge)
        if names != self._names:
            encoder = self._encoder_of(settings) if self._encoder_of else encode.load(settings.model)
            self._held = (encoder, judge.load(settings.judge))
            self._names = names
        return self._held


def _files(story: str, against: Sequence[str]) -> tuple[Path, ...]:
    """The story, its draft and sources, and where settings may stand."""
    found: dict[Path, None] = {}
    for name in (story, *against):
        found[Path(name)] = None
        if _is_toml(name):
            found |= dict.fromkeys(_named(name))
    folder = Path(story).parent.resolve()
    for above in (folder, *folder.parents):
        found |= dict.fromkeys((above / "reconcile.toml", above / "pyproject.toml"))
    return tuple(found)


def _named(story: str) -> list[Path]:
    told = _parsed(story)
    tables = told.get("source")
    rows = tables if isinstance(tables, list) else []
    names = [told.get("draft"), *(r.get("path") for r in rows if isinstance(r, dict))]
    return [
        Path(story).parent / n.strip() for n in names if isinstance(n, str) and n.strip() not in ("", STDIN)
    ]


def _is_toml(path: str) -> bool:
    return path.casefold().endswith(".toml")


def _parsed(path: str) -> dict[str, Any]:
    """The tables of a story; none where it cannot be read, which is told when the report is made."""
    try:
        return tomllib.loads(Path(path).read_text("utf-8-sig", "replace"))
    except (OSError, ValueError, RecursionError):
        return {}

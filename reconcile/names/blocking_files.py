"""Files of numbers under keys, for `blocking`: what shares a key with what.

The words of 20,000 names have some 300,000 keys, most of them one word's alone; so a file is a dict of
numbers, and only a second number under a key makes a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Keys = Sequence[Iterable[str]]  # by file: keys of one file never meet those of another


@dataclass(slots=True)
class _File:
    first: dict[str, int] = field(default_factory=dict)
    more: dict[str, list[int]] = field(default_factory=dict)


class Files:
    """Numbers by key, in as many files as the keys have; all that is added has the same files."""

    __slots__ = ("_files",)

    def __init__(self) -> None:
        self._files: list[_File] = []

    def add(self, number: int, keys: Keys) -> set[int]:
        """File a number under its keys; return those that were there before and share one."""
        if not self._files:
            self._files = [_File() for _ in keys]
        found: set[int] = set()
        for file, listed in zip(self._files, keys, strict=True):
            for key in listed:
                first = file.first.setdefault(key, number)
                if first != number:
                    more = file.more.setdefault(key, [])
                    found.add(first)
                    found.update(more)
                    more.append(number)
        found.discard(number)
        return found

    def find(self, keys: Keys) -> set[int]:
        """Return the numbers that share a key; `keys` may leave out the last files."""
        found: set[int] = set()
        for file, listed in zip(self._files, keys, strict=False):
            for key in listed:
                first = file.first.get(key)
                if first is not None:
                    found.add(first)
                    found.update(file.more.get(key, ()))
        return found

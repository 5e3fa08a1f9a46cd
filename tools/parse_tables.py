"""Write reconcile/data/parsed.json: every table of reconcile/data as it is read, with its file's checksum.

usage: python tools/parse_tables.py

To be run after a table was edited; until then the edited table is parsed at each start.
"""

from __future__ import annotations

import json
from zlib import crc32

from reconcile.data import FOLDER, PARSED, parse


def parsed() -> str:
    """Return the file's text: one line a table, by name."""
    lines = []
    for path in sorted(FOLDER.glob("*.toml")):
        raw = path.read_bytes()
        entry = {"crc32": crc32(raw), "table": parse(raw)}
        lines.append(
            f"{json.dumps(path.stem)}:{json.dumps(entry, ensure_ascii=False, separators=(',', ':'))}"
        )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write the file, and say so."""
    PARSED.write_bytes(parsed().encode("utf-8"))
    print(f"{PARSED.name}: {PARSED.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

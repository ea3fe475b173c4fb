"""``python -m tests.write.golden``: write the golden files anew, and remove those that no case makes any more."""

from __future__ import annotations

import sys

from tests.write.golden import FOLDER, expected_files


def main() -> int:
    """Write every file that differs; say which."""
    files = expected_files()
    for path in FOLDER.glob("*.xml"):
        if path.name not in files:
            path.unlink()
            print(f"removed {path.name}")
    for name, text in files.items():
        path = FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Write the shipped templates, one for each 文种: ``python scripts/make_templates.py``."""

from __future__ import annotations

from gongwen.specimens import specimen_kinds
from gongwen.template.making import make_template, shipped_path


def main() -> None:
    """Write all templates, and take away those of kinds that are no more."""
    made = {shipped_path(kind): make_template(kind.value) for kind in specimen_kinds()}
    folder = next(iter(made)).parent
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.docx"):
        if path not in made:
            path.unlink()
    for path, content in made.items():
        path.write_bytes(content)
    print(f"{len(made)} 份模板写入 {folder.name}/")


if __name__ == "__main__":
    main()

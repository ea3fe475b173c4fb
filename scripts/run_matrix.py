"""The smoke test (tests/embedding/smoke.py) in fresh environments: each Python of this machine with the newest
versions of what gongwen needs, the oldest Python with the lowest that pyproject.toml allows, and the core alone.

    python scripts/run_matrix.py [folder for the environments]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SMOKE = ROOT / "tests" / "embedding" / "smoke.py"
CORE = ROOT / "requirements-core.txt"
MINORS = range(10, 14)
LOWEST = ("--resolution", "lowest-direct")


class Cell(NamedTuple):
    """One environment: its Python, what is installed into it (in steps), and how much the smoke test tries."""

    name: str
    python: str
    installs: tuple[tuple[str, ...], ...]
    arguments: tuple[str, ...] = ()


def pythons() -> dict[str, str]:
    """The working CPythons of this machine by version, pyenv's among them."""
    places = [str(path) for path in Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin")]
    path = os.pathsep.join([*sorted(places), os.environ.get("PATH", "")])
    found = {}
    for version in (f"3.{minor}" for minor in MINORS):
        python = shutil.which(f"python{version}", path=path)
        if python and subprocess.run([python, "-c", "import venv"], capture_output=True, check=False).returncode == 0:
            found[version] = python
    return found


def cells(wheel: str) -> Iterator[Cell]:
    """Every environment that this machine can make."""
    found = pythons() or {f"3.{sys.version_info.minor}": sys.executable}
    for version, python in found.items():
        yield Cell(f"Python {version}，最新版本", python, ((wheel,),))
    oldest, python = next(iter(found.items()))
    yield Cell(f"Python {oldest}，最低版本", python, ((*LOWEST, wheel),))
    alone = (("--no-deps", wheel), ("-r", str(CORE)))
    yield Cell(f"Python {oldest}，只有 requirements-core.txt", python, alone, ("core",))


def uv(*arguments: str) -> None:
    """Run uv. Raises ``CalledProcessError``, and shows what it said."""
    done = subprocess.run([sys.executable, "-m", "uv", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n")
        done.check_returncode()


def passes(cell: Cell, folder: Path) -> bool:
    """Make the environment and run the smoke test in it, away from the sources."""
    environment = folder / f"venv-{cell.name.translate(str.maketrans('，. ', '---'))}"
    shutil.rmtree(environment, ignore_errors=True)
    python = environment / "bin" / "python"
    try:
        uv("venv", "--quiet", "--no-python-downloads", "--python", cell.python, str(environment))
        for install in cell.installs:
            uv("pip", "install", "--quiet", "--python", str(python), *install)
    except subprocess.CalledProcessError:
        print(f"失败  {cell.name}：没有装成", flush=True)
        return False
    smoke = shutil.copy(SMOKE, folder)
    command = [str(python), "-I", "-X", "utf8", smoke, *cell.arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    told = done.stdout.strip() if done.returncode == 0 else done.stderr.strip()
    print(f"{'通过' if done.returncode == 0 else '失败'}  {cell.name}：{told}", flush=True)
    shutil.rmtree(environment, ignore_errors=True)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(dir=arguments[0] if arguments else None) as name:
        folder = Path(name)
        uv("build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT))
        (wheel,) = map(str, folder.glob("*.whl"))
        results = [passes(cell, folder) for cell in cells(wheel)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

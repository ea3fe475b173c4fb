"""What is put on the desktop starts the program, wherever its interpreter lies; what it needs is named."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.serving.shortcuts import install, shortcut
from tests.cli.running import environment_of_a_program


@pytest.mark.parametrize(
    ("command", "package", "extra"),
    [
        ("serve", "uvicorn", "web"),
        ("serve", "fastapi", "web"),
        ("serve", "python_multipart", "web"),
        ("mcp", "mcp", "mcp"),
    ],
)
def test_what_is_not_installed_is_named_with_the_command_that_installs_it(
    command: str, package: str, extra: str
) -> None:
    program = (
        f"import sys; sys.modules['{package}'] = None; from gongwen.cli import main; sys.exit(main(['{command}']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment_of_a_program(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"pip install 'gongwen[{extra}]'" in done.stderr


@pytest.mark.parametrize(
    ("system", "name"), [("linux", "公文.desktop"), ("win32", "公文.bat"), ("darwin", "公文.command")]
)
def test_the_sign_is_put_where_it_is_asked_for(system: str, name: str, tmp_path: Path) -> None:
    path = install(tmp_path, system)
    assert path == tmp_path / name
    assert sys.executable in path.read_text(encoding="utf-8")
    assert os.access(path, os.X_OK) == (system != "win32")
    assert install(tmp_path, system) == path  # again does no harm


def test_what_the_sign_runs_is_the_command_that_serves(tmp_path: Path) -> None:
    """The line is run as a desktop runs it; its interpreter, in a folder with a blank, writes what it was given."""
    folder = tmp_path / "程 序"
    folder.mkdir()
    program = folder / "python"
    program.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for system in ("linux", "darwin"):
        name, content = shortcut(system, str(program))
        if system == "darwin":
            command = ["sh", str(tmp_path / name)]
            (tmp_path / name).write_bytes(content)
        else:
            line = next(line for line in content.decode().splitlines() if line.startswith("Exec="))
            command = shlex.split(line.removeprefix("Exec="))
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "-m gongwen serve\n"

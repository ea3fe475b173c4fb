"""A server in a process of its own, as `gongwen serve` starts it, and a browser to look at its page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.cli.running import environment_of_a_program
from tests.support import browser, fonts

MESSY = """云岭县青山镇人民政府文件
青政发[2026]31号
关于做好2026年森林防火工作的通知
各村民委员会,镇直各单位:
   当前天干物燥,森林火险等级高.为切实做好今冬明春森林防火工作,现就有关事项通知如下:
一、压实责任
各村要在11月20日前逐户签订责任书,落实护林员36名。
二、严管火源
(一)设卡检查。在上坝村、竹林村设2个检查卡。
(二)严禁野外用火。举报电话0871-6512 3400，详见http://qs.example.cn/fh。
云岭县青山镇人民政府
2O26年11月9日
"""
"""What somebody pastes: half-width marks, wrong brackets, letters for digits; and no agency is lost."""

_READY_SECONDS = 30.0
_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def served(*options: str, ready: float = _READY_SECONDS) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a server, and its process, which is ended at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="gongwen-serve-", ignore_cleanup_errors=True) as home:
        folder = () if "--folder" in options else ("--folder", str(Path(home, "batches")))
        said = Path(home, "said.txt")
        process = subprocess.Popen(
            [sys.executable, "-m", "gongwen", "serve", "--no-browser", "--port", str(port), *folder, *options],
            env=environment_of_a_program({"HOME": home}),
            stderr=said.open("wb"),
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, said, ready)
            yield address, process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
        told = said.read_text(encoding="utf-8")
    assert "Traceback" not in told, told


def _wait(address: str, process: subprocess.Popen[bytes], said: Path, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, said.read_text(encoding="utf-8")
        try:
            with urlopen(f"{address}/", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise AssertionError("the server did not answer")


def processes_of(group: int) -> Iterator[Path]:
    """The entries in /proc of the processes of a group (Linux); those that end meanwhile are left out."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdecimal() and os.getpgid(int(entry.name)) == group:
                yield entry


@contextmanager
def chromium(folder: Path) -> Iterator[Any]:
    """Debian's browser with the test fonts, driven through Playwright."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where it is installed

    conf = folder / "fonts.conf"
    conf.write_text(fonts.config(), encoding="utf-8")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=browser.executable(),
            args=list(_OPTIONS),
            env={**os.environ, "FONTCONFIG_FILE": str(conf), "HOME": str(folder)},
        )
        try:
            yield opened
        finally:
            opened.close()

"""Print HTML to PDF with Chromium; drawn with the test fonts."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support import fonts, run

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_MOST_SECONDS = 300


class BrowserError(RuntimeError):
    """Chromium is missing, hung, or refused a command."""


@functools.cache
def executable() -> str | None:
    """The browser, or None."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def available() -> bool:
    """Whether a browser is installed."""
    return executable() is not None


def print_pdfs(pages: Mapping[str, str]) -> dict[str, bytes]:
    """Every HTML text (by name) as the PDF that the browser prints.

    What two modules ask for is printed once in a run of the tests.
    """
    places = {name: f"{hashlib.sha256(html.encode()).hexdigest()}.html.pdf" for name, html in pages.items()}
    printed = {name: pdf for name, place in places.items() if (pdf := run.kept(place)) is not None}
    left = [name for name in pages if name not in printed]
    if left:
        with _Browser.started() as browser:
            for name in left:
                printed[name] = browser.pdf(pages[name])
                run.keep(places[name], printed[name])
    return {name: printed[name] for name in pages}


class _Browser:
    """A browser that is driven through a pair of pipes (Chrome DevTools Protocol)."""

    def __init__(self, folder: Path, reading: int, writing: int) -> None:
        self._file = folder / "page.html"
        self._reading, self._writing = reading, writing
        self._number = 0
        self._left = b""
        self._events: list[dict[str, Any]] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = ""
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[_Browser]:
        """Start a browser with a profile of its own, and end it with all its children."""
        program = executable()
        if program is None:
            raise BrowserError("Chromium is not installed")
        with tempfile.TemporaryDirectory(prefix="gongwen-browser-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            conf = folder / "fonts.conf"
            conf.write_text(fonts.config(), encoding="utf-8")
            its_input, our_output = os.pipe()
            our_input, its_output = os.pipe()
            shell = 'in=$1 out=$2; shift 2; eval "exec \\"\\$@\\" 3<&$in 4>&$out"'
            process = subprocess.Popen(
                [
                    *("bash", "-c", shell, "bash", str(its_input), str(its_output)),
                    *(program, *_OPTIONS, f"--user-data-dir={folder / 'profile'}"),
                ],
                env={**os.environ, "FONTCONFIG_FILE": str(conf), "HOME": name},
                pass_fds=(its_input, its_output),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            os.close(its_input)
            os.close(its_output)
            alarm = _Alarm(process)
            try:
                with alarm:
                    yield cls(folder, our_input, our_output)
            finally:
                alarm.end()
                os.close(our_output)
                os.close(our_input)

    def pdf(self, html: str) -> bytes:
        """The page printed as its own style sheet says."""
        self._open(html)
        answer = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(answer["data"])

    def _open(self, html: str) -> None:
        self._file.write_text(html, encoding="utf-8")
        self._events.clear()
        self._call("Page.navigate", url=self._file.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._events.append(self._next())

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._number > 2:
            message["sessionId"] = self._session
        _write_all(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") != self._number:
                self._events.append(answer)
            elif "error" in answer:
                raise BrowserError(f"{method}: {answer['error']}")
            else:
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            chunk = os.read(self._reading, 1 << 20)
            if not chunk:
                raise BrowserError("the browser ended")
            self._left += chunk
        message, self._left = self._left.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer


class _Alarm:
    """Ends the browser's whole process group, at the latest after some minutes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer = threading.Timer(_MOST_SECONDS, self.end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()

    def end(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _write_all(target: int, data: bytes) -> None:
    while data:
        data = data[os.write(target, data) :]

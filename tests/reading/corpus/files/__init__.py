"""The .docx files of the corpus, built from their contents when a test asks: the same bytes each time.

``contents/`` holds what each says, :mod:`shapes` how Word, WPS and many hands would have written it, and
``NNN-name.json`` the labels.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.reading.corpus.files.shapes import BUILDERS, build

__all__ = ["FILES"]

FILES: dict[str, Callable[[], bytes]] = {name: partial(build, name) for name in BUILDERS}
"""Every file by its name."""

"""Serving: the desk over HTTP, and the page in the browser that asks it.

In: requests with bytes. Out: bytes, or a problem (RFC 9457) that carries our faults. The files follow a request on its
way: ``settings`` (what the server was started with), ``limits`` (each by its name), ``guard`` (who may ask, how much,
how slowly), ``quick`` (the short questions of programs, answered there), ``uploads`` (what came), ``routes`` and
``batch_routes`` (which question), ``bench`` (work off the event loop), ``work`` and ``batches`` (what is done),
``problems`` (what is said where it cannot be). ``page`` holds the files of the page; ``running`` starts the server,
``shortcuts`` puts a sign for it on the desktop.
"""

from gongwen.serving.settings import Settings

__all__ = ["Settings"]

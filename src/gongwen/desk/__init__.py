"""The desk: where a document is prepared for whoever asks - the command line, a program, a web service.

In: a source with its unit, settings, page, ways of printing and template. Out: :class:`Prepared`: the document, all
that is to be told of it, and its files as bytes on demand.
"""

from gongwen.desk.prepared import Looks, Prepared, prepare

__all__ = ["Looks", "Prepared", "prepare"]

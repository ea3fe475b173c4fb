"""Fixing: a .docx put right where that is safe, without a word that is not listed.

In: the bytes of any .docx. Out: :class:`Fixed` - the corrected bytes, what was changed, what is left for people. Two
ways: ``anew`` reads the document and writes it after the standard; ``in_place`` changes in the user's own file only
what findings name (``edits`` and ``words`` its words, ``cures`` its looks). ``guard`` compares the text before and
after; a difference that is not listed stops either.
"""

from gongwen.fixing.anew import fix_anew
from gongwen.fixing.in_place import fix_in_place
from gongwen.fixing.results import Fixed

__all__ = ["Fixed", "fix_anew", "fix_in_place"]

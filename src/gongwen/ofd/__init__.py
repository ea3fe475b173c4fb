"""OFD: the pages of a display list as GB/T 33190-2016 has them, with the fonts inside that draw them.

In: a display list, its title and what else is known of the document. Out: the bytes of one .ofd.
"""

from gongwen.ofd.writer import Facts, write_ofd

__all__ = ["Facts", "write_ofd"]

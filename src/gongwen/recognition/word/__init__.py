"""Files of word processors on their way into the grammar: what a .docx of any hand shows becomes lines with formatting.

In: the facts of a file (``ooxml.facts``). Out: :class:`~gongwen.recognition.results.Reading`, as from a text. The
files follow the way: ``opening`` (whose file it is; older formats through LibreOffice), ``shown`` (what the file shows,
in the order in which it is read), ``formatting``, ``tables`` (those that hold data, and those that only set lines out),
``paragraphs`` and ``refining`` (which paragraph shows what, for whoever checks the page).
What gongwen wrote itself is read by its styles (``reading.recognising``).
"""

from gongwen.recognition.word.older import is_word_file
from gongwen.recognition.word.opening import read_docx, read_file_content
from gongwen.recognition.word.paragraphs import roles_of_docx
from gongwen.recognition.word.refining import ShownRole

__all__ = ["ShownRole", "is_word_file", "read_docx", "read_file_content", "roles_of_docx"]
